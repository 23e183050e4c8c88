// What `attack` is asked for, as it was typed: the verb reads the file that it names. Times and the
// folder are those of all verbs.
#pragma once

#include <cstdint>
#include <string>

namespace CLI {
class App;
}

namespace assay::cli {

struct AttackOptions {
  std::string plan;          ///< a file; empty: search
  std::uint32_t faults = 0;  ///< 0: as the file says
};

struct Raw;

/// The verb and its options, and `doctor`, which looks at the same file.
void add_attack(CLI::App& app, Raw& raw);

}  // namespace assay::cli
