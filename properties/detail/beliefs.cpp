// Folding committed transitions into last beliefs.
#include "properties/detail/beliefs.hpp"

#include <algorithm>

namespace assay::properties::detail {

std::vector<Belief> beliefs_of(const Index& index, Rows rows) {
  std::vector<Belief> beliefs;
  for (const auto& step : only<TransitionCommitted>(rows)) {
    const auto operation = index.operation_of(step);
    auto found = std::ranges::find(beliefs, operation, &Belief::operation);
    if (found == beliefs.end()) {
      beliefs.push_back({.operation = operation, .first = &step});
      found = beliefs.end() - 1;
    }
    found->state = step.to == State::unlisted ? State::unknown : step.to;
    found->last = &step;
    if (found->settled == nullptr && settled(*found)) found->settled = &step;
  }
  return beliefs;
}

bool settled(const Belief& belief) {
  if (terminal(belief.state)) return true;
  return belief.state == State::parked && parking_from(belief.last->reason).has_value();
}

}  // namespace assay::properties::detail
