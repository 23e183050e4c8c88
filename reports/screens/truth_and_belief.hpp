// Truth beside belief: for each operation what the processor did, what the service believes and
// what the client was told. A pure function of the observations of a run; nothing is judged here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "history/history.hpp"
#include "reports/screens/table.hpp"
#include "reports/shown_run.hpp"

namespace assay::reports {

/// One operation from three sides, at the end of a history.
struct ThreeSides {
  std::string payable;
  std::string operation;  ///< "capture 1"
  std::string truth;      ///< "12.50 EUR", "2 x 12.50 EUR", "nothing"
  std::string belief;     ///< "succeeded", "no record"
  std::string told;       ///< "success (200)", "no answer"
  bool apart = false;     ///< whether they contradict each other
  std::string posted;     ///< by the ledger: "12.50 EUR"; empty where it posted nothing
  std::string taken_by;   ///< the consumers that took news of it: "ledger, notifications"
  friend bool operator==(const ThreeSides&, const ThreeSides&) = default;
};

/// All operations that anybody knows of, in the order in which they first came up, at the end.
[[nodiscard]] std::vector<ThreeSides> three_sides(const history::History& history);
/// The same right after the fact of that sequence number (broken_at), and the end beside it where
/// that differs: "nothing → 12.50 EUR".
[[nodiscard]] std::vector<ThreeSides> three_sides(const history::History& history,
                                                  std::uint64_t broken);

/// Whether the evidence is about news and postings, so that ledger and consumers belong beside.
[[nodiscard]] bool is_about_news(const history::History& history,
                                 const std::vector<std::uint64_t>& evidence);

/// As a table. Where there are more than a few, only those that contradict.
[[nodiscard]] std::string truth_and_belief(const ShownRun& run, const Ink& ink);

}  // namespace assay::reports
