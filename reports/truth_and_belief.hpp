// Truth beside belief: for each operation what the processor did, what the service believes and
// what the client was told. A pure function of the observations of a run; nothing is judged here.
#pragma once

#include <string>
#include <vector>

#include "models/observations/observation.hpp"
#include "reports/table.hpp"

namespace assay::reports {

/// One operation from three sides, at the end of a history.
struct ThreeSides {
  std::string payable;
  std::string operation;  ///< "capture 1"
  std::string truth;      ///< "12.50 EUR", "2 x 12.50 EUR", "nothing"
  std::string belief;     ///< "succeeded", "no record"
  std::string told;       ///< "success (200)", "no answer"
  bool apart = false;     ///< whether they contradict each other
  friend bool operator==(const ThreeSides&, const ThreeSides&) = default;
};

/// All operations that anybody knows of, in the order in which they first came up.
[[nodiscard]] std::vector<ThreeSides> three_sides(const models::History& history);

/// As a table under a heading. Where there are more than a few, only those that contradict.
[[nodiscard]] std::string truth_and_belief(const models::History& history, const Ink& ink);

}  // namespace assay::reports
