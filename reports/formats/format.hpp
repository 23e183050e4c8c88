// What one file of formats/all gives: a file that is written beside results.json, made of the same
// results. The table of all is made from the listing of that folder.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/results/results.hpp"
#include "reports/shown_run.hpp"

namespace assay::reports {

/// A format of reports.
struct Format {
  /// Below the folder of results: "reports/NAME.txt", ".json", ".md" or ".sarif"; another name
  /// only where campaign/results/results_folder.cpp knows it.
  std::string_view file;
  /// The whole text, from the results and what is told of each distinct failure.
  std::string (*text)(const campaign::Results& results, std::span<const FindingReport> failures);
};

/// Every format of the folder, by the names of their files.
[[nodiscard]] std::vector<Format> all_formats();

}  // namespace assay::reports
