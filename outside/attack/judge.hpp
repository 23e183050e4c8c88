// Holds one run against what this evidence supports: properties of properties/ on what was heard
// and on what the books say, and what no history has: a crash that nobody ordered, a query that
// must find nothing, rest. What could not be seen is unknown, never violated.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "outside/attack/outside_file.hpp"
#include "outside/attack/run.hpp"
#include "properties/property.hpp"

namespace assay::outside::attack {

struct Broken {
  std::string property;
  properties::Severity severity{};
  std::string explanation;
  history::Amount at_risk{};
  bool about_time = false;  ///< confirmed by several re-runs, not by one
  bool of_books = false;    ///< shown by the run's books, not by what was heard
  std::vector<std::uint64_t> evidence{};  ///< of that history
};

/// What is judged, and why something is not: of a file.
struct Judged {
  std::string property;
  std::string claim;
  std::string unknown{};  ///< why it cannot be told; empty where it can
};
[[nodiscard]] std::vector<Judged> judged_of(const OutsideFile& file);

/// The gravest first.
[[nodiscard]] std::vector<Broken> broken_in(const Run& run);

}  // namespace assay::outside::attack
