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

using history::Observation;
using history::Source;

std::string flaw_of(const Observation& step, const Observation* before) {
  const auto from = detail::state_from(step.from);
  const auto to = detail::state_from(step.to);
  if (!from || !to) return "names a state that does not exist";
  if (!detail::legal(*from, *to)) return "is no legal step";
  const auto last = before == nullptr ? detail::State::none : detail::state_from(before->to);
  if (from != last) return fmt::format("does not start where it stood ({})",
                                       before == nullptr ? "nowhere" : before->to);
  const auto version = before == nullptr ? 0 : before->number;
  if (step.number != version + 1) return fmt::format("follows version {}", version);
  return step.evidence.empty() ? "names no evidence" : "";
}

void check(const Index& index, Findings& findings) {
  std::vector<const Observation*> last(index.operations() + 1, nullptr);
  for (const auto* row : index.of(history::Fact::transition_committed)) {
    const auto operation = index.operation_of(*row);
    auto& before = last[operation == no_id ? index.operations() : operation];
    if (const auto flaw = flaw_of(*row, before); !flaw.empty()) {
      findings.violated(detail::finding(
          fmt::format("{} went from '{}' to '{}' as version {} at {}: that {}",
                      detail::name_of(*row), row->from, row->to, row->number,
                      detail::moment(row->at), flaw),
          row->amount, {before, row}));
    }
    before = row;
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
