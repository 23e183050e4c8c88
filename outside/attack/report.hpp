// What people and tools read of an attack: the screen, results.json, failure files, JUnit.
// Texts alone; the program writes and prints them.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "outside/attack/search.hpp"

namespace assay::outside::attack {

inline constexpr std::string_view failure_schema = "assay.outside-failure/1";

/// "all 18 plans of one fault; 812 of 2,310 of two".
[[nodiscard]] std::string covered(const AttackResults& results);
/// The whole for people; with `timelines` also the run of a given plan.
[[nodiscard]] std::string to_text(const AttackResults& results, const std::string& out,
                                  bool timelines);
[[nodiscard]] nlohmann::ordered_json results_json(const AttackResults& results,
                                                  const std::string& version, int code);
/// Its plan replays it: assay replay THIS.
[[nodiscard]] std::string failure_text(const AttackResults& results, const Finding& finding,
                                       const std::string& out);
/// The command that plays a finding again.
[[nodiscard]] std::string replay_command(const AttackResults& results, const Finding& finding,
                                         const std::string& out);
/// Why a property cannot be told; empty where it can.
[[nodiscard]] std::string unknown_of(const AttackResults& results, const Judged& one);
/// A plan on one line.
[[nodiscard]] std::string plan_text(const sim::Plan& plan);

/// What `--plan` takes: a failure file, or {"answers": [...]}.
struct GivenPlan {
  sim::Plan plan;
  std::string property{};  ///< that it violated; empty where the file does not say
  std::string file{};      ///< the outside file that it was found by; empty likewise
};
/// Errors: BadInput, with the nearest word.
[[nodiscard]] GivenPlan read_plan(const std::string& file, const std::string& text);

}  // namespace assay::outside::attack
