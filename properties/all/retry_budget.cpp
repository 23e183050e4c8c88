// L4: tries are counted per intent, at the service's edge and at each processor. Look-ups are
// questions, not tries. Back-off and hints are not in the observations and are not judged.
#include <fmt/format.h>

#include <algorithm>

#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using history::Fact;
using history::Observation;
using history::Source;

bool same_place(const Observation& left, const Observation& right) {
  return left.fact == right.fact && left.processor == right.processor;
}

// The first try beyond the budget, counted among those at the same place.
void judge_try(const Index& index, Rows before, const Observation& again, Findings& findings) {
  const auto earlier = std::ranges::count_if(
      before, [&](const Observation* row) { return same_place(*row, again); });
  if (earlier != static_cast<std::ptrdiff_t>(index.bounds().tries_max)) return;
  findings.violated(detail::finding(
      fmt::format("{} was {} more than {} times, the last at {}", detail::name_of(again),
                  again.fact == Fact::request_sent ? "asked for" : "sent to " + again.processor,
                  index.bounds().tries_max, detail::moment(again.at)),
      again.amount, {&again}));
}

void check(const Index& index, Findings& findings) {
  if (index.bounds().tries_max == 0) {
    return findings.undecided("the history states no budget of tries");
  }
  for (std::size_t intent = 0; intent < index.intents().size(); ++intent) {
    const auto rows = index.intents()[intent];
    if (rows.size() <= index.bounds().tries_max) continue;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto fact = rows[i]->fact;
      if (fact != Fact::request_sent && fact != Fact::attempt_sent) continue;
      judge_try(index, rows.first(i), *rows[i], findings);
    }
  }
}

}  // namespace

Property retry_budget() {
  return {.name = "retry_budget",
          .claim = "Nobody, person or machine, keeps retrying a payment for ever.",
          .rule = "L4",
          .severity = Severity::noise,
          .needs = bit(Source::client) | bit(Source::gateway),
          .check = check};
}

}  // namespace assay::properties
