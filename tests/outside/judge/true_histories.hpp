// Histories of the shipped code from runs of the library: true ones, in which everything holds.
// What is made of them may be cut, moved or sampled, and nobody may be accused.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "history/history.hpp"

namespace assay::tests {

/// What one run showed. It was not probed.
struct TrueHistory {
  std::string scenario;
  std::uint64_t seed = 0;
  history::History history;
};

/// Runs with these seeds of each scenario of the library that the shipped code can be run in; of a
/// run that took too long, or in which anything is violated, nothing.
[[nodiscard]] std::vector<TrueHistory> true_histories(std::uint64_t first_seed, std::uint64_t seeds,
                                                      std::size_t facts_max = 3000);

}  // namespace assay::tests
