// I04: one (scope, key) carries out one body. Another body under it is never claimed while the
// first is held or after it was completed, even if its record was removed, and never accepted.
// A claim that was released before completion frees the key: nothing of it was stored (R3).
#include <fmt/format.h>

#include <algorithm>

#include "properties/detail/answers.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

// The request that a claim or an answer is about.
struct Use {
  template <typename Fact>
  explicit Use(const Seen<Fact>& fact) : seen(&fact), key(fact.key), fingerprint(fact.fingerprint) {
    if constexpr (requires { fact.amount; }) amount = fact.amount;
  }

  const Observation* seen;
  Name key, fingerprint;
  Amount amount{};
};

void report(const Use& first, const Use& other, Violations& violations) {
  const auto* what = other.seen->is<KeyClaimed>() ? "taken over by" : "answered as if it were";
  violations.add(detail::violation(
      fmt::format("key {} belonged to the request {}, and was {} the different request {} at {}",
                  other.key, first.fingerprint, what, other.fingerprint,
                  detail::moment(other.seen->at)),
      other.amount, {first.seen, other.seen}));
}

// The claim that stands, or that was completed before it went away.
struct Holder {
  const Seen<KeyClaimed>* claim = nullptr;
  bool completed = false;
};

// The claim with the fencing token of a completion.
const Seen<KeyClaimed>* claim_of(Rows before, const KeyCompleted& completion) {
  return first<KeyClaimed>(
      before, [&](const Seen<KeyClaimed>& claim) { return claim.token == completion.token; });
}

// A claim was removed from under its owner, and owner and successor both carried on to the end.
void judge_completed(Rows before, const KeyCompleted& completion, Violations& violations) {
  const auto* claim = claim_of(before, completion);
  if (claim == nullptr) return;
  for (const auto& earlier : only<KeyCompleted>(before)) {
    const auto* other = claim_of(before, earlier);
    if (other == nullptr || other->fingerprint == claim->fingerprint) continue;
    return report(Use{*other}, Use{*claim}, violations);
  }
}

void follow(Holder& holder, const Observation& row, Violations& violations) {
  if (const auto* claim = row.as<KeyClaimed>()) {
    if (holder.claim == nullptr) {
      holder = {claim, false};
    } else if (holder.claim->fingerprint != claim->fingerprint) {
      report(Use{*holder.claim}, Use{*claim}, violations);
    }
  }
  if (row.is<KeyCompleted>()) holder.completed = true;
  if (row.is<KeyReleased>() && !holder.completed) holder.claim = nullptr;
}

// Two bodies were both taken as requests to carry out.
void judge_accepted(Rows before, const Seen<ResponseReceived>& answer, Violations& violations) {
  const auto* other = first<ResponseReceived>(before, [&](const Seen<ResponseReceived>& reported) {
    return detail::is_accepted(reported) && reported.fingerprint != answer.fingerprint;
  });
  if (other != nullptr) report(Use{*other}, Use{answer}, violations);
}

void judge_key(Rows rows, Violations& violations) {
  Holder holder;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    follow(holder, *rows[i], violations);
    const auto* completion = rows[i]->as<KeyCompleted>();
    if (completion != nullptr) judge_completed(rows.first(i), *completion, violations);
    const auto* answer = rows[i]->as<ResponseReceived>();
    if (answer == nullptr || !detail::is_accepted(*answer)) continue;
    judge_accepted(rows.first(i), *answer, violations);
    const bool foreign =
        holder.claim != nullptr && holder.claim->fingerprint != answer->fingerprint;
    if (foreign) report(Use{*holder.claim}, Use{*answer}, violations);
  }
}

void check(const Index& index, Violations& violations) {
  const auto& keys = index.keys();
  for (std::size_t key = 0; key < keys.size(); ++key) judge_key(keys[key], violations);
}

}  // namespace

Property fingerprint_guard() {
  return {.name = "fingerprint_guard",
          .claim = "A key that was used for one request never carries out a different one.",
          .rule = "I04",
          .severity = Severity::money_lost,
          .needs = bit(Source::client) | bit(Source::keys),
          .check = check};
}

}  // namespace assay::properties
