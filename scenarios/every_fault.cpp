// From the catalogue and the vocabulary of sites to a list.
#include "scenarios/every_fault.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/core.h>

#include "models/clients/client_fault.hpp"
#include "models/processor/processor_fault.hpp"
#include "scenarios/late_returns.hpp"
#include "scenarios/vocabulary.hpp"

namespace assay::scenarios {

namespace {

/// The chance of each at a visit, for strategies that go by it. A seeded run does not.
constexpr sim::Ratio rate{1, 2000};

/// Most actions are passed a few times in a run, some of them hundreds of times: what is late or
/// comes again is met by those that are passed often.
constexpr std::array triggers{
    FaultTrigger{"off", 0, 0, 6000},      FaultTrigger{"first", 1, 1, 12},
    FaultTrigger{"second", 2, 1, 8},      FaultTrigger{"third", 3, 1, 5},
    FaultTrigger{"fifth", 5, 1, 4},       FaultTrigger{"eighth", 8, 1, 4},
    FaultTrigger{"thirteenth", 13, 1, 3}, FaultTrigger{"twenty_first", 21, 1, 2},
    FaultTrigger{"first_three", 1, 3, 2}, FaultTrigger{"three_from_fifth", 5, 3, 2},
};

/// The transactions whose first row is a journal's entry, by the words of the shipped code: what
/// breaks a promise at any other row keeps it there (docs/contract.md).
constexpr std::array<std::string_view, 4> begins_with_entry{"begin", "begin_attempt",
                                                            "record_outcome", "reconcile"};

bool keeps_at_entries(const sim::FaultAbout& fault) {
  return !fault.keeps.empty() && fault.breaks.ends_with(" at a row that is no journal's entry");
}

/// A service whose sites are under fault; `profiles`: those that a processor may have in a run, and
/// of what is no processor nullptr.
struct Service {
  std::string_view name;
  std::vector<const models::Profile*> profiles{nullptr};
  bool webhooks = false;  ///< a processor that may tell unasked
};

/// Whether anybody comes by there. Of what a processor tells there are sites where it tells.
bool has_site(const Service& service, std::string_view operation, std::string_view edge) {
  const bool told = operation == webhook_operation || edge == webhook_edge;
  return has_edge(service.name, operation, edge) && (service.webhooks || !told);
}

std::vector<const models::Profile*> profiles_of(const Scenario& scenario,
                                                const Processor& processor) {
  std::vector<const models::Profile*> profiles{models::find_profile(processor.profile)};
  for (const DrawnProfile& drawn : scenario.swarm.profiles) {
    profiles.push_back(models::find_profile(drawn.profile));
  }
  return profiles;
}

std::vector<Service> services_of(const Scenario& scenario) {
  std::vector<Service> services;
  for (const Processor& processor : scenario.topology.processors) {
    services.push_back(
        {processor.name, profiles_of(scenario, processor), !processor.webhooks.empty()});
  }
  for (const std::string_view fixed : fixed_services()) services.push_back({fixed});
  return services;
}

bool comes_to_nothing(std::string_view word, const models::Profile* profile) {
  const models::ProcessorFault* const fault = models::processor_faults().find(word);
  if (fault == nullptr || profile == nullptr || fault->effect.excluded_by == nullptr) return false;
  return !fault->effect.excluded_by(*profile).empty();
}

/// A client that stays away comes back within the run.
bool comes_back(std::string_view word, const Scenario& scenario) {
  const models::ClientFault* const fault = models::client_faults().find(word);
  const bool stays = fault != nullptr &&
                     fault->effect.stays_away != models::AskEffect::StaysAway::no;
  return !stays || scenario.limits.virtual_time_max > very_late_after({});
}

/// Whether the promise that a fault breaks is one that the scenario lets be broken.
bool may_be_broken(const Scenario& scenario, const sim::FaultAbout& fault) {
  return scenario.outside_contract ||
         std::ranges::any_of(scenario.may_break, [&](const std::string& promise) {
           return fault.breaks.substr(0, fault.breaks.find(' ')) == promise;
         });
}

bool is_allowed(const Scenario& scenario, const Service& service, const sim::FaultAbout& fault) {
  return std::ranges::any_of(service.profiles, [&](const models::Profile* profile) {
    return may_strike(scenario, fault, profile);
  });
}

void add(const Service& service, std::string_view operation, std::string_view edge,
         const sim::FaultAbout& fault, std::vector<AllowedFault>& into) {
  const std::string site = fmt::format("{}.{}/{}", service.name, operation, edge);
  into.push_back({site, {std::string{fault.word}}, rate, {}});
}

/// Once for the service, or once for each operation at which it can come to something.
void add_fault(const Scenario& scenario, const Service& service, std::string_view edge,
               const sim::FaultAbout& fault, std::vector<AllowedFault>& into) {
  if (keeps_at_entries(fault) && !may_be_broken(scenario, fault)) {
    for (const std::string_view operation : begins_with_entry) {
      add(service, operation, edge, fault, into);
    }
    return;
  }
  if (fault.not_of.empty()) return add(service, "*", edge, fault, into);
  for (const std::string_view operation : operations_of(service.name)) {
    if (std::ranges::find(fault.not_of, operation) != fault.not_of.end()) continue;
    if (!has_site(service, operation, edge)) continue;
    add(service, operation, edge, fault, into);
  }
}

std::vector<AllowedFault> every_fault_of(const Scenario& scenario) {
  std::vector<AllowedFault> all;
  for (const Service& service : services_of(scenario)) {
    for (const std::string_view edge : edges_of(service.name, "*")) {
      if (!has_site(service, "*", edge)) continue;
      for (const sim::FaultAbout* const fault : faults_of(edge)) {
        if (!is_allowed(scenario, service, *fault)) continue;
        add_fault(scenario, service, edge, *fault, all);
      }
    }
  }
  return all;
}

}  // namespace

std::span<const FaultTrigger> fault_triggers() { return triggers; }

bool may_strike(const Scenario& scenario, const sim::FaultAbout& fault,
                const models::Profile* profile) {
  const bool right =
      keeps_contract(fault, profile) || may_be_broken(scenario, fault) || keeps_at_entries(fault);
  return right && !comes_to_nothing(fault.word, profile) && comes_back(fault.word, scenario);
}

// A promise that is broken in some places alone counts as broken in all of them, unless it is known
// which ones they are.
bool keeps_contract(const sim::FaultAbout& fault, const models::Profile* profile) {
  if (fault.breaks.empty()) return true;
  if (fault.keeps.empty() || !fault.breaks.ends_with(" at a processor without keys")) return false;
  return profile == nullptr || profile->knows_keys;
}

std::vector<AllowedFault> allowed_faults_of(const Scenario& scenario) {
  return scenario.every_fault ? every_fault_of(scenario) : scenario.faults;
}

}  // namespace assay::scenarios
