// Looks a scenario up by name.
#include "scenarios/files/library.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/files/embedded.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/files/scenario_file.hpp"

namespace assay::scenarios {

std::vector<std::string_view> library_names() {
  std::vector<std::string_view> names;
  for (const EmbeddedFile& file : embedded_library()) names.push_back(file.name);
  return names;
}

Scenario library_scenario(std::string_view name) {
  const auto found = std::ranges::find(embedded_library(), name, &EmbeddedFile::name);
  if (found == embedded_library().end()) {
    const auto names = library_names();
    throw BadInput{{.file = std::string{name},
                    .expected = fmt::format("a scenario file or one of {}", fmt::join(names, ", ")),
                    .found = "no scenario of that name",
                    .nearest = nearest_name(name, names)}};
  }
  return read_scenario(fmt::format("{}.json", name), std::string{found->text});
}

Scenario named_scenario(const std::string& name_or_file, harness::Systems systems) {
  const bool is_file = name_or_file.ends_with(".json") || name_or_file.contains('/');
  return is_file ? load_scenario(name_or_file, systems) : library_scenario(name_or_file);
}

}  // namespace assay::scenarios
