// What the verbs are asked for that give figures and answers from runs and from what is kept. The
// options themselves are told to CLI11 in one place, as those of the other verbs are.
#pragma once

#include <cstdint>
#include <string>

namespace CLI {
class App;
}

namespace assay::cli {

struct RiskOptions {
  std::uint64_t volume = 0;  ///< payments a month
  std::string rates;         ///< a file
};

struct Raw;

/// The verbs and their options.
void add_risk(CLI::App& app, Raw& raw);
void add_readiness(CLI::App& app, Raw& raw);

}  // namespace assay::cli
