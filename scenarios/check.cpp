// The checks in order, and those about names.
#include "scenarios/check.hpp"

#include <set>

#include <fmt/format.h>

#include "properties/property.hpp"
#include "scenarios/detail/checks.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/vocabulary.hpp"

namespace assay::scenarios {

namespace detail {

namespace {

std::vector<std::string_view> property_names() {
  std::vector<std::string_view> names{"all"};
  for (const properties::Property& property : properties::all_properties()) {
    names.push_back(property.name);
  }
  return names;
}

Flaw flaw_in_must_hold(const std::vector<std::string>& must_hold) {
  const std::vector<std::string_view> valid = property_names();
  for (std::size_t i = 0; i < must_hold.size(); ++i) {
    const std::string pointer = step("/must_hold", i);
    if (auto flaw = unknown_name(pointer, "properties", must_hold[i], valid)) return flaw;
    if (must_hold[i] == "all" && must_hold.size() > 1) {
      return Complaint{pointer, "\"all\" alone, or names without it", "both", {}};
    }
  }
  return {};
}

Flaw flaw_in_excuses(const std::vector<std::string>& excuses) {
  std::vector<std::string_view> valid;
  for (const FaultWord& word : excuse_table()) valid.push_back(word.answer);
  for (std::size_t i = 0; i < excuses.size(); ++i) {
    if (auto flaw = unknown_name(step("/excuses", i), "excuses", excuses[i], valid)) return flaw;
  }
  return {};
}

Flaw flaw_in_sometimes(const std::vector<Sometimes>& facts) {
  std::vector<std::string> names;
  for (const Sometimes fact : facts) names.emplace_back(name_of(fact));
  return repeated("/sometimes", names);
}

}  // namespace

Flaw unknown_name(std::string pointer, std::string_view what, std::string_view given,
                  std::span<const std::string_view> valid) {
  for (const std::string_view name : valid) {
    if (name == given) return {};
  }
  return Complaint{std::move(pointer),
                   fmt::format("one of the {} {}", what, fmt::join(valid, ", ")),
                   fmt::format("\"{}\"", excerpt(given)), nearest_name(given, valid)};
}

Flaw repeated(const std::string& pointer, std::span<const std::string> list) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (seen.insert(list[i]).second) continue;
    return Complaint{
        step(pointer, i), "each name once", fmt::format("\"{}\" again", excerpt(list[i])), {}};
  }
  return {};
}

Flaw flaw_in_names(const Scenario& scenario) {
  if (auto flaw = repeated("/rules", scenario.rules)) return flaw;
  if (auto flaw = flaw_in_sometimes(scenario.sometimes)) return flaw;
  if (auto flaw = flaw_in_must_hold(scenario.must_hold)) return flaw;
  if (auto flaw = repeated("/must_hold", scenario.must_hold)) return flaw;
  if (auto flaw = flaw_in_excuses(scenario.excuses)) return flaw;
  return repeated("/excuses", scenario.excuses);
}

}  // namespace detail

std::optional<Complaint> first_flaw(const Scenario& scenario) {
  for (const auto check : {detail::flaw_in_world, detail::flaw_in_times, detail::flaw_in_faults,
                           detail::flaw_in_names}) {
    if (auto flaw = check(scenario)) return flaw;
  }
  return {};
}

}  // namespace assay::scenarios
