// From a verb's name to its function.
#include <algorithm>
#include <array>
#include <string_view>

#include "cli/verbs.hpp"
#include "sim/check.hpp"

namespace assay::cli {

namespace {

struct Verb {
  std::string_view name;
  int (*perform)(const Options&, Terminal&);
};

constexpr auto performers = std::to_array<Verb>({
    {"list", list},
    {"run", run},
    {"exhaust", exhaust},
    {"gallery", gallery},
    {"merge", merge},
    {"explain", explain},
    {"linear", linear},
    {"replay", replay},
    {"diff", diff},
    {"shrink", shrink},
    {"check", check},
    {"attack", attack},
    {"doctor", doctor},
    {"init", init},
    {"serve", serve},
    {"playbooks", playbooks},
    {"judge", judge},
    {"comply", comply},
    {"risk", risk},
    {"readiness", readiness},
    {"selfcheck", selfcheck},
    {"internal-digests", internal_digests},
    {"internal-trace", internal_trace},
});

}  // namespace

int perform(const Options& options, Terminal& terminal) {
  const auto verb = std::ranges::find(performers, options.verb, &Verb::name);
  SIM_CHECK(verb != performers.end(), "every verb that is read can be performed");
  return verb->perform(options, terminal);
}

}  // namespace assay::cli
