// Counts to sentences.
#include "reports/reach_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "campaign/results/places.hpp"
#include "properties/property.hpp"
#include "reports/wording.hpp"

namespace assay::reports {

namespace {

using campaign::Count;
using campaign::Results;
using campaign::ScenarioResult;

constexpr int decimals_max = 9;

/// The runs in which a property could have been decided: one that judges probes says nothing of
/// the others.
std::uint64_t decidable_runs(const ScenarioResult& result, std::string_view property) {
  static const std::vector<properties::Property> all = properties::all_properties();
  const auto found = std::ranges::find(all, property, &properties::Property::name);
  return found != all.end() && found->of_probe ? result.probed : result.runs;
}

/// The smallest share of runs that a property was decided in, in thousandths.
std::uint64_t least_share(const ScenarioResult& result) {
  std::uint64_t least = 1000;
  for (const Count& one : result.undecided) {
    const std::uint64_t runs = std::max(decidable_runs(result, one.name), one.runs);
    least = std::min(least, (runs - one.runs) * 1000 / runs);
  }
  return least;
}

}  // namespace

std::string percent_at_most(double share) {
  const double percent = share * 100;
  if (percent <= 0) return "0 %";
  const int magnitude = static_cast<int>(std::floor(std::log10(percent)));
  const int decimals = std::clamp(1 - magnitude, 0, decimals_max);
  const double scale = std::pow(10, decimals);
  std::string text = fmt::format("{:.{}f}", std::ceil(percent * scale - 1e-9) / scale, decimals);
  if (decimals > 0) {
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
  }
  return text + " %";
}

std::string residual_risk(std::uint64_t runs) {
  return fmt::format("0 of {}: at most {} of such runs, with {:.0f} %", grouped(runs),
                     percent_at_most(campaign::residual_risk(runs)),
                     campaign::risk_confidence * 100);
}

std::string least_decided(const ScenarioResult& result) {
  if (result.runs == 0) return "–";
  const std::uint64_t tenths = least_share(result);
  return tenths == 1000 ? "100 %" : fmt::format("{}.{} %", tenths / 10, tenths % 10);
}

std::vector<Shortfall> shortfalls(const ScenarioResult& result) {
  std::vector<Shortfall> all;
  for (const runs::Missing& one : result.missing) {
    Shortfall shortfall{one.name, runs::reason_of(one)};
    // Where a fault is allowed at one action, the fault and its phase are the same thing.
    if (std::ranges::find(all, shortfall) == all.end()) all.push_back(std::move(shortfall));
  }
  for (const Count& one : result.undecided) {
    all.push_back({one.name, fmt::format("could not be judged in {} of {}", grouped(one.runs),
                                         counted(decidable_runs(result, one.name), "run"))});
  }
  return all;
}

std::string seen_of(const std::vector<Count>& counts) {
  if (counts.empty()) return "–";
  const auto seen = std::ranges::count_if(counts, [](const Count& one) { return one.runs > 0; });
  return fmt::format("{} of {}", seen, counts.size());
}

std::string coverage_line(const ScenarioResult& result) {
  const campaign::Combinations all = campaign::combinations(result.coverage);
  const std::size_t never = result.coverage.never_passed.size();
  if (all.passed == 0 && never == 0) return "";
  std::string text = fmt::format("{} of {} of fault, phase and state struck", grouped(all.struck),
                                 counted(all.passed, "combination"));
  if (never > 0) text += fmt::format("; {} at places that no run passed", counted(never, "fault"));
  const campaign::PlaceCoverage places = campaign::places_of(result);
  if (places.never.empty()) return text;
  return text + fmt::format("; nothing struck at {} of {}", grouped(places.never.size()),
                            counted(places.passed, "place"));
}

std::string shortfall_count(const ScenarioResult& result) {
  const std::size_t count = shortfalls(result).size() - result.undecided.size();
  return count == 0 ? "" : fmt::format("{} never came", count);
}

std::string systems_of(const Results& results) {
  std::vector<std::string> names;
  for (const ScenarioResult& one : results.scenarios) {
    if (std::ranges::find(names, one.system) == names.end()) names.push_back(one.system);
  }
  return fmt::format("{}", fmt::join(names, " and "));
}

}  // namespace assay::reports
