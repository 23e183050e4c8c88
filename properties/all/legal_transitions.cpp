// I12: every committed step is an edge of the reference table in detail/states.cpp, starts where
// the last one ended, has the next version and names its evidence. Whether the belief is true is
// not its matter.
#include <fmt/format.h>

#include <string>
#include <vector>

#include "properties/detail/states.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

std::string flaw_of(const TransitionCommitted& step, const TransitionCommitted* before) {
  const bool listed = step.from != State::unlisted && step.to != State::unlisted;
  if (!listed) return "names a state that does not exist";
  if (!detail::legal(step.from, step.to)) return "is no legal step";
  const State last = before == nullptr ? State::none : before->to;
  if (step.from != last)
    return fmt::format("does not start where it stood ({})",
                       before == nullptr ? "nowhere" : to_text(last));
  const auto version = before == nullptr ? 0 : before->version;
  if (step.version != version + 1) return fmt::format("follows version {}", version);
  return step.evidence.empty() ? "names no evidence" : "";
}

void check(const Index& index, Violations& violations) {
  std::vector<const Seen<TransitionCommitted>*> last(index.operations() + 1, nullptr);
  for (const auto& step : index.of<TransitionCommitted>()) {
    const auto operation = index.operation_of(step);
    auto& before = last[operation == no_id ? index.operations() : operation];
    if (const auto flaw = flaw_of(step, before); !flaw.empty()) {
      violations.add(
          detail::violation(fmt::format("{} went from '{}' to '{}' as version {} at {}: that {}",
                                        detail::name_of(step), to_text(step.from), to_text(step.to),
                                        step.version, detail::moment(step.at), flaw),
                            step.amount, {before, &step}));
    }
    before = &step;
  }
}

}  // namespace

Property legal_transitions() {
  return {.name = "legal_transitions",
          .claim = "A payment's recorded state moves only in steps that the rules allow.",
          .rule = "I12",
          .severity = Severity::wrong_belief,
          .needs = bit(Source::belief),
          .check = check};
}

}  // namespace assay::properties
