// The checks in order, and those about names.
#include "scenarios/check.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "scenarios/detail/checks.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/named.hpp"
#include "scenarios/vocabulary.hpp"

namespace assay::scenarios {

namespace detail {

namespace {

void check_must_hold(const Scenario& scenario, Complaints& flaws) {
  const std::vector<std::string>& must_hold = scenario.must_hold;
  const std::vector<std::string_view> valid = property_names(scenario);
  for (std::size_t i = 0; i < must_hold.size(); ++i) {
    const std::string pointer = step("/must_hold", i);
    must_be_known(pointer, "properties", must_hold[i], valid, flaws);
    if (must_hold[i] == "all" && must_hold.size() > 1) {
      flaws.add({pointer, "\"all\" alone, or names without it", "both"});
    }
  }
  must_be_unique("/must_hold", must_hold, flaws);
}

void check_excuses(const std::vector<std::string>& excuses, Complaints& flaws) {
  std::vector<std::string_view> valid;
  for (const Word& word : excuse_table()) valid.push_back(word.name);
  for (std::size_t i = 0; i < excuses.size(); ++i) {
    must_be_known(step("/excuses", i), "excuses", excuses[i], valid, flaws);
  }
  must_be_unique("/excuses", excuses, flaws);
}

void check_sometimes(const std::vector<history::CoverageMark>& facts, Complaints& flaws) {
  std::vector<std::string> names;
  for (const history::CoverageMark fact : facts) names.emplace_back(name_of(fact));
  must_be_unique("/sometimes", names, flaws);
}

}  // namespace

bool must_be_known(std::string pointer, std::string_view what, std::string_view given,
                   std::span<const std::string_view> valid, Complaints& flaws) {
  constexpr std::size_t listed_max = 8;  // beside a name that was probably meant
  if (std::ranges::find(valid, given) != valid.end()) return true;
  std::string nearest = nearest_name(given, valid);
  const bool is_listed = nearest.empty() || valid.size() <= listed_max;
  flaws.add({std::move(pointer),
             is_listed ? fmt::format("one of the {} {}", what, fmt::join(valid, ", "))
                       : fmt::format("one of the {} {}", valid.size(),
                                     what.substr(0, what.find_last_not_of(':') + 1)),
             fmt::format("\"{}\"", excerpt(given)), std::move(nearest)});
  return false;
}

void must_be_unique(const std::string& pointer, std::span<const std::string> list,
                    Complaints& flaws) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string place = step(pointer, i);
    if (!flaws.is_sound(place) || seen.insert(list[i]).second) continue;
    flaws.add({place, "each name once", fmt::format("\"{}\" again", excerpt(list[i]))});
  }
}

void check_names(const Scenario& scenario, Complaints& flaws) {
  must_be_unique("/rules", scenario.rules, flaws);
  check_sometimes(scenario.sometimes, flaws);
  check_must_hold(scenario, flaws);
  check_excuses(scenario.excuses, flaws);
}

}  // namespace detail

void check(const Scenario& scenario, Complaints& flaws) {
  for (const auto part : {detail::check_world, detail::check_times, detail::check_faults,
                          detail::check_names, detail::check_properties}) {
    part(scenario, flaws);
  }
}

}  // namespace assay::scenarios
