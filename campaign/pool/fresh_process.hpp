// Another process of a program, with another environment: how determinism is tested across
// processes and how a saved failure is replayed as its reader would. Not a worker: nothing is
// forked into it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::campaign {

/// What to start, and what is different about it.
struct Launch {
  std::string program;
  std::vector<std::string> arguments;
  std::vector<std::pair<std::string, std::string>> environment;  ///< added or replaced
  bool quiet = false;                                            ///< its stderr goes nowhere
  bool fixed_addresses = false;  ///< without address space layout randomisation
};

/// What came of it.
struct Finished {
  int code = 0;        ///< exit code; 128 and the signal's number where a signal ended it
  std::string output;  ///< stdout
};

/// Runs a program to its end. Returns: nothing where it could not be started as asked.
[[nodiscard]] std::optional<Finished> run_process(const Launch& launch);

/// What a process said, a line each.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view output);

/// Where the running program's file is.
[[nodiscard]] std::string own_program();

/// What the running program is known by: 32 hex digits over its file. Another build, other digits.
[[nodiscard]] std::string own_program_digest();

}  // namespace assay::campaign
