// From a verb's name to its function.
#include <algorithm>
#include <array>
#include <string_view>

#include "cli/verbs.hpp"
#include "sim/check.hpp"

namespace assay::cli {

namespace {

struct Entry {
  std::string_view verb;
  int (*perform)(const Options&, Terminal&);
};

constexpr std::array<Entry, 12> table{{{"list", list},
                                       {"run", run},
                                       {"exhaust", exhaust},
                                       {"gallery", gallery},
                                       {"merge", merge},
                                       {"explain", explain},
                                       {"replay", replay},
                                       {"shrink", shrink},
                                       {"check", check},
                                       {"selfcheck", selfcheck},
                                       {"internal-digests", internal_digests},
                                       {"internal-trace", internal_trace}}};

}  // namespace

int perform(const Options& options, Terminal& terminal) {
  const auto entry = std::ranges::find(table, options.verb, &Entry::verb);
  SIM_CHECK(entry != table.end(), "every verb that is read can be performed");
  return entry->perform(options, terminal);
}

}  // namespace assay::cli
