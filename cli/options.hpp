// What a person asked for, read from the command line, and the systems among which names of it are
// looked up later. Nothing here runs anything. Serves the promise that wrong usage is refused
// before any work.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/jobs/seed_range.hpp"
#include "cli/attack_options.hpp"
#include "cli/figure_options.hpp"
#include "cli/judge_options.hpp"
#include "cli/serve_options.hpp"
#include "harness/registry.hpp"
#include "runs/world.hpp"
#include "sim/search/strategy.hpp"

namespace assay::cli {

enum class Colour { automatic, always, never };

/// The words for a system as it is, where a defect of it could be named.
inline constexpr std::string_view no_defect = "none";

/// Of `diff`: what is said of its two runs. One value is for both; else the first is A's, the
/// second B's.
struct SideOptions {
  std::vector<std::uint64_t> seeds;
  std::vector<std::string> systems;
  std::vector<std::string> defects;
  std::vector<std::string> scenarios;
};

struct Options {
  const harness::Registry& registry;  ///< of the program
  runs::MakeWorld make_world;         ///< of the program: what runs are played in
  std::string verb;
  std::vector<std::string> words;  ///< all that was typed behind the program's name
  std::vector<std::string> names;  ///< scenarios or files; of `list`, kinds of things
  std::uint64_t seeds = 1000;
  std::uint64_t first = 0;  ///< of `seeds`
  std::optional<std::uint64_t> seed;
  std::optional<std::int64_t> nanoseconds;  ///< --for
  std::uint32_t jobs = 1;
  std::string strategy;  ///< of the verb's kind
  sim::Budget budget;    ///< of a strategy that walks over plans
  std::int64_t hang_after_ms = 10'000;
  std::string system;  ///< in the place of the one that a scenario names; empty for that one
  std::string defect;
  std::string property;
  std::string model = "idempotency-key";  ///< of `linear`
  std::uint64_t steps = 50'000'000;       ///< of `linear`, at most
  std::uint64_t remedy_runs = 2000;       ///< of `playbooks`, for each finding
  std::string scenario;  ///< a scenario file that a failure or plan belongs to
  std::string out = "assay-out";
  std::string accepted;       ///< a file of accepted findings; empty for none
  std::uint32_t stop_at = 0;  ///< the event before which `replay` stops; 0 for none
  std::string as_scenario;    ///< where `replay` writes the smallest scenario; empty for nowhere
  SideOptions sides;
  AttackOptions attack;
  ServeOptions serve;
  JudgeOptions judge;
  ComplyOptions comply;
  RiskOptions risk;
  campaign::Shard shard;
  bool resume = false;
  bool smoke = false;  ///< too few runs to meet everything are no reason for unknown
  bool coverage = false;  ///< what struck in which phase and state, in full
  bool json = false;
  bool again = false;  ///< of internal-digests: a second pass, after another scenario
  int verbose = 0;
  Colour colour = Colour::automatic;
};

/// The command line makes no sense. What it says names the nearest valid name where there is one.
class Usage : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What to do, or, where `text` is not empty, just what to print.
struct ParsedArguments {
  Options options;
  std::string text;  ///< help or version
};

/// Reads the command line. Errors: Usage; BadInput for a number beyond reason.
[[nodiscard]] ParsedArguments read_arguments(int argc, const char* const* argv,
                                             const harness::Registry& registry,
                                             runs::MakeWorld make_world);

/// Version of assay, compiler, Boost and behaviour, a line each.
[[nodiscard]] std::string version_text();
[[nodiscard]] std::string version_number();

}  // namespace assay::cli
