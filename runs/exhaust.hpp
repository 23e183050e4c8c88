// Exhaustive search of a scenario: every plan of a strategy, such as all of at most so many faults,
// is run and judged. Can be stopped between any two runs and gone on with, in another process too.
// The walk itself is sim/search/plan_walk.hpp.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "runs/finding.hpp"
#include "sim/search/plan_walk.hpp"

namespace assay::runs {

/// How far a search has come, and what it saw on the way.
struct SearchState {
  sim::Frontier frontier;
  std::uint64_t violated = 0;
  std::uint64_t unknown = 0;
  /// By property, or `run_comes_back`: the first plan of the fewest faults that violates it.
  std::map<std::string, sim::Plan> first;
  friend bool operator==(const SearchState&, const SearchState&) = default;
};

/// What is searched.
struct SearchSpec {
  const scenarios::Scenario* scenario = nullptr;
  const harness::System* system = nullptr;
  std::string defect;
  sim::NamedStrategy strategy = sim::strategy_named("exhaustive");  ///< one that walks over plans
  sim::Budget budget;
  sim::Share share{};
};

/// What an exhaustive search of a scenario came to.
struct ExhaustedScenario {
  sim::Exhausted search;
  std::uint64_t violated = 0;
  std::uint64_t unknown = 0;
  std::vector<Finding> findings;  ///< one per property, of the fewest faults
};

/// Goes on with a search, to its end or to where `stop`, asked between runs, answers true. Starts
/// afresh where the state is of another search. Errors: BrokenHarness.
void search_on(SearchState& state, World& world, const SearchSpec& spec,
               const std::function<bool()>& stop);

/// Adds what another share of the same search saw. Its frontier is left out: a sum is not gone on
/// with.
void add(SearchState& sum, const SearchState& more);

/// Takes apart what a search has found. `before_each` is called before each finding.
[[nodiscard]] std::vector<Finding> findings_of(const SearchState& state, World& world,
                                               const SearchSpec& spec,
                                               const std::function<void()>& before_each);

}  // namespace assay::runs
