// The library first, unless a path is given.
#include "scenarios/files/named_scenario.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/files/scenario_file.hpp"

namespace assay::scenarios {

namespace {

std::unexpected<BadInput> refusal(const NamedIn& where, std::string expected, std::string nearest) {
  return std::unexpected{BadInput{{.file = where.file,
                                   .pointer = "/scenario",
                                   .expected = std::move(expected),
                                   .found = fmt::format("\"{}\"", excerpt(where.name)),
                                   .nearest = std::move(nearest)}}};
}

}  // namespace

std::expected<Scenario, BadInput> named_scenario(const NamedIn& where) {
  const auto library = library_names();
  if (!where.path.empty()) {
    Scenario scenario = load_scenario(where.path, where.systems);
    if (scenario.name == where.name) return scenario;
    return refusal(where, fmt::format("the scenario of {}, \"{}\"", where.path, scenario.name), "");
  }
  if (std::ranges::find(library, where.name) != library.end()) return library_scenario(where.name);
  return refusal(where, "a scenario of the library, or --scenario FILE.json",
                 nearest_name(where.name, library));
}

}  // namespace assay::scenarios
