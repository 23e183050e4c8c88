// From answers to bits.
#include "scenarios/struck.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/run.hpp"
#include "scenarios/vocabulary.hpp"
#include "sim/check.hpp"

namespace assay::scenarios {

namespace {

constexpr std::size_t word_bits = 64;

}  // namespace

std::vector<sim::FaultRule> fault_rules(const Scenario& scenario) {
  std::vector<sim::FaultRule> rules;
  for (const AllowedFault& fault : scenario.faults) {
    for (const std::string& answer : fault.answers) {
      rules.push_back({fault.site, answer, fault.rate});
    }
  }
  SIM_CHECK(rules.size() <= word_bits, "a scenario allows at most 64 faults");
  return rules;
}

std::vector<std::string> allowed_faults(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const sim::FaultRule& rule : fault_rules(scenario)) {
    names.push_back(rule.site + ": " + rule.answer);
  }
  return names;
}

std::vector<std::string> listed_phases(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const AllowedFault& fault : scenario.faults) {
    const auto site = parse_site(fault.site);
    if (!site) continue;
    for (const std::string& phase : fault.phases) {
      for (const std::string& answer : fault.answers) {
        names.push_back(fmt::format("{}/{}: {}", phase, site->edge, answer));
      }
    }
  }
  SIM_CHECK(names.size() <= word_bits, "a scenario lists at most 64 phases and answers");
  return names;
}

std::size_t allowed_fault_count(const Scenario& scenario) {
  std::size_t count = 0;
  for (const AllowedFault& fault : scenario.faults) count += fault.answers.size();
  return count;
}

std::size_t listed_phase_count(const Scenario& scenario) {
  std::size_t count = 0;
  for (const AllowedFault& fault : scenario.faults) {
    if (parse_site(fault.site)) count += fault.phases.size() * fault.answers.size();
  }
  return count;
}

StruckFaults::StruckFaults(const Scenario& scenario) : phases_{listed_phases(scenario)} {}

void StruckFaults::count(const sim::Decisions& decisions, const sim::FaultModel& faults,
                         std::uint64_t& rules, std::uint64_t& phases) const {
  for (const sim::Asked& asked : decisions.asked()) {
    const bool fault =
        asked.kind == sim::DecisionKind::fault || asked.kind == sim::DecisionKind::crash;
    if (asked.answer == 0 || !fault) continue;
    rules |= std::uint64_t{1} << faults.rule_of(*asked.options, asked.answer);
    std::string phase{decisions.action(asked.site)};
    phase += ": ";
    phase += asked.options->option(asked.answer).id;
    const auto listed = std::ranges::find(phases_, phase);
    if (listed != phases_.end()) phases |= std::uint64_t{1} << (listed - phases_.begin());
  }
}

}  // namespace assay::scenarios
