// assay doctor: what of an outside file works, by one payment without faults.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/exit_codes.hpp"
#include "cli/verbs.hpp"
#include "outside/attack/doctor.hpp"
#include "outside/attack/loop.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/files/read_file.hpp"

namespace assay::cli {

namespace {

constexpr std::size_t outside_file_max = std::size_t{1} << 20;

std::string as_json(const outside::attack::Diagnosis& found) {
  auto ticks = nlohmann::ordered_json::array();
  for (const auto& one : found.ticks) ticks.push_back({{"good", one.good}, {"what", one.what}});
  return scenarios::json_text(
             nlohmann::ordered_json{{"schema", "assay.doctor/1"}, {"ticks", ticks}}, 2) +
         "\n";
}

}  // namespace

int doctor(const Options& options, Terminal& terminal) {
  const std::string& path = options.names.front();
  const auto file =
      outside::attack::read_outside_file(path, scenarios::read_file(path, outside_file_max));
  outside::attack::Diagnosis found;
  try {
    found = outside::attack::diagnose(file);
  } catch (const outside::attack::Interrupted&) {
    return exits::interrupted;
  }
  const int code = found.is_good() ? exits::holds : exits::inconclusive;
  if (options.json) {
    terminal.print(as_json(found));
    return code;
  }
  for (const auto& one : found.ticks) {
    terminal.print(fmt::format("{}  {}\n", one.good ? "ok" : "NO", one.what));
  }
  if (code == exits::holds) return code;
  terminal.print("\nthe payment:\n");
  for (const std::string& line : found.timeline) terminal.print(line + "\n");
  return code;
}

}  // namespace assay::cli
