// Who takes part: processors with names of their own, amounts that are money, a bounded workload.
#include <algorithm>

#include <fmt/core.h>

#include "models/profile.hpp"
#include "payments/currency.hpp"
#include "scenarios/detail/checks.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/vocabulary.hpp"

namespace assay::scenarios::detail {

namespace {

constexpr std::uint64_t payments_max = 100'000;

Flaw flaw_in(const Processor& processor, const std::string& pointer) {
  const auto taken = fixed_services();
  if (std::ranges::find(taken, processor.name) != taken.end()) {
    return Complaint{step(pointer, "name"),
                     "a name that no other service has",
                     fmt::format("\"{}\"", processor.name),
                     {}};
  }
  std::vector<std::string_view> profiles;
  for (const models::Profile& profile : models::profiles()) profiles.push_back(profile.name);
  return unknown_name(step(pointer, "profile"), "profiles", processor.profile, profiles);
}

Flaw flaw_in_processors(const std::vector<Processor>& processors) {
  if (processors.empty()) return Complaint{"/topology/processors", "a processor", "none", {}};
  std::vector<std::string> names;
  for (std::size_t i = 0; i < processors.size(); ++i) {
    if (auto flaw = flaw_in(processors[i], step("/topology/processors", i))) return flaw;
    names.push_back(processors[i].name);
  }
  return repeated("/topology/processors", names);
}

Flaw flaw_in(const models::Amount& amount, const std::string& pointer) {
  if (amount.minor < 1) {
    return Complaint{step(pointer, "minor"), "a positive amount", std::to_string(amount.minor), {}};
  }
  if (payments::Currency::find(amount.currency)) return {};
  return Complaint{step(pointer, "currency"),
                   "a currency that the payment code accepts",
                   fmt::format("\"{}\"", excerpt(amount.currency)),
                   {}};
}

Flaw flaw_in(const ClientGroup& group, const std::string& pointer) {
  if (group.amounts.empty()) return Complaint{step(pointer, "amounts"), "an amount", "none", {}};
  for (std::size_t i = 0; i < group.amounts.size(); ++i) {
    if (auto flaw = flaw_in(group.amounts[i], step(step(pointer, "amounts"), i))) return flaw;
  }
  return {};
}

/// A client that asks once more with another body, where the scenario allows that.
bool may_ask_once_more(const Scenario& scenario) {
  return std::ranges::any_of(scenario.faults, [](const AllowedFault& fault) {
    return std::ranges::any_of(fault.answers, [](const std::string& answer) {
      return answer.starts_with("other_body");
    });
  });
}

/// The tries that clients make by right must not be more than the scenario lets anybody make.
Flaw flaw_in_tries(const Scenario& scenario, const ClientGroup& group, const std::string& pointer) {
  const std::uint64_t more = may_ask_once_more(scenario) ? 1 : 0;
  const std::uint64_t tries = std::uint64_t{group.copies} * group.retry.tries_max + more;
  if (tries <= scenario.limits.tries_max) return {};
  return Complaint{
      pointer,
      fmt::format("copies x retry.tries_max{} within limits.tries_max, which is {}",
                  more > 0 ? ", and one with another body," : "", scenario.limits.tries_max),
      fmt::format("{} x {}{} = {} tries", group.copies, group.retry.tries_max,
                  more > 0 ? " + 1" : "", tries),
      {}};
}

Flaw flaw_in_workload(const Scenario& scenario) {
  const auto& clients = scenario.workload.clients;
  for (std::size_t i = 0; i < clients.size(); ++i) {
    const std::string pointer = step("/workload/clients", i);
    if (auto flaw = flaw_in(clients[i], pointer)) return flaw;
    if (auto flaw = flaw_in_tries(scenario, clients[i], pointer)) return flaw;
  }
  const std::uint64_t payments = payments_in(scenario);
  if (payments > 0 && payments <= payments_max) return {};
  return Complaint{"/workload/clients",
                   fmt::format("from 1 to {} payments in all", payments_max),
                   std::to_string(payments),
                   {}};
}

}  // namespace

Flaw flaw_in_world(const Scenario& scenario) {
  if (auto flaw = flaw_in_processors(scenario.topology.processors)) return flaw;
  return flaw_in_workload(scenario);
}

}  // namespace assay::scenarios::detail
