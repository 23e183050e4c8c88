// How often a fault strikes where a run passes is taken from all places together.
#include "campaign/results/places.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

namespace assay::campaign {
namespace {

constexpr double chance_left = 0.01;

/// Runs. A place is passed by as many as pass it for the fault that looks most often.
struct Seen {
  std::uint64_t passed = 0, struck = 0;
};

std::uint64_t sum(const runs::StateRuns& runs) {
  return std::accumulate(runs.begin(), runs.end(), std::uint64_t{0});
}

std::map<std::string, Seen> by_place(const StateCoverage& coverage) {
  std::map<std::string, Seen> places;
  for (const FaultByState& one : coverage.faults) {
    Seen& seen = places[one.fault.substr(0, one.fault.find(": "))];
    seen.passed = std::max(seen.passed, sum(one.passed));
    seen.struck += sum(one.struck);
  }
  return places;
}

/// After so many passages something struck with 99 %. Infinite where nothing strikes anywhere.
double passages_needed(const std::map<std::string, Seen>& places) {
  double passed = 0, struck = 0;
  for (const auto& [name, seen] : places) {
    passed += static_cast<double>(seen.passed);
    struck += static_cast<double>(seen.struck);
  }
  const double rate = passed > 0 ? std::min(struck / passed, 1 - chance_left) : 0;
  return std::log(chance_left) / std::log1p(-rate);
}

UnstruckPlace unstruck(std::string place, std::uint64_t passed, double needed, std::uint64_t runs) {
  UnstruckPlace one{.place = std::move(place), .passed = passed, .why = WhyUnstruck::unexplained};
  if (!std::isfinite(needed) || static_cast<double>(passed) >= needed) return one;
  one.why = WhyUnstruck::passed_too_seldom;
  one.runs_needed = static_cast<std::uint64_t>(
      std::ceil(needed * static_cast<double>(runs) / static_cast<double>(passed)));
  return one;
}

}  // namespace

std::string_view to_text(WhyUnstruck why) {
  static constexpr std::array<std::string_view, 2> words{"passed too seldom", "unexplained"};
  return words.at(static_cast<std::size_t>(why));
}

PlaceCoverage places_of(const ScenarioResult& result) {
  const std::map<std::string, Seen> places = by_place(result.coverage);
  const double needed = passages_needed(places);
  PlaceCoverage coverage;
  for (const auto& [name, seen] : places) {
    if (seen.passed == 0) continue;
    ++coverage.passed;
    if (seen.struck > 0) {
      ++coverage.struck;
    } else {
      coverage.never.push_back(unstruck(name, seen.passed, needed, result.runs));
    }
  }
  return coverage;
}

}  // namespace assay::campaign
