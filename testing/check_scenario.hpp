// A scenario file held against a user's own system, as one test of CTest: seeds from the
// environment, the corpus first, and an exit code that means what the program's means. Printing is
// left to the `main` that assay_add_scenarios writes.
#pragma once

#include <string>
#include <vector>

#include "harness/system.hpp"

namespace assay::testing {

/// What became of it: a text for people, and the exit code of the test.
struct ScenarioChecked {
  std::string text;
  /// 0 holds, 1 violated, 2 inconclusive, 3 not deterministic, 64 usage, 65 bad file, 70 broken
  /// harness
  int code = 0;
};

/// `arguments` are FILE.json [SEEDS] ["smoke"]; $ASSAY_SEEDS goes before SEEDS, and $ASSAY_SMOKE is
/// as good as the word: then it is no reason for 2 that too few runs met too little. Never throws
/// for bad input: it says so and gives the code.
[[nodiscard]] ScenarioChecked check_scenario(const std::vector<std::string>& arguments,
                                             const harness::System& system);

}  // namespace assay::testing
