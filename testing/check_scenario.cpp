// Reads, explores, words.
#include "testing/check_scenario.hpp"

#include <array>
#include <charconv>
#include <cstdlib>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/files/scenario_file.hpp"
#include "sim/check.hpp"
#include "testing/check_property.hpp"

namespace assay::testing {

namespace {

using properties::Verdict;
using scenarios::BadInput;

constexpr int parted = 3;
constexpr int usage = 64;
constexpr int bad_file = 65;
constexpr int our_fault = 70;
constexpr std::uint64_t seeds_usual = 1000;
constexpr std::string_view smoke_word = "smoke";
constexpr std::uint64_t seeds_max = 1'000'000'000;

std::uint64_t read_seeds(const std::string& from, const std::string& text) {
  std::uint64_t seeds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seeds);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  if (whole && seeds > 0 && seeds <= seeds_max) return seeds;
  scenarios::refuse_input(from, fmt::format("a number of seeds from 1 to {}", seeds_max),
                          fmt::format("\"{}\"", scenarios::excerpt(text)));
}

std::uint64_t seeds_of(const std::vector<std::string>& arguments) {
  const char* const wished = std::getenv("ASSAY_SEEDS");
  if (wished != nullptr) return read_seeds("ASSAY_SEEDS", wished);
  const bool told = arguments.size() > 1 && arguments[1] != smoke_word;
  return told ? read_seeds("SEEDS", arguments[1]) : seeds_usual;
}

/// Whether too few runs to meet everything are no reason for "unknown".
bool is_smoke(const std::vector<std::string>& arguments) {
  return std::getenv("ASSAY_SMOKE") != nullptr || arguments.back() == smoke_word;
}

ScenarioChecked worded(const Explored& found) {
  ScenarioChecked checked;
  checked.text = fmt::format("{}: {}, {} runs of {}\n", found.scenario.name,
                             properties::to_text(found.verdict), found.tally.runs, found.system);
  checked.text += found.text();
  if (found.verdict == Verdict::unknown) checked.text += found.doubts();
  if (!found.tally.broken.empty()) {
    const auto& [seed, claim] = *found.tally.broken.begin();
    return {fmt::format("{}assay is broken at seed {}: {}\n", checked.text, seed, claim),
            our_fault};
  }
  if (found.verdict == Verdict::violated) {
    checked.text += found.replay_command() + "\n";
    checked.code = 1;
  }
  if (found.verdict == Verdict::unknown) checked.code = found.mismatches.empty() ? 2 : parted;
  return checked;
}

ScenarioChecked check(const std::vector<std::string>& arguments, const harness::System& system) {
  const std::string& path = arguments.front();
  const harness::System* const alone = &system;
  const scenarios::Scenario scenario = scenarios::load_scenario(path, {&alone, 1});
  const std::uint64_t seeds = seeds_of(arguments);
  const TestPlace place{scenario.name, path, this_program(), shell_word(path)};
  return worded(explore_for(
      place, scenario, {.runs = seeds, .system = &system, .smoke = is_smoke(arguments)}));
}

}  // namespace

ScenarioChecked check_scenario(const std::vector<std::string>& arguments,
                               const harness::System& system) {
  if (arguments.empty() || arguments.size() > 3) {
    return {"usage: FILE.json [SEEDS] [smoke]\n", usage};
  }
  try {
    return check(arguments, system);
  } catch (const BadInput& error) {
    return {fmt::format("{}\n", error.what()), bad_file};
  } catch (const sim::BrokenHarness& error) {
    return {fmt::format("assay is broken: {}\n", error.claim), our_fault};
  } catch (const std::exception& error) {
    return {fmt::format("assay is broken: {}\n", error.what()), our_fault};
  }
}

}  // namespace assay::testing
