// Walks over the few facts of one payable.
#include "properties/detail/probe.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "properties/detail/effects.hpp"
#include "properties/detail/states.hpp"

namespace assay::properties::detail {
namespace {

// Decline codes for a request that does not fit what it leans on: whoever sent it made the failure.
// Source: models/rules/effect_ledger.cpp, R21 and R24 to R26.
constexpr std::array<std::string_view, 8> made_by_request{
    "no_such_authorisation", "not_captured",   "amount_too_large", "exceeds_captured",
    "already_captured",      "already_voided", "currency_differs", "authorisation_expired"};

ProbedKey probed_key(Rows rows, std::uint64_t began) {
  ProbedKey key{.began = began};
  for (const auto& sent : only<RequestSent>(rows)) {
    if (sent.sequence > began) key.asked = &sent;
  }
  if (key.asked == nullptr) return key;
  for (const Observation* row : rows) {
    if (const auto* sent = row->as<RequestSent>()) {
      if (key.first == nullptr) key.first = sent;
      key.ambiguous |= sent->fingerprint != key.asked->fingerprint;
    }
    const auto* told = row->as<ResponseReceived>();
    if (told == nullptr || told->fingerprint != key.asked->fingerprint) continue;
    const bool result = told->sequence < began && told->outcome == Outcome::success;
    if (result && key.result == nullptr) key.result = told;
    const bool answers = told->sequence > began && told->try_number == key.asked->try_number;
    if (answers) key.told = told;
  }
  return key;
}

/// Whether a capture that is sent now may act when the hold is over, or is within the service's own
/// margin, by a clock that is wrong.
bool lapses_soon(const Index& index, const EffectApplied& hold, std::int64_t now) {
  const Bounds& bounds = index.history().bounds;
  return hold.capture_before != 0 &&
         hold.capture_before <=
             now + std::max(bounds.effect_max, bounds.capture_margin) + bounds.skew_max;
}

}  // namespace

std::vector<ProbedKey> probed_keys(const Index& index, std::uint64_t began) {
  std::vector<ProbedKey> keys;
  for (std::size_t i = 0; i < index.keys().size(); ++i) {
    const ProbedKey key = probed_key(index.keys()[i], began);
    if (key.asked != nullptr) keys.push_back(key);
  }
  return keys;
}

Ground ground_of(const Index& index, Rows payable, std::uint64_t before) {
  Ground ground;
  const auto end = std::ranges::find_if(
      payable, [&](const Observation* row) { return row->sequence >= before; });
  const Rows known(payable.begin(), end);
  const std::int64_t now = end != payable.end() ? (*end)->at : payable.back()->at;
  for (const Effect& effect : effects_of(known)) {
    if (effect.reversed != nullptr) continue;
    const Wide minor = effect.applied->amount.minor;
    switch (index.kind_of(*effect.applied)) {
      case OperationKind::authorise:
        ++ground.holds;
        ground.held += minor;
        if (lapses_soon(index, *effect.applied, now)) ++ground.lapsing;
        break;
      case OperationKind::capture:
        ++ground.captures;
        ground.captured += minor;
        break;
      case OperationKind::refund: ground.refunded += minor; break;
      case OperationKind::void_authorisation: break;
    }
  }
  return ground;
}

bool would_accept(const Ground& ground, OperationKind kind, const Amount& amount) {
  switch (kind) {
    case OperationKind::authorise: return ground.holds == 0 && ground.captures == 0;
    case OperationKind::capture:
      return ground.holds == 1 && ground.lapsing == 0 && ground.captures == 0 &&
             amount.minor <= ground.held;
    case OperationKind::void_authorisation:
      return ground.holds == 1 && ground.captures == 0 && amount.minor == ground.held;
    case OperationKind::refund:
      return ground.captures == 1 && amount.minor <= ground.captured - ground.refunded;
  }
  return false;
}

bool is_open(const Index& index, Rows payable, std::uint64_t before) {
  std::map<Id, State> states;
  std::map<Name, bool> breaks;
  for (const Observation* row : payable) {
    if (row->sequence >= before) break;
    if (const auto* step = row->as<TransitionCommitted>()) {
      states[index.operation_of(*step)] = step->to;
    }
    if (const auto* noted = row->as<BreakOpened>()) breaks[noted->effect] = true;
    if (const auto* settled = row->as<BreakSettled>()) breaks[settled->effect] = false;
  }
  return std::ranges::any_of(states, [](const auto& it) { return !terminal(it.second); }) ||
         std::ranges::any_of(breaks, [](const auto& it) { return it.second; });
}

bool refused_by_processor(Rows intent, std::uint64_t before) {
  return first<EffectDeclined>(intent, [&](const Seen<EffectDeclined>& no) {
           return no.sequence < before &&
                  std::ranges::find(made_by_request, no.reason.text()) == made_by_request.end();
         }) != nullptr;
}

}  // namespace assay::properties::detail
