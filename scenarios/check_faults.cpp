// Allowed faults that can strike: a service, an operation, an edge and answers that exist, and a
// rate that leaves the benign answer its share.
#include <fmt/core.h>

#include <algorithm>

#include "models/profile.hpp"
#include "scenarios/cast.hpp"
#include "scenarios/detail/checks.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/files/text_values.hpp"
#include "scenarios/vocabulary.hpp"

namespace assay::scenarios::detail {

namespace {

constexpr std::uint64_t rates_per_whole = 1'000'000;  // chances are drawn to the millionth

std::vector<std::string_view> services_of(const Scenario& scenario) {
  std::vector<std::string_view> services;
  for (const Processor& processor : scenario.topology.processors) {
    services.push_back(processor.name);
  }
  for (const std::string_view fixed : fixed_services()) services.push_back(fixed);
  return services;
}

Flaw flaw_in_operation(const std::string& pointer, std::string_view service,
                       std::string_view operation) {
  const auto known = operations_of(service);
  if (operation == "*" || known.empty()) return {};
  return unknown_name(pointer, fmt::format("operations of {}:", service), operation, known);
}

Flaw flaw_in_site(const SitePattern& site, const std::string& pointer,
                  const std::vector<std::string_view>& services) {
  if (auto flaw = unknown_name(pointer, "services", site.service, services)) return flaw;
  if (auto flaw = flaw_in_operation(pointer, site.service, site.operation)) return flaw;
  const std::string whose = site.operation == "*"
                                ? std::string{site.service}
                                : fmt::format("{}.{}", site.service, site.operation);
  return unknown_name(pointer, fmt::format("edges of {}:", whose), site.edge,
                      edges_of(site.service, site.operation));
}

Flaw flaw_in_answers(const AllowedFault& fault, const SitePattern& site,
                     const std::string& pointer) {
  const std::vector<std::string_view> valid = answers_of(site);
  if (fault.answers.empty()) return Complaint{pointer, "an answer", "none", {}};
  for (std::size_t i = 0; i < fault.answers.size(); ++i) {
    const std::string what = fmt::format("answers of the edge {}:", site.edge);
    if (auto flaw = unknown_name(step(pointer, i), what, fault.answers[i], valid)) return flaw;
  }
  return repeated(pointer, fault.answers);
}

Flaw flaw_in_rate(const AllowedFault& fault, const std::string& pointer) {
  const std::uint64_t struck = std::uint64_t{fault.rate.numerator} * fault.answers.size();
  const bool never = fault.rate.numerator * rates_per_whole < fault.rate.denominator;
  if (never && fault.rate.numerator > 0) {
    return Complaint{pointer,
                     "a rate of at least 1/1000000, as chances are drawn to the millionth",
                     to_text(fault.rate),
                     {}};
  }
  if (!never && struck <= fault.rate.denominator) return {};
  return Complaint{pointer,
                   "a rate above zero that the answers together do not bring above one",
                   fmt::format("{} for each of {}", to_text(fault.rate), fault.answers.size()),
                   {}};
}

Flaw flaw_in_phases(const AllowedFault& fault, const SitePattern& site,
                    const std::string& pointer) {
  for (std::size_t i = 0; i < fault.phases.size(); ++i) {
    const std::string& phase = fault.phases[i];
    const std::string action = fmt::format("{}/{}", phase, site.edge);
    const auto parsed = parse_site(action);
    const bool within = parsed && parsed->service == site.service && parsed->operation != "*" &&
                        (site.operation == "*" || site.operation == parsed->operation);
    const std::string at = step(pointer, i);
    if (!within) {
      return Complaint{at,
                       fmt::format("an operation that the site {} covers", fault.site),
                       fmt::format("\"{}\"", excerpt(phase)),
                       {}};
    }
    if (auto flaw = flaw_in_operation(at, parsed->service, parsed->operation)) return flaw;
    const std::string whose = fmt::format("edges of {}:", phase);
    const auto edges = edges_of(parsed->service, parsed->operation);
    if (auto flaw = unknown_name(at, whose, parsed->edge, edges)) return flaw;
  }
  return repeated(pointer, fault.phases);
}

Flaw flaw_in_fault(const AllowedFault& fault, const std::string& pointer,
                   const std::vector<std::string_view>& services) {
  const std::string at_site = step(pointer, "site");
  const auto site = parse_site(fault.site);
  if (!site) {
    return Complaint{at_site,
                     "an action such as \"acquirer.capture/reply\"",
                     fmt::format("\"{}\"", excerpt(fault.site)),
                     {}};
  }
  if (auto flaw = flaw_in_site(*site, at_site, services)) return flaw;
  if (auto flaw = flaw_in_answers(fault, *site, step(pointer, "answers"))) return flaw;
  if (auto flaw = flaw_in_rate(fault, step(pointer, "rate"))) return flaw;
  return flaw_in_phases(fault, *site, step(pointer, "phases"));
}

/// A client that stays away must have come back before the end of the run.
Flaw flaw_in_late_retries(const Scenario& scenario, const AllowedFault& fault,
                          const std::string& pointer) {
  for (std::size_t i = 0; i < fault.answers.size(); ++i) {
    const auto back = soonest_return(scenario, fault.answers[i]);
    if (!back || *back < scenario.limits.virtual_time_max) continue;
    return Complaint{step(step(pointer, "answers"), i),
                     fmt::format("an answer within virtual_time_max, which is {}",
                                 to_text(scenario.limits.virtual_time_max)),
                     fmt::format("\"{}\": that client comes back after {} at the soonest",
                                 fault.answers[i], to_text(*back)),
                     {}};
  }
  return {};
}

/// A part is approved by no processor that moves all or nothing.
Flaw flaw_in_parts(const Scenario& scenario, const AllowedFault& fault,
                   const std::string& pointer) {
  const auto part = std::ranges::find(fault.answers, "approve_part");
  if (part == fault.answers.end()) return {};
  const auto site = parse_site(fault.site);
  const auto at = static_cast<std::size_t>(part - fault.answers.begin());
  for (const Processor& processor : scenario.topology.processors) {
    const models::Profile* const profile = models::find_profile(processor.profile);
    if (processor.name != site->service || profile == nullptr || !profile->all_or_nothing) continue;
    return Complaint{step(step(pointer, "answers"), at),
                     fmt::format("an answer of the profile {}", processor.profile),
                     "\"approve_part\", and it moves all or nothing",
                     {}};
  }
  return {};
}

}  // namespace

Flaw flaw_in_faults(const Scenario& scenario) {
  const auto services = services_of(scenario);
  for (std::size_t i = 0; i < scenario.faults.size(); ++i) {
    const std::string pointer = step("/faults", i);
    if (auto flaw = flaw_in_fault(scenario.faults[i], pointer, services)) return flaw;
    if (auto flaw = flaw_in_late_retries(scenario, scenario.faults[i], pointer)) return flaw;
    if (auto flaw = flaw_in_parts(scenario, scenario.faults[i], pointer)) return flaw;
  }
  return {};
}

}  // namespace assay::scenarios::detail
