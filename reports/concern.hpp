// What a piece of evidence is about: the operations, keys and events that it names, and the moment
// up to which it has to be told: that at which the evidence is complete, or the deadline that was
// missed. Timelines and diagrams tell of these and leave out what other payments did.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "reports/shown_run.hpp"

namespace assay::reports {

struct Concern {
  using Operation = std::tuple<std::string, history::OperationKind, std::uint32_t>;
  using Key = std::pair<std::string, std::string>;           // scope and key
  using EventPlace = std::pair<std::string, std::uint64_t>;  // payable and place

  std::set<std::uint64_t> sequences;
  std::set<Operation> operations;  ///< empty: everything is of concern
  std::set<Key> keys;              ///< under which clients asked for these
  std::set<EventPlace> events;     ///< that announce these
  bool news = false;               ///< what became of the events is part of it
  bool waits = false;              ///< for what should have come by a deadline
  std::int64_t last = 0;           ///< virtual nanoseconds; nothing later matters

  [[nodiscard]] bool is_evidence(const history::Observation& seen) const {
    return sequences.contains(seen.sequence);
  }
  [[nodiscard]] bool concerns(const history::Observation& seen) const;
  /// Whether a site, such as "acquirer.capture/reply @ shop-1/pay-1/capture-1", is about them.
  [[nodiscard]] bool concerns_site(std::string_view site) const;
};

/// Without evidence everything is of concern, up to the end.
[[nodiscard]] Concern concern_of(const ShownRun& run);

/// The sequence number of the last fact by which it was broken: the last piece of evidence that is
/// no repair, or the last fact before the deadline that was missed. Without evidence, the last.
[[nodiscard]] std::uint64_t broken_at(const ShownRun& run);

}  // namespace assay::reports
