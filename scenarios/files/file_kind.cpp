// Kinds by the word that a file has under "schema".
#include "scenarios/files/file_kind.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/files/failure_file.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/files/plan_file.hpp"
#include "scenarios/files/scenario_file.hpp"

namespace assay::scenarios {

namespace {

/// In the order of the enumerators.
constexpr std::array<std::string_view, 4> schemas{scenario_schema, plan_schema, failure_schema,
                                                  replay_schema};

/// A run that was kept is large, and says at its beginning what it is. All else is small.
TextLimits limits_of(const std::string& path) {
  constexpr TextLimits small{.text_length = 20'000};
  std::error_code unknown;
  if (!std::filesystem::is_regular_file(path, unknown)) return small;
  std::string beginning(200, ' ');
  std::ifstream{path}.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
  return beginning.contains(replay_schema) ? replay_limits : small;
}

}  // namespace

FileKind kind_of_file(const std::string& path) {
  const Document document = Document::read(path, limits_of(path));
  const nlohmann::json& value = document.value();
  const bool told = value.is_object() && value.contains("schema") && value["schema"].is_string();
  if (!told) document.refuse("", "an object with a \"schema\"", "none");
  const auto schema = value["schema"].get<std::string>();
  const auto found = std::ranges::find(schemas, schema);
  if (found != schemas.end()) return static_cast<FileKind>(found - schemas.begin());
  document.refuse("/schema", fmt::format("one of {}", fmt::join(schemas, ", ")),
                  fmt::format("\"{}\"", excerpt(schema)), nearest_name(schema, schemas));
}

}  // namespace assay::scenarios
