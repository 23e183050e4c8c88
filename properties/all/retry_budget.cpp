// L4: tries are counted per intent, at the service's edge and at each processor. Look-ups are
// questions, not tries. Back-off and hints are not in the observations and are not judged.
#include <fmt/format.h>

#include <algorithm>

#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

// A try, and where it was made: at a processor, or at the service's edge, which has no name.
struct Try {
  const Observation* made = nullptr;
  Name processor;
  Amount amount;
};

Try try_in(const Observation& row) {
  if (const auto* asked = row.as<RequestSent>()) return {asked, {}, asked->amount};
  if (const auto* sent = row.as<AttemptSent>()) return {sent, sent->processor, sent->amount};
  return {};
}

bool same_place(const Try& left, const Try& right) {
  return left.made != nullptr && left.made->kind_of_fact == right.made->kind_of_fact &&
         left.processor == right.processor;
}

// The first try beyond the budget, counted among those at the same place.
void judge_try(const Index& index, Rows before, const Try& again, Violations& violations) {
  const auto earlier = std::ranges::count_if(
      before, [&](const Observation* row) { return same_place(try_in(*row), again); });
  if (earlier != static_cast<std::ptrdiff_t>(index.bounds().tries_max)) return;
  violations.add(detail::violation(
      fmt::format(
          "{} was {} more than {} times, the last at {}", detail::name_of(*again.made),
          again.made->is<RequestSent>() ? "asked for" : "sent to " + again.processor.string(),
          index.bounds().tries_max, detail::moment(again.made->at)),
      again.amount, {again.made}));
}

void check(const Index& index, Violations& violations) {
  if (index.bounds().tries_max == 0) {
    return violations.undecided("the history states no budget of tries");
  }
  for (std::size_t intent = 0; intent < index.intents().size(); ++intent) {
    const auto rows = index.intents()[intent];
    if (rows.size() <= index.bounds().tries_max) continue;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Try again = try_in(*rows[i]);
      if (again.made != nullptr) judge_try(index, rows.first(i), again, violations);
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
