// assay diff: two runs held against each other.
#include <algorithm>

#include <fmt/format.h>

#include "cli/exit_codes.hpp"
#include "cli/sides.hpp"
#include "cli/verbs.hpp"
#include "reports/comparison/difference_json.hpp"
#include "reports/screens/difference_screen.hpp"
#include "scenarios/files/json_text.hpp"

namespace assay::cli {

int diff(const Options& options, Terminal& terminal) {
  const auto [a, b] = two_runs(options);
  const reports::Difference difference = difference_of(a, b);
  terminal.print(options.json ? scenarios::json_text(to_json(difference, a, b), 2) + "\n"
                              : reports::difference_screen(difference, a, b, terminal.ink()));
  return difference.none() ? exits::holds : exits::differ;
}

}  // namespace assay::cli
