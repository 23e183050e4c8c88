// One property over random workloads, plans and seeds, by RapidCheck; and the explored scenario of
// a user's test. Both play the test's corpus first, keep what they find in it, and say in one line
// how to see it again. Knows nothing of Catch2: catch.hpp is the form in which tests ask.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "testing/corpus.hpp"
#include "testing/explored.hpp"
#include "testing/trial.hpp"

namespace assay::testing {

/// How a property is to be checked. `system` and what `property` views must outlive the check.
struct PropertyOptions {
  std::uint64_t trials = 100;                          ///< of workload and plan
  const harness::System* system = nullptr;             ///< must be named
  std::string_view property = {};                      ///< only this one, where it is named
  std::uint64_t seed = 1;                              ///< of RapidCheck; $RC_PARAMS goes before
};

/// What a property came to over random trials.
struct CheckedProperty {
  bool holds = false;
  std::string text;       ///< for people; where it does not hold, its last line reproduces it
  std::string property;   ///< the one that is violated; empty where the trial is not deterministic
  Trial first;            ///< the trial that was met, as it was drawn; empty from the corpus
  Trial shrunk;           ///< what it shrank to
  std::string file;       ///< where it was kept
  std::string reproduce;  ///< one line for a shell that shows it again
  std::vector<std::string>
      stale;                 ///< kept files that hold, but some of whose answers found no place
  std::uint64_t played = 0;  ///< trials played, those of shrinking included
};

/// Determinism: a pure function of its arguments, the corpus and $RC_PARAMS.
/// Errors: BadInput for a name or a file that cannot be used, BrokenHarness.
[[nodiscard]] CheckedProperty check_property(const TestPlace& place,
                                             const scenarios::Scenario& scenario,
                                             const PropertyOptions& options = {});

/// Plays the corpus and, where that holds, explores; with $ASSAY_SEED that seed and nothing else.
/// Runs in processes of their own, unless $ASSAY_IN_PROCESS is set. Errors: as above.
[[nodiscard]] Explored explore_for(const TestPlace& place, const scenarios::Scenario& scenario,
                                   const ExploreOptions& options = {});

}  // namespace assay::testing
