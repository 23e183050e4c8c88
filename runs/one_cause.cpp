// What a run breaks, by the names that its evidence holds; and plans contained in plans.
#include "runs/one_cause.hpp"

#include <set>
#include <string>

#include "models/observation_text.hpp"

namespace assay::runs {

namespace {

/// The operations and keys that the evidence of a judgement names.
std::vector<std::string> subjects_of(const history::History& history,
                                     const properties::Judgement& judgement) {
  std::set<std::string> names;
  for (const properties::Violation& finding : judgement.violations) {
    for (const std::uint64_t sequence : finding.evidence) {
      const history::Observation* const seen = history.at(sequence);
      if (seen == nullptr) continue;
      const history::Named named = named_by(*seen);
      if (!named.payable.empty()) {
        names.insert(models::scope_of(named.payable, named.kind, named.ordinal));
      }
      if (!named.key.empty()) {
        names.insert("key " + named.scope.string() + "/" + named.key.string());
      }
    }
  }
  return {names.begin(), names.end()};
}

bool contains(const sim::Plan& plan, const sim::Answer& fault) {
  return std::ranges::any_of(plan, [&](const sim::Answer& one) {
    return one.is_fault() && one.site == fault.site && one.n == fault.n &&
           one.answer == fault.answer;
  });
}

bool faults_within(const sim::Plan& plan, const sim::Plan& other) {
  return std::ranges::all_of(plan, [&](const sim::Answer& one) {
    return !one.is_fault() || contains(other, one);
  });
}

const Broken* breaks(const Finding& finding, const std::string& property) {
  const auto found = std::ranges::find(finding.broken, property, &Broken::property);
  return found == finding.broken.end() ? nullptr : &*found;
}

/// The run of `small` breaks the property of `large` as well, on something that it breaks its own
/// on.
bool explains(const Finding& small, const Finding& large) {
  if (!faults_within(small.plan, large.plan)) return false;
  const Broken* const own = breaks(small, small.property);
  const Broken* const other = breaks(small, large.property);
  return own != nullptr && other != nullptr &&
         std::ranges::any_of(own->about, [&](const std::string& name) {
           return std::ranges::find(other->about, name) != other->about.end();
         });
}

}  // namespace

std::vector<Broken> broken_in(const Run& run, std::span<const properties::Property> own) {
  std::vector<properties::Property> all = properties::all_properties();
  all.insert(all.end(), own.begin(), own.end());
  std::vector<Broken> broken;
  if (run.exit == sim::Exit::broken_harness) return broken;
  for (const properties::Judgement& judgement : properties::judge(*run.history, all)) {
    if (judgement.verdict != properties::Verdict::violated) continue;
    broken.push_back({std::string{judgement.property}, judgement.harm.severity,
                      judgement.violations.front().explanation,
                      subjects_of(*run.history, judgement)});
  }
  return broken;
}

bool one_cause(const Finding& left, const Finding& right) {
  const bool same_code = left.scenario == right.scenario && left.system == right.system &&
                         left.defect == right.defect;
  return same_code && (explains(left, right) || explains(right, left));
}

}  // namespace assay::runs
