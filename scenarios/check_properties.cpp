// Properties of a user's own: names that are free, and words that name facts and fields. What must
// hold names ours, those of the scenario, and those that a system brings.
#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "properties/own/flaws.hpp"
#include "properties/property.hpp"
#include "scenarios/detail/checks.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/files/nearest_name.hpp"

namespace assay::scenarios::detail {

namespace {

using properties::own::Flaw;
using properties::own::Stated;

constexpr std::size_t listed_max = 12;

/// Names that stand for something else wherever properties are named.
constexpr std::string_view all_of_them = "all";
constexpr std::string_view run_comes_back = "run_comes_back";

void check_name(const Stated& stated, const std::string& pointer, Complaints& flaws) {
  const std::vector<properties::Property> ours = properties::all_properties();
  const bool taken =
      stated.name == all_of_them || stated.name == run_comes_back ||
      std::ranges::find(ours, stated.name, &properties::Property::name) != ours.end();
  if (!taken) return;
  flaws.add({step(pointer, "name"),
             "a name that is free",
             fmt::format("\"{}\", which assay has itself", excerpt(stated.name)),
             {}});
}

Complaint complaint_of(const Flaw& flaw, const std::string& pointer) {
  std::string at = pointer;
  for (const std::string& one : flaw.path) at = step(at, one);
  const std::string nearest = nearest_name(flaw.found, flaw.valid);
  const bool is_listed =
      !flaw.valid.empty() && (nearest.empty() || flaw.valid.size() <= listed_max);
  return {std::move(at),
          is_listed ? fmt::format("{}: one of {}", flaw.expected, fmt::join(flaw.valid, ", "))
                    : flaw.expected,
          fmt::format("\"{}\"", excerpt(flaw.found)), nearest};
}

void must_differ(const std::vector<std::string>& names, Complaints& flaws) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty() || seen.insert(names[i]).second) continue;
    flaws.add({step(step("/properties", i), "name"),
               "each name once",
               fmt::format("\"{}\" again", excerpt(names[i])),
               {}});
  }
}

}  // namespace

void check_properties(const Scenario& scenario, Complaints& flaws) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < scenario.properties.size(); ++i) {
    const Stated& stated = scenario.properties[i];
    const std::string pointer = step("/properties", i);
    names.push_back(stated.name);
    if (!flaws.is_sound(pointer)) continue;
    check_name(stated, pointer, flaws);
    for (const Flaw& flaw : flaws_of(stated)) flaws.add(complaint_of(flaw, pointer));
  }
  must_differ(names, flaws);
}

std::vector<std::string_view> property_names(const Scenario& scenario) {
  std::vector<std::string_view> names{all_of_them};
  for (const properties::Property& property : properties::all_properties()) {
    names.push_back(property.name);
  }
  for (const Stated& stated : scenario.properties) names.push_back(stated.name);
  return names;
}

}  // namespace assay::scenarios::detail
