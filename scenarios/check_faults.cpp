// Allowed faults that can strike: a service, an operation, an edge and answers that exist, and a
// rate that leaves the benign answer its share.
#include <array>

#include <fmt/core.h>

#include "models/processor/processor_fault.hpp"
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

void check_operation(const std::string& pointer, std::string_view service,
                     std::string_view operation, Complaints& flaws) {
  const auto known = operations_of(service);
  if (operation == "*" || known.empty()) return;
  must_be_known(pointer, fmt::format("operations of {}:", service), operation, known, flaws);
}

/// A site whose service, operation and edge exist; after the first that does not, what follows
/// means nothing.
void check_site(const SitePattern& site, const std::string& pointer,
                const std::vector<std::string_view>& services, Complaints& flaws) {
  if (!must_be_known(pointer, "services", site.service, services, flaws)) return;
  check_operation(pointer, site.service, site.operation, flaws);
  if (!flaws.is_sound(pointer)) return;
  const std::string whose = site.operation == "*"
                                ? std::string{site.service}
                                : fmt::format("{}.{}", site.service, site.operation);
  must_be_known(pointer, fmt::format("edges of {}:", whose), site.edge,
                edges_of(site.service, site.operation), flaws);
}

void check_answers(const AllowedFault& fault, const SitePattern& site, const std::string& pointer,
                   Complaints& flaws) {
  const std::vector<std::string_view> valid = answers_of(site);
  if (fault.answers.empty()) flaws.add({pointer, "an answer", "none"});
  for (std::size_t i = 0; i < fault.answers.size(); ++i) {
    const std::string what = fmt::format("answers of the edge {}:", site.edge);
    must_be_known(step(pointer, i), what, fault.answers[i], valid, flaws);
  }
  must_be_unique(pointer, fault.answers, flaws);
}

void check_rate(const AllowedFault& fault, const std::string& pointer, const std::string& answers,
                Complaints& flaws) {
  const std::uint64_t struck = std::uint64_t{fault.rate.numerator} * fault.answers.size();
  const bool never = fault.rate.numerator * rates_per_whole < fault.rate.denominator;
  if (never && fault.rate.numerator > 0) {
    flaws.add({pointer, "a rate of at least 1/1000000, as chances are drawn to the millionth",
               to_text(fault.rate)});
  } else if (never || struck > fault.rate.denominator) {
    flaws.add({pointer, "a rate above zero that the answers together do not bring above one",
               fmt::format("{} for each of {}", to_text(fault.rate), fault.answers.size())},
              std::array{pointer, answers});
  }
}

void check_phase(const AllowedFault& fault, const SitePattern& site, const std::string& phase,
                 const std::string& pointer, Complaints& flaws) {
  const std::string action = fmt::format("{}/{}", phase, site.edge);
  const auto parsed = parse_site(action);
  const bool within = parsed && parsed->service == site.service && parsed->operation != "*" &&
                      (site.operation == "*" || site.operation == parsed->operation);
  if (!within) {
    flaws.add({pointer, fmt::format("an operation that the site {} covers", fault.site),
               fmt::format("\"{}\"", excerpt(phase))});
    return;
  }
  check_operation(pointer, parsed->service, parsed->operation, flaws);
  const std::string whose = fmt::format("edges of {}:", phase);
  const auto edges = edges_of(parsed->service, parsed->operation);
  must_be_known(pointer, whose, parsed->edge, edges, flaws);
}

void check_fault(const AllowedFault& fault, const std::string& pointer,
                 const std::vector<std::string_view>& services, Complaints& flaws) {
  const std::string at_site = step(pointer, "site");
  const std::string at_answers = step(pointer, "answers");
  const std::string at_phases = step(pointer, "phases");
  check_rate(fault, step(pointer, "rate"), at_answers, flaws);
  if (!flaws.is_sound(at_site)) return;
  const auto site = parse_site(fault.site);
  if (!site) {
    flaws.add({at_site, "an action such as \"acquirer.capture/reply\"",
               fmt::format("\"{}\"", excerpt(fault.site))});
    return;
  }
  if (!flaws.is_sound("/topology/processors")) return;  // its service may be one of them
  check_site(*site, at_site, services, flaws);
  if (!flaws.is_sound(at_site)) return;
  check_answers(fault, *site, at_answers, flaws);
  for (std::size_t i = 0; i < fault.phases.size(); ++i) {
    check_phase(fault, *site, fault.phases[i], step(at_phases, i), flaws);
  }
  must_be_unique(at_phases, fault.phases, flaws);
}

/// Why a fault can come to nothing at a processor of that profile; empty where it can to something.
std::string_view exclusion(std::string_view answer, std::string_view profile) {
  const models::ProcessorFault* const fault = models::processor_faults().find(answer);
  const models::Profile* const found = models::find_profile(profile);
  if (fault == nullptr || fault->effect.excluded_by == nullptr || found == nullptr) return {};
  return fault->effect.excluded_by(*found);
}

void check_profiles(const Scenario& scenario, const AllowedFault& fault, const std::string& pointer,
                    Complaints& flaws) {
  const auto site = parse_site(fault.site);
  for (std::size_t i = 0; site && i < fault.answers.size(); ++i) {
    const std::string place = step(step(pointer, "answers"), i);
    for (const Processor& processor : scenario.topology.processors) {
      if (processor.name != site->service) continue;
      const std::string_view why = exclusion(fault.answers[i], processor.profile);
      if (why.empty()) continue;
      flaws.add({place, fmt::format("an answer of the profile {}", processor.profile),
                 fmt::format("\"{}\", and {}", fault.answers[i], why)},
                std::array<std::string, 2>{place, "/topology/processors"});
    }
  }
}

}  // namespace

void check_faults(const Scenario& scenario, Complaints& flaws) {
  const auto services = services_of(scenario);
  if (scenario.outside_contract && !scenario.every_fault) {
    flaws.add({"/outside_contract", "no such word beside a list of faults", "true", {}});
  }
  if (!scenario.may_break.empty() && !scenario.every_fault) {
    flaws.add({"/may_break", "no such word beside a list of faults", "a list", {}});
  }
  must_be_unique("/may_break", scenario.may_break, flaws);
  if (scenario.every_fault && !scenario.faults.empty()) {
    flaws.add({"/faults", "either a list of faults or \"everything\"", "both", {}});
  }
  for (std::size_t i = 0; i < scenario.faults.size(); ++i) {
    const std::string pointer = step("/faults", i);
    check_fault(scenario.faults[i], pointer, services, flaws);
    check_profiles(scenario, scenario.faults[i], pointer, flaws);
  }
}

}  // namespace assay::scenarios::detail
