// Sums over a handful of effects; a payable seldom has more than four, so pairs are walked.
#include "properties/detail/funds.hpp"

#include <algorithm>

#include "properties/detail/wording.hpp"

namespace assay::properties::detail {
namespace {

using models::Fact;
using models::Observation;
using models::OperationKind;

bool stands(const Effect& effect, std::uint64_t sequence) {
  return effect.applied->sequence <= sequence &&
         (effect.reversed == nullptr || effect.reversed->sequence > sequence);
}

// Another effect of the same intent has been counted already.
bool counted(const Index& index, const std::vector<Effect>& effects, std::size_t place,
             std::uint64_t sequence) {
  const auto intent = index.intent_of(*effects[place].applied);
  for (std::size_t i = 0; i < place; ++i) {
    if (index.intent_of(*effects[i].applied) == intent && stands(effects[i], sequence)) return true;
  }
  return false;
}

// The largest declaration of one intent.
std::int64_t declared_for(Rows rows, std::uint64_t sequence, std::string_view currency) {
  std::int64_t most = 0;
  for (const auto* row : rows) {
    if (row->sequence > sequence) break;
    if (row->fact != Fact::intent_declared || row->amount.currency != currency) continue;
    most = std::max(most, row->amount.minor);
  }
  return most;
}

// The first declaration of its intent: later ones do not count it again.
bool is_first(const Index& index, const Observation& declared) {
  const auto rows = index.intents()[index.intent_of(declared)];
  return *std::ranges::find(rows, Fact::intent_declared, &Observation::fact) == &declared;
}

}  // namespace

Funds funds_at(const Index& index, const std::vector<Effect>& effects, std::uint64_t sequence,
               std::string_view currency) {
  Funds funds;
  for (std::size_t i = 0; i < effects.size(); ++i) {
    const auto& applied = *effects[i].applied;
    if (applied.sequence > sequence || applied.amount.currency != currency) continue;
    const auto kind = index.kind_of(index.intent_of(applied));
    if (kind == OperationKind::authorise) {
      funds.authorised = add(funds.authorised, applied.amount.minor);
    }
    if (!stands(effects[i], sequence) || counted(index, effects, i, sequence)) continue;
    auto* sum = kind == OperationKind::authorise ? &funds.held
                : kind == OperationKind::capture ? &funds.captured
                : kind == OperationKind::refund  ? &funds.refunded
                                                 : nullptr;
    if (sum != nullptr) *sum = add(*sum, applied.amount.minor);
  }
  return funds;
}

bool over_for_client(const Index& index, Id intent, std::uint64_t sequence) {
  for (const auto* row : index.intents()[intent]) {
    if (row->sequence > sequence) break;
    const bool told =
        row->fact == Fact::response_received || row->fact == Fact::notification_received;
    if (told && row->outcome == models::Outcome::declined) return true;
    if (row->fact == Fact::intent_abandoned && row->reason == "cancelled") return true;
  }
  return false;
}

Owed owed_at(const Index& index, Rows payable, OperationKind kind, std::uint64_t sequence,
             std::string_view currency) {
  Owed owed;
  std::int64_t most = 0;
  for (const auto* row : payable) {
    if (row->sequence > sequence) break;
    if (row->fact != Fact::intent_declared || row->kind != kind || !is_first(index, *row)) continue;
    const auto intent = index.intent_of(*row);
    const auto minor = declared_for(index.intents()[intent], sequence, currency);
    owed.declared = true;
    most = std::max(most, minor);
    if (!over_for_client(index, intent, sequence)) owed.minor = add(owed.minor, minor);
  }
  owed.minor = std::max(owed.minor, most);
  return owed;
}

}  // namespace assay::properties::detail
