// One pass over the answers; the first that names an operation owns it.
#include "properties/detail/results.hpp"

#include "properties/detail/effects.hpp"

namespace assay::properties::detail {
namespace {

bool may_be_borrowed(const Index& index, const Seen<ResponseReceived>& answer) {
  return answer.outcome == Outcome::success && index.operation_of(answer) != no_id &&
         answer.kind != OperationKind::void_authorisation && !answer.payable.empty();
}

}  // namespace

std::vector<Borrowed> borrowed_answers(const Index& index) {
  std::vector<Borrowed> borrowed;
  std::vector<const Seen<ResponseReceived>*> owners(index.operations(), nullptr);
  for (const auto& answer : index.of<ResponseReceived>()) {
    if (!may_be_borrowed(index, answer)) continue;
    auto& owner = owners[index.operation_of(answer)];
    if (owner == nullptr) {
      owner = &answer;
    } else if (owner->kind == answer.kind && index.intent_of(*owner) != index.intent_of(answer) &&
               !took_effect_before(index, answer)) {
      borrowed.push_back({owner, &answer});
    }
  }
  return borrowed;
}

}  // namespace assay::properties::detail
