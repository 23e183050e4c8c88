// Who takes part: processors with names of their own, amounts that are money, a bounded workload.
#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "models/clients/client_fault.hpp"
#include "models/clients/generated_flow.hpp"
#include "models/rules/profile.hpp"
#include "models/rules/webhooks.hpp"
#include "scenarios/detail/checks.hpp"
#include "scenarios/every_fault.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/vocabulary.hpp"

namespace assay::scenarios::detail {

namespace {

constexpr std::uint64_t payments_max = 100'000;

void check(const Processor& processor, const std::string& pointer, Complaints& flaws) {
  const auto taken = fixed_services();
  if (std::ranges::find(taken, processor.name) != taken.end()) {
    flaws.add({step(pointer, "name"), "a name that no other service has",
               fmt::format("\"{}\"", processor.name)});
  }
  std::vector<std::string_view> profiles;
  for (const models::Profile& profile : models::profiles()) profiles.push_back(profile.name);
  must_be_known(step(pointer, "profile"), "profiles", processor.profile, profiles, flaws);
  if (processor.webhooks.empty()) return;
  std::vector<std::string_view> manners;
  for (const models::WebhookManners& one : models::webhook_manners()) manners.push_back(one.name);
  must_be_known(step(pointer, "webhooks"), "manners of webhooks", processor.webhooks, manners,
                flaws);
}

void check(const std::vector<Processor>& processors, Complaints& flaws) {
  const std::string pointer = "/topology/processors";
  if (processors.empty()) flaws.add({pointer, "a processor", "none"});
  std::vector<std::string> names;
  for (std::size_t i = 0; i < processors.size(); ++i) {
    check(processors[i], step(pointer, i), flaws);
    names.push_back(processors[i].name);
  }
  must_be_unique(pointer, names, flaws);
}

/// What runs draw for the processors: profiles that exist, each once, the usual one first.
void check(const std::vector<DrawnProfile>& drawn, const std::vector<Processor>& processors,
           Complaints& flaws) {
  const std::string pointer = "/swarm/profiles";
  std::vector<std::string> names;
  std::vector<std::string_view> known;
  for (const models::Profile& profile : models::profiles()) known.push_back(profile.name);
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const std::string at = step(step(pointer, i), "profile");
    must_be_known(at, "profiles", drawn[i].profile, known, flaws);
    names.push_back(drawn[i].profile);
  }
  must_be_unique(pointer, names, flaws);
  for (const Processor& processor : processors) {
    if (drawn.empty() || processor.profile == drawn.front().profile) continue;
    flaws.add({step(step(pointer, 0), "profile"),
               fmt::format("the profile of {} first, which is {}", processor.name,
                           processor.profile),
               fmt::format("\"{}\"", drawn.front().profile)},
              std::array<std::string, 2>{pointer, "/topology/processors"});
  }
}

void check(const history::Amount& amount, const std::string& pointer, Complaints& flaws) {
  if (amount.minor < 1) {
    flaws.add({step(pointer, "minor"), "a positive amount", std::to_string(amount.minor)});
  }
}

void check(const ClientGroup& group, const std::string& pointer, Complaints& flaws) {
  const std::string amounts = step(pointer, "amounts");
  if (group.amounts.empty()) flaws.add({amounts, "an amount", "none"});
  for (std::size_t i = 0; i < group.amounts.size(); ++i) {
    check(group.amounts[i], step(amounts, i), flaws);
  }
}

/// A client that asks once more with another body, where the scenario allows that.
bool may_ask_once_more(const Scenario& scenario) {
  const std::vector<AllowedFault> faults = allowed_faults_of(scenario);
  return std::ranges::any_of(faults, [](const AllowedFault& fault) {
    return std::ranges::any_of(fault.answers, [](const std::string& answer) {
      const models::ClientFault* const amiss = models::client_faults().find(answer);
      return amiss != nullptr && amiss->effect.other_body != models::AskEffect::OtherBody::never;
    });
  });
}

bool may_generate(const Scenario& scenario, const ClientGroup& group) {
  return group.flow == Flow::generated ||
         std::ranges::find(scenario.swarm.flows, Flow::generated) != scenario.swarm.flows.end();
}

/// What comes beside copies and their tries, in words.
std::string more_of(const Scenario& scenario, const ClientGroup& group) {
  if (!may_generate(scenario, group)) return "one with another body";
  return fmt::format("the {} of a generated storm", models::generated_tries(group.retry.tries_max));
}

/// The tries that clients make by right must not be more than the scenario lets anybody make.
void check_tries(const Scenario& scenario, const ClientGroup& group, const std::string& pointer,
                 Complaints& flaws) {
  const std::uint64_t more = (may_ask_once_more(scenario) ? 1 : 0) +
                             (may_generate(scenario, group)
                                  ? models::generated_tries(group.retry.tries_max)
                                  : 0);
  const std::uint64_t tries = std::uint64_t{group.copies} * group.retry.tries_max + more;
  if (tries <= scenario.limits.tries_max) return;
  flaws.add({pointer,
             fmt::format("copies x retry.tries_max{} within limits.tries_max, which is {}",
                         more > 0 ? fmt::format(", and {},", more_of(scenario, group)) : "",
                         scenario.limits.tries_max),
             fmt::format("{} x {}{} = {} tries", group.copies, group.retry.tries_max,
                         more > 0 ? fmt::format(" + {}", more) : "", tries),
             {}},
            std::array{std::string{"/limits/tries_max"}, pointer + "/copies",
                       pointer + "/retry/tries_max"});
}

void check_workload(const Scenario& scenario, Complaints& flaws) {
  const auto& clients = scenario.workload.clients;
  for (std::size_t i = 0; i < clients.size(); ++i) {
    const std::string pointer = step("/workload/clients", i);
    check(clients[i], pointer, flaws);
    check_tries(scenario, clients[i], pointer, flaws);
  }
  const std::uint64_t payments = payments_in(scenario);
  if (payments > 0 && payments <= payments_max) return;
  flaws.add({"/workload/clients", fmt::format("from 1 to {} payments in all", payments_max),
             std::to_string(payments)},
            std::array{std::string{"/workload/clients"}});
}

}  // namespace

void check_world(const Scenario& scenario, Complaints& flaws) {
  check(scenario.topology.processors, flaws);
  check(scenario.swarm.profiles, scenario.topology.processors, flaws);
  check_workload(scenario, flaws);
}

}  // namespace assay::scenarios::detail
