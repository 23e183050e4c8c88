// The comparison itself: all lines of all sources in, each in one bucket out. A pure function: no
// store, no clock, no order that matters. Lines belong together by the names that they carry, never
// by amount and date (R41), so that a match may have any number of lines on each side.
// Not a repair: see repair.hpp. Serves: I28, R41, R42.
#pragma once

#include "payments/reconciliation/bucket.hpp"
#include "payments/reconciliation/line.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace payments::reconciliation {

/// Within how many days each source has to bring what the books have, and the bank what was paid
/// out. None: nothing is expected of it, and what it says is compared all the same.
struct Expectations {
  std::optional<std::int32_t> processor_list;
  std::optional<std::int32_t> settlement;
  std::optional<std::int32_t> bank;
  std::int32_t open = 2;       ///< how long an operation of ours may be open
  std::int32_t announced = 3;  ///< how long a payout and its lines may wait for each other
};

/// What stands between two sources: a timing difference, or a break.
struct Difference {
  Bucket bucket{};
  Source said_by{};             ///< who is not at one with the books, or with the payouts
  std::string reference;        ///< of what; empty: it has no name
  std::string line;             ///< id of the line, where a single one is meant
  std::optional<Money> amount;  ///< what it is about: the difference, or all of it
  Day since;
  std::optional<Day> deadline;       ///< of a timing difference: its last day
  std::string reason;                ///< a sentence, with the figures of both sides
  std::vector<std::uint32_t> lines;  ///< places in what was given
  bool definite = false;             ///< the evidence says all that a repair needs: see repair.hpp

  [[nodiscard]] Owner owner() const { return facts_of(bucket).owner; }
  [[nodiscard]] std::int32_t age(Day today) const { return today - since; }
};

struct Matching {
  std::vector<Bucket> buckets;          ///< of each line, by its place in what was given
  std::vector<Difference> differences;  ///< in a fixed order, whatever the order of the lines
};

/// Compares all with all. Lines of the books and of payouts are what others are held against.
/// Determinism: another order of the lines gives the same buckets and differences.
[[nodiscard]] Matching match(std::span<const Line> lines, const Expectations& expected, Day today);

}  // namespace payments::reconciliation
