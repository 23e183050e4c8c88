// Folding committed transitions into last beliefs.
#include "properties/detail/beliefs.hpp"

#include <algorithm>

namespace assay::properties::detail {

std::vector<Belief> beliefs_of(const Index& index, Rows rows) {
  std::vector<Belief> beliefs;
  for (const auto* row : rows) {
    if (row->fact != history::Fact::transition_committed) continue;
    const auto operation = index.operation_of(*row);
    auto found = std::ranges::find(beliefs, operation, &Belief::operation);
    if (found == beliefs.end()) {
      beliefs.push_back({.operation = operation, .first = row});
      found = beliefs.end() - 1;
    }
    found->state = state_from(row->to).value_or(State::unknown);
    found->last = row;
    if (found->settled == nullptr && settled(*found)) found->settled = row;
  }
  return beliefs;
}

bool settled(const Belief& belief) {
  if (terminal(belief.state)) return true;
  return belief.state == State::parked && parking_from(belief.last->reason).has_value();
}

}  // namespace assay::properties::detail
