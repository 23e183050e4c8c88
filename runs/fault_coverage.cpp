// From answers to bits.
#include "runs/fault_coverage.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "runs/run.hpp"
#include "scenarios/every_fault.hpp"
#include "scenarios/vocabulary.hpp"
#include "sim/check.hpp"

namespace assay::runs {

namespace {

/// The place of the action that those options belong to, looked for from `likely` on: neighbouring
/// sites mostly have one action.
std::size_t place_of(const sim::FaultModel& faults, const sim::OptionSet* options,
                     std::size_t likely) {
  const auto& known = faults.known();
  for (std::size_t tried = 0; tried < known.size(); ++tried) {
    const std::size_t place = (likely + tried) % known.size();
    if (&known[place].options == options) return place;
  }
  return known.size();
}

bool is_fault(const sim::AskedDecision& asked) {
  return asked.answer != 0 && (asked.kind == sim::DecisionKind::fault ||
                               asked.kind == sim::DecisionKind::crash);
}

void take(Chances& chances, std::size_t place, bool showed) {
  chances.chosen.set(place);
  if (showed) chances.applied.set(place);
}

/// Whether "acquirer.capture/reply: lose" is of the action "acquirer.capture/reply".
bool is_phase_of(std::string_view phase, std::string_view action) {
  return phase.size() > action.size() && phase[action.size()] == ':' && phase.starts_with(action);
}

}  // namespace

std::vector<sim::FaultRule> fault_rules(const scenarios::Scenario& scenario) {
  std::vector<sim::FaultRule> rules;
  for (const scenarios::AllowedFault& fault : scenarios::allowed_faults_of(scenario)) {
    for (const std::string& answer : fault.answers) {
      rules.push_back({fault.site, answer, fault.rate});
    }
  }
  return rules;
}

std::vector<std::string> allowed_faults(const scenarios::Scenario& scenario) {
  std::vector<std::string> names;
  for (const sim::FaultRule& rule : fault_rules(scenario)) {
    names.push_back(rule.site + ": " + rule.answer);
  }
  return names;
}

std::vector<std::string> listed_phases(const scenarios::Scenario& scenario) {
  std::vector<std::string> names;
  for (const scenarios::AllowedFault& fault : scenarios::allowed_faults_of(scenario)) {
    const auto site = scenarios::parse_site(fault.site);
    if (!site) continue;
    for (const std::string& phase : fault.phases) {
      for (const std::string& answer : fault.answers) {
        names.push_back(fmt::format("{}/{}: {}", phase, site->edge, answer));
      }
    }
  }
  return names;
}

std::size_t allowed_fault_count(const scenarios::Scenario& scenario) {
  std::size_t count = 0;
  for (const scenarios::AllowedFault& fault : scenarios::allowed_faults_of(scenario)) {
    count += fault.answers.size();
  }
  return count;
}

std::size_t listed_phase_count(const scenarios::Scenario& scenario) {
  std::size_t count = 0;
  for (const scenarios::AllowedFault& fault : scenarios::allowed_faults_of(scenario)) {
    if (scenarios::parse_site(fault.site)) count += fault.phases.size() * fault.answers.size();
  }
  return count;
}

void Chances::clear(std::size_t size) {
  visits.assign(size, 0);
  chosen.clear(size);
  applied.clear(size);
}

FaultCoverage::FaultCoverage(const scenarios::Scenario& scenario)
    : rules_{allowed_fault_count(scenario)}, phases_{listed_phases(scenario)} {}

void FaultCoverage::count(const sim::Decisions& decisions, const sim::FaultModel& faults,
                          FaultsOfRun& into) {
  into.faults.clear(rules_);
  into.phases.clear(phases_.size());
  into.struck = 0;
  if (rules_ == 0) return;
  count_visits(decisions, faults, into);
  count_answers(decisions, faults, into);
}

void FaultCoverage::count_visits(const sim::Decisions& decisions, const sim::FaultModel& faults,
                                 FaultsOfRun& into) {
  const auto& known = faults.known();
  visits_.assign(known.size(), 0);
  std::size_t place = 0;
  for (sim::SiteId site = 0; site < decisions.site_count(); ++site) {
    const sim::OptionSet* const options = decisions.known_options(site);
    if (options == nullptr) continue;
    place = place_of(faults, options, place);
    if (place < known.size()) visits_[place] += decisions.visits(site);
  }
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (visits_[i] == 0) continue;
    for (const std::size_t rule : known[i].rules) into.faults.visits[rule] += visits_[i];
    for (std::size_t phase = 0; phase < phases_.size(); ++phase) {
      if (is_phase_of(phases_[phase], known[i].action)) into.phases.visits[phase] += visits_[i];
    }
  }
}

void FaultCoverage::count_answers(const sim::Decisions& decisions, const sim::FaultModel& faults,
                                  FaultsOfRun& into) const {
  for (const sim::AskedDecision& asked : decisions.asked()) {
    if (!is_fault(asked)) continue;
    if (asked.showed) ++into.struck;
    take(into.faults, faults.rule_of(*asked.options, asked.answer), asked.showed);
    const std::string phase = fmt::format("{}: {}", decisions.action(asked.site),
                                          asked.options->option(asked.answer).id);
    const auto listed = std::ranges::find(phases_, phase);
    if (listed == phases_.end()) continue;
    take(into.phases, static_cast<std::size_t>(listed - phases_.begin()), asked.showed);
  }
}

}  // namespace assay::runs
