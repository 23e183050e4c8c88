// Reads, explores, words.
#include "campaign/testing/check_scenario.hpp"

#include <charconv>
#include <cstdlib>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "campaign/testing/check_property.hpp"
#include "scenarios/files/scenario_file.hpp"
#include "sim/check.hpp"

namespace assay::campaign {

namespace {

using properties::Verdict;
using scenarios::BadInput;

constexpr int usage = 64;
constexpr int bad_file = 65;
constexpr int broken = 70;
constexpr std::uint64_t seeds_usual = 1000;
constexpr std::uint64_t seeds_max = 1'000'000'000;

std::uint64_t read_seeds(const std::string& from, const std::string& text) {
  std::uint64_t seeds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seeds);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  if (whole && seeds > 0 && seeds <= seeds_max) return seeds;
  throw BadInput{{.file = from,
                  .place = {},
                  .pointer = {},
                  .expected = fmt::format("a number of seeds from 1 to {}", seeds_max),
                  .found = fmt::format("\"{}\"", scenarios::excerpt(text)),
                  .nearest = {}}};
}

std::uint64_t seeds_of(const std::vector<std::string>& arguments) {
  const char* const wished = std::getenv("ASSAY_SEEDS");
  if (wished != nullptr) return read_seeds("ASSAY_SEEDS", wished);
  return arguments.size() > 1 ? read_seeds("SEEDS", arguments[1]) : seeds_usual;
}

std::string words_for_unknown(const Explored& found) {
  std::string text;
  if (found.tally.unknown > 0) {
    text += fmt::format("  {} runs could not be judged by every property of must_hold\n",
                        found.tally.unknown);
  }
  const auto missing = scenarios::never_happened(found.tally, found.scenario);
  if (!missing.empty()) text += fmt::format("  never happened: {}\n", fmt::join(missing, ", "));
  return text;
}

ScenarioChecked worded(const Explored& found) {
  ScenarioChecked checked;
  checked.text = fmt::format("{}: {}, {} runs\n", found.scenario.name,
                             properties::to_text(found.verdict), found.tally.runs);
  checked.text += found.text();
  if (found.verdict == Verdict::unknown) checked.text += words_for_unknown(found);
  if (!found.tally.broken.empty()) {
    const auto& [seed, claim] = *found.tally.broken.begin();
    return {fmt::format("{}assay is broken at seed {}: {}\n", checked.text, seed, claim), broken};
  }
  if (found.verdict == Verdict::violated) {
    checked.text += found.replay_command() + "\n";
    checked.code = 1;
  }
  if (found.verdict == Verdict::unknown) checked.code = 2;
  return checked;
}

ScenarioChecked check(const std::vector<std::string>& arguments,
                      const scenarios::SystemUnderTest& system) {
  const std::string& path = arguments.front();
  const scenarios::Scenario scenario = scenarios::load_scenario(path);
  const std::uint64_t seeds = seeds_of(arguments);
  const TestPlace place{scenario.name, path, this_program(), shell_word(path)};
  return worded(explore_for(place, scenario, {.runs = seeds, .system = &system}));
}

}  // namespace

ScenarioChecked check_scenario(const std::vector<std::string>& arguments,
                               const scenarios::SystemUnderTest& system) {
  if (arguments.empty() || arguments.size() > 2) return {"usage: FILE.json [SEEDS]\n", usage};
  try {
    return check(arguments, system);
  } catch (const BadInput& error) {
    return {fmt::format("{}\n", error.what()), bad_file};
  } catch (const sim::BrokenHarness& error) {
    return {fmt::format("assay is broken: {}\n", error.claim), broken};
  }
}

}  // namespace assay::campaign
