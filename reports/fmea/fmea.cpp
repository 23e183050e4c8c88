// From findings and their runs to failure modes.
#include "reports/fmea/fmea.hpp"

#include <algorithm>
#include <array>
#include <ranges>

#include <fmt/format.h>

#include "reports/wording.hpp"
#include "runs/run.hpp"

namespace assay::reports {

namespace {

using campaign::Counted;
using properties::Severity;

/// Below that share, by the upper end of its interval, a mode is rare under the stated rates.
constexpr double rare = 0.01;
/// An operator who sees it within that time can act before most of it is settled.
constexpr std::int64_t soon = 300'000'000'000;

std::optional<Counted> occurrence(const runs::Finding& finding, const campaign::Results& results) {
  for (const campaign::ScenarioResult& one : results.scenarios) {
    if (one.name != finding.scenario || one.defect != finding.defect || one.runs == 0) continue;
    if (one.exhaustive) return {};  // plans are no sample
    const auto seen = std::ranges::find(one.violations, finding.property, &campaign::Count::name);
    return Counted{seen == one.violations.end() ? 0 : seen->runs, one.runs};
  }
  return {};
}

/// What the gallery saw of the shipped code on the same seeds.
std::optional<Counted> without_defect(const runs::Finding& finding,
                                      const campaign::Results& results) {
  if (!results.gallery) return {};
  const auto entry =
      std::ranges::find(*results.gallery, finding.defect, &campaign::GalleryEntry::defect);
  if (entry == results.gallery->end() || !entry->clean_when_fixed || entry->runs == 0) return {};
  return Counted{0, entry->runs};
}

std::string action_of(const sim::Answer& answer) {
  return answer.site.substr(0, answer.site.find(" @ "));
}

/// The rates of those of the scenario's rules that the plan's faults fall under.
std::string rates_of(const sim::Plan& plan, const scenarios::Scenario& scenario) {
  std::string text;
  for (const scenarios::AllowedFault& fault : scenario.faults) {
    for (const std::string& answer : fault.answers) {
      const bool used = std::ranges::any_of(plan, [&](const sim::Answer& one) {
        return one.answer == answer && sim::matches(fault.site, action_of(one));
      });
      if (!used) continue;
      text += fmt::format("{}{}: {} {}/{}", text.empty() ? "" : "; ", fault.site, answer,
                          fault.rate.numerator, fault.rate.denominator);
    }
  }
  return text;
}

std::string mode_of(const sim::Plan& plan) {
  std::string text;
  for (const sim::Answer& answer : plan) {
    if (answer.is_fault()) text += (text.empty() ? "" : "; ") + sentence(answer);
  }
  return text.empty() ? "nothing goes wrong: timing and order alone" : text;
}

std::string function_of(const FindingReport& report) {
  for (const sim::Answer& answer : report.reported.finding.plan) {
    if (!answer.is_fault()) continue;
    const std::string action = action_of(answer);
    return action.substr(0, action.find('/'));
  }
  return report.scenario.title;
}

FailureMode failure_mode(const FindingReport& report, const campaign::Results& results) {
  const runs::Finding& finding = report.reported.finding;
  return {.id = finding.id,
          .scenario = finding.scenario,
          .function = function_of(report),
          .mode = mode_of(finding.plan),
          .effect = finding.explanation,
          .property = finding.property,
          .defect = finding.defect,
          .severity = finding.severity,
          .moved = finding.at_risk,
          .occurred = occurrence(finding, results),
          .rates = rates_of(finding.plan, report.scenario),
          .signal = report.run ? first_signal(*report.run) : std::nullopt,
          .action = report.scenario.playbook.prevention,
          .after_fix = without_defect(finding, results)};
}

std::string words_of_signal(const history::Observation& seen) {
  if (const auto* alarm = seen.as<history::AlarmRaised>()) {
    return fmt::format("alarm {}", alarm->alarm.text());
  }
  if (seen.is<history::BreakOpened>()) return "a break is noted";
  const auto* step = seen.as<history::TransitionCommitted>();
  return step != nullptr && step->to == history::State::parked ? "a payment is parked" : "";
}

bool is_rare(const std::optional<Counted>& occurred) {
  return occurred && campaign::proportion(*occurred, 0.95).high < rare;
}

}  // namespace

std::string_view to_text(ActionPriority priority) {
  constexpr std::array<std::string_view, 3> words{"low", "medium", "high"};
  return words[static_cast<std::size_t>(priority)];
}

std::optional<Signal> first_signal(const ShownRun& run) {
  const auto fault = std::ranges::find_if(run.trace, [](const sim::TraceEvent& event) {
    return event.kind == sim::TraceKind::fault || event.kind == sim::TraceKind::crash;
  });
  const std::int64_t begin = fault == run.trace.end() ? 0 : fault->at.ns();
  for (const history::Observation& seen : run.history) {
    if (seen.at < begin) continue;
    const std::string words = words_of_signal(seen);
    if (!words.empty()) return Signal{words, seen.at - begin};
  }
  return {};
}

ActionPriority priority_of(Severity severity, const std::optional<Counted>& occurred,
                           const std::optional<Signal>& signal) {
  const bool seen_soon = signal && signal->after <= soon;
  switch (severity) {
    case Severity::double_charge:
    case Severity::money_lost:
      return is_rare(occurred) && seen_soon ? ActionPriority::medium : ActionPriority::high;
    case Severity::wrong_belief:
    case Severity::stuck:
      if (!signal) return is_rare(occurred) ? ActionPriority::medium : ActionPriority::high;
      return is_rare(occurred) && seen_soon ? ActionPriority::low : ActionPriority::medium;
    case Severity::noise: break;
  }
  return ActionPriority::low;
}

std::vector<FailureMode> failure_modes(const campaign::Results& results,
                                       std::span<const FindingReport> failures) {
  std::vector<FailureMode> modes;
  for (const FindingReport& one : failures) modes.push_back(failure_mode(one, results));
  std::ranges::stable_sort(modes, std::ranges::greater{}, [](const FailureMode& one) {
    return std::pair{priority_of(one.severity, one.occurred, one.signal), one.severity};
  });
  return modes;
}

}  // namespace assay::reports
