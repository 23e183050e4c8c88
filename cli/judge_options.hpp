// What `judge` and `comply` are asked for, as it was typed. The options themselves are told to
// CLI11 in one place, as those of the other verbs are.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace assay::cli {

struct JudgeOptions {
  std::string map;      ///< a file
  std::string horizon;  ///< a length of time; empty: nothing is forgotten
};

struct ComplyOptions {
  std::vector<std::string> allowed_hosts;
};

struct Raw;

/// The verbs and their options.
void add_judge(CLI::App& app, Raw& raw);
void add_comply(CLI::App& app, Raw& raw);

}  // namespace assay::cli
