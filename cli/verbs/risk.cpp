// assay risk: a month's harm and its cost, by the user's rates and prices and what runs say of a
// strike. What the user has not said is asked for, and never made up.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "campaign/risk/estimate.hpp"
#include "cli/exit_codes.hpp"
#include "cli/targets.hpp"
#include "cli/verbs.hpp"
#include "reports/screens/risk_screen.hpp"
#include "scenarios/files/bad_input.hpp"

namespace assay::cli {

namespace {

using campaign::Strikes;

/// A fault that strikes seldom is looked for in so many seeds per strike that is wanted.
constexpr std::uint64_t seeds_per_strike = 100;

std::vector<Target> targets_of(const Options& options) {
  std::vector<Target> targets;
  for (const std::string& name : options.names) {
    targets.push_back(target_named(name, options));
    if (targets.back().scenario.every_fault) {
      throw Usage{name + " has every fault there is, and no list to give rates for"};
    }
  }
  return targets;
}

std::vector<std::string> faults_of(std::span<const Target> targets) {
  std::vector<std::string> faults;
  for (const Target& one : targets) {
    for (std::string& fault : runs::allowed_faults(one.scenario)) {
      if (std::ranges::find(faults, fault) == faults.end()) faults.push_back(std::move(fault));
    }
  }
  return faults;
}

void must_say_all(const campaign::Rates& rates, std::span<const Target> targets,
                  const std::string& file) {
  const auto missing = campaign::missing_from(rates, faults_of(targets));
  if (missing.empty()) return;
  scenarios::refuse_input(file, "all that the figures are made of",
                          fmt::format("nothing for {}", fmt::join(missing, "; ")));
}

std::vector<Strikes> count_all(std::span<const Target> targets, const Options& options,
                               Terminal& terminal) {
  const auto world = options.make_world(nullptr);
  std::vector<Strikes> all;
  for (const Target& one : targets) {
    terminal.log(one.scenario.name);
    const harness::System& system = system_for(one.scenario, options);
    for (Strikes& strikes : campaign::count_strikes(*world, one.scenario, system, options.seeds,
                                                    options.seeds * seeds_per_strike)) {
      all.push_back(std::move(strikes));
    }
  }
  return all;
}

/// A fault that never struck, or runs that could not be told, leave the figures short.
bool is_short(const Strikes& one) { return one.runs == 0 || one.undecided > 0; }

}  // namespace

int risk(const Options& options, Terminal& terminal) {
  const campaign::Rates rates = campaign::read_rates(options.risk.rates);
  const std::vector<Target> targets = targets_of(options);
  must_say_all(rates, targets, options.risk.rates);
  const std::vector<Strikes> strikes = count_all(targets, options, terminal);
  const campaign::Estimate estimate = campaign::estimate(options.risk.volume, rates, strikes);
  terminal.print(options.json ? reports::risk_json(estimate, strikes)
                              : reports::risk_screen(estimate, strikes, terminal.ink()));
  if (std::ranges::none_of(strikes, is_short)) return exits::holds;
  complain("some faults never struck alone, or runs could not be told: the figures leave them out");
  return exits::inconclusive;
}

}  // namespace assay::cli
