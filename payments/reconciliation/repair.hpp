// What may be mended without a person, and when a person is called: pure functions of a matching.
// Only where the evidence is definite: one operation, the same amount and currency, said by the
// processor. The mending itself is the state machine's, by the moves that there are.
#pragma once

#include "payments/reconciliation/matching.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace payments::reconciliation {

struct Repair {
  enum class What : std::uint8_t {
    settle_success,  ///< open here, and it took effect: as a person would settle it
    take_in,         ///< the books lack an effect that the processor lists
  };

  What what{};
  std::uint32_t line = 0;   ///< of the books, or of the list: what it is about
  std::uint32_t proof = 0;  ///< the line that says so
  std::string grounds;      ///< who says it, and where
};

[[nodiscard]] std::vector<Repair> repairs_of(std::span<const Line> lines, const Matching& matching);

/// Above what a person is called. A currency that is not named has no bound of its own.
struct Thresholds {
  std::size_t breaks_max = 0;
  std::map<Currency, std::int64_t> amount_max;  ///< sum of what breaks are about, without sign
  std::int32_t age_max = 30;                    ///< days
};

/// A sentence for each threshold that is exceeded; none, and only then none, where none is.
[[nodiscard]] std::vector<std::string> alerts_of(std::span<const Difference> differences,
                                                 const Thresholds& thresholds, Day today);

}  // namespace payments::reconciliation
