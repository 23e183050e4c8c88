// The exit codes of the program, and which of several it ends with. docs/cli.md is the contract
// that scripts rely on. What each one means to a person is in reports/wording.hpp.
#pragma once

#include <initializer_list>
#include <string_view>

#include "properties/property.hpp"

namespace assay::cli {

namespace exits {
inline constexpr int holds = 0;
inline constexpr int violated = 1;
inline constexpr int differ = 1;  ///< of `diff`, as diff(1) has it
inline constexpr int inconclusive = 2;
inline constexpr int another_run = 3;
inline constexpr int nothing_ran = 4;
inline constexpr int wrong_usage = 64;
inline constexpr int bad_input = 65;
inline constexpr int bug = 70;
inline constexpr int cannot_write = 74;
inline constexpr int interrupted = 130;
}  // namespace exits

/// What exit code 2 means of a run that was stopped before its end.
inline constexpr std::string_view stopped_early = "inconclusive: the run was stopped";

/// Holds, violated or inconclusive.
[[nodiscard]] int exit_of(properties::Verdict verdict);

/// The gravest of several codes: what was learned about the code under test comes before what
/// happened to the program, and that before what could not be learned.
[[nodiscard]] int gravest(std::initializer_list<int> codes);

}  // namespace assay::cli
