// The search: a payment without faults shows the sites, then every plan of one fault is played,
// then those of two, until the budget is spent. What is found is confirmed by playing it again,
// and made as small as it goes.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "outside/attack/judge.hpp"
#include "outside/attack/outside_file.hpp"
#include "outside/attack/run.hpp"

namespace assay::outside::attack {

struct SearchSettings {
  std::uint32_t faults = 3;  ///< beyond two: at random, until the time is over
  sim::Duration time = 5_min;
  std::optional<sim::Plan> plan{};  ///< play this one, and nothing else
};

struct Finding {
  std::string id;              ///< the same for the same failure
  Broken broken;               ///< the gravest
  std::vector<Broken> also{};  ///< what else was violated by the same
  sim::Plan plan;
  std::uint64_t runs_to_find = 0;
  sim::Duration time_to_find{};
  std::uint32_t repeated = 0, replays = 0;
  std::size_t recorded = 0;  ///< faults of the plan before it was made small
  std::uint64_t shrink_runs = 0;
  history::History seen;  ///< of its last run: all facts, with the services' own lines
  std::vector<std::uint64_t> evidence;  ///< of it
  std::vector<sim::TraceEvent> events;
  std::vector<std::string> timeline;
};

/// How many plans of so many faults there are, and how many were played.
struct Share {
  std::uint64_t all = 0, played = 0, never_struck = 0;
};

/// What the plans with one kind of fault cost.
struct Cost {
  std::uint64_t plans = 0;
  sim::Duration time{};
};

struct AttackResults {
  std::string name, file;
  std::uint64_t runs = 0;
  Share one, two;
  std::uint64_t at_random = 0;        ///< plans of three faults and more
  std::uint32_t faults = 0;           ///< plans of so many at most
  std::map<std::string, Cost> costs;  ///< by the fault's word, of plans of one
  sim::Duration fault_free{};
  std::vector<Judged> judged;
  std::vector<Finding> findings;
  std::vector<std::string> unrepeated;  ///< violations that did not come again
  /// Violations of time that are unknown, since assay itself was held up: by property.
  std::set<std::string> unsure;
  std::vector<std::string> puzzles;     ///< what could not be read, each once
  std::string untested{};  ///< why nothing was tested, as a sentence; empty where something was
  std::vector<std::string> last_timeline;  ///< of the run without faults, or of the plan
  std::vector<Passed> sites;
  bool interrupted = false;
  bool stalled = false;
  sim::Duration wall{};

  [[nodiscard]] bool all_of_one() const { return one.all > 0 && one.played == one.all; }
  [[nodiscard]] bool is_violated() const { return !findings.empty(); }
  /// The first finding that violates that property; nullptr where none does.
  [[nodiscard]] const Finding* finding_of(std::string_view property) const;
};

/// Plays. `tell` gets a line now and then for whoever watches. Errors: BadInput.
[[nodiscard]] AttackResults attack(const OutsideFile& file, const SearchSettings& settings,
                                   const std::function<void(const std::string&)>& tell);

}  // namespace assay::outside::attack
