// Plans as files: schema assay.plan/1. A regression test is such a file; it replays without the
// seed that found it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "scenarios/files/bad_input.hpp"
#include "sim/decisions/plan.hpp"

namespace assay::scenarios {

inline constexpr std::string_view plan_schema = "assay.plan/1";

/// A plan and what it was made under.
struct PlanFile {
  std::string scenario;         ///< its name
  std::string scenario_digest;  ///< as scenario_digest() gave it
  std::uint32_t behaviour = 1;  ///< the behaviour version of the program that recorded it
  sim::Plan plan;
  friend bool operator==(const PlanFile&, const PlanFile&) = default;
};

/// Errors: BadInput.
[[nodiscard]] PlanFile load_plan(const std::string& path);
[[nodiscard]] PlanFile read_plan(const std::string& file, std::string text);

/// The JSON text: faults and crashes under "answers", the rest apart, each list in plan order.
[[nodiscard]] std::string to_json_text(const PlanFile& file);

}  // namespace assay::scenarios
