// What a piece of evidence is about: the operations that it names, and the moment at which it is
// complete. Timelines and diagrams tell of these and leave out what other payments did.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "history/history.hpp"

namespace assay::reports {

struct Concern {
  using Operation = std::tuple<std::string, history::OperationKind, std::uint32_t>;

  std::set<std::uint64_t> sequences;
  std::set<Operation> operations;  ///< empty: everything is of concern
  std::int64_t last = 0;           ///< virtual nanoseconds; nothing later matters

  [[nodiscard]] bool is_evidence(const history::Observation& seen) const {
    return sequences.contains(seen.sequence);
  }
  [[nodiscard]] bool concerns(const history::Observation& seen) const;
  /// Whether a site, such as "acquirer.capture/reply @ shop-1/pay-1/capture-1", is about them.
  [[nodiscard]] bool concerns_site(std::string_view site) const;
};

/// Without evidence everything is of concern, up to the end.
[[nodiscard]] Concern concern_of(const history::History& history,
                                 const std::vector<std::uint64_t>& evidence);

}  // namespace assay::reports
