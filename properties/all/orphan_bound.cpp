// L2: a key whose owner is gone does not stay locked, nor does it lock the payable for other keys.
// Within the lease and T_resolve of the last sign of life somebody takes it over, and what was
// begun under it is settled or parked; until then at most its clients are told to wait. And whoever
// takes it over does not send under a new processor key, or without one, before asking what became
// of an attempt that may have worked. Sending the same processor key again is a way of asking.
// Where the history states no lease, only rest decides. A key that a client was answered under is
// done, whatever was recorded of it.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "properties/detail/answers.hpp"
#include "properties/detail/attempts.hpp"
#include "properties/detail/beliefs.hpp"
#include "properties/detail/contract.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

// What the key was used for, by what a client said.
Id intent_of(const Index& index, Rows key) {
  const auto asked = std::ranges::find_if(
      key, [](const Observation* row) { return row->is<RequestSent, ResponseReceived>(); });
  return asked == key.end() ? no_id : index.intent_of(**asked);
}

// The claim that was neither completed nor removed, and was answered to nobody.
const Seen<KeyClaimed>* open_claim(Rows key) {
  const Seen<KeyClaimed>* claim = nullptr;
  for (const auto* row : key) {
    if (const auto* claimed = row->as<KeyClaimed>()) claim = claimed;
    if (row->is<KeyCompleted, KeyReleased>()) claim = nullptr;
    const auto* reported = row->as<ResponseReceived>();
    if (reported != nullptr && detail::is_final(reported->outcome)) claim = nullptr;
  }
  return claim;
}

// The last thing that anybody at the service did about it.
const Observation& last_sign(Rows intent, const Observation& claim) {
  const auto* last = &claim;
  for (const auto* row : intent) {
    if (detail::is_of_service(*row) && row->sequence > last->sequence) last = row;
  }
  return *last;
}

std::int64_t due_after(const Index& index, const Observation& sign) {
  const auto& bounds = index.bounds();
  if (bounds.lease_max <= 0 || bounds.resolve_max <= 0) return index.due(sign.at, 0);
  return index.due(sign.at, detail::add(bounds.lease_max, bounds.resolve_max));
}

void report(const Index& index, const Seen<KeyClaimed>& claim, const Observation& last,
            std::string_view what, Violations& violations) {
  violations.add(detail::violation(
      fmt::format("key {} was claimed at {}, its owner gave the last sign of life at {}, and {}",
                  claim.key, detail::moment(claim.at), detail::moment(last.at), what),
      detail::amount_of(last), {&claim, &last},
      detail::missed(index, due_after(index, last),
                     fmt::format("key {} should have been taken over", claim.key),
                     "another worker of the service")));
}

// A client that asked after the bound was still told that somebody is at work.
bool turned_away_after(Rows key, std::int64_t due) {
  for (std::size_t i = 0; i < key.size(); ++i) {
    const auto* reported = key[i]->as<ResponseReceived>();
    if (reported == nullptr || reported->status != 409) continue;
    const auto late = [&](const Seen<RequestSent>& sent) {
      return sent.try_number == reported->try_number && sent.at > due;
    };
    if (first<RequestSent>(key.first(i), late) != nullptr) return true;
  }
  return false;
}

// The other keys of a payable, each time that one of them was claimed, in order.
std::vector<const Observation*> other_claims(const Index& index, Rows payable,
                                             const Observation& claim) {
  std::vector<Id> keys{index.key_of(claim)};
  std::vector<const Observation*> claims;
  for (const Observation* row : payable) {
    const Id key = row->is<RequestSent>() ? index.key_of(*row) : no_id;
    if (key == no_id || std::ranges::find(keys, key) != keys.end()) continue;
    keys.push_back(key);
    for (const auto& other : only<KeyClaimed>(index.keys()[key])) claims.push_back(&other);
  }
  return claims;
}

// When the try that `answer` answers was sent.
std::int64_t asked_at(Rows payable, const Seen<ResponseReceived>& answer) {
  const auto* asked = first<RequestSent>(payable, [&](const Seen<RequestSent>& sent) {
    return sent.key == answer.key && sent.try_number == answer.try_number;
  });
  return asked == nullptr ? answer.at : asked->at;
}

// Who came with another key was told that somebody is at work, long after anybody was: the claim
// alone stood in the way. That it was told so shows that the service could see it, healed or not.
const Seen<ResponseReceived>* turned_away_by(const Index& index, Rows payable,
                                             const Seen<KeyClaimed>& claim) {
  const auto& bounds = index.bounds();
  if (bounds.lease_max <= 0 || bounds.resolve_max <= 0) return nullptr;
  const auto patience = detail::add(bounds.lease_max, bounds.resolve_max);
  auto rows = std::vector<const Observation*>(payable.begin(), payable.end());
  std::ranges::copy(other_claims(index, payable, claim), std::back_inserter(rows));
  std::ranges::sort(rows, {}, &Observation::sequence);
  auto quiet_since = claim.at;
  for (const Observation* row : rows) {
    if (row->sequence < claim.sequence) continue;
    if (detail::is_of_service(*row)) quiet_since = row->at;
    const auto* reported = row->as<ResponseReceived>();
    const bool away = reported != nullptr && reported->status == 409 && reported->key != claim.key;
    if (away && asked_at(payable, *reported) > detail::add(quiet_since, patience)) return reported;
  }
  return nullptr;
}

// A claim under which nothing was begun.
void judge_bare(const Index& index, Rows intent, const Seen<KeyClaimed>& claim,
                Violations& violations) {
  const Rows payable = index.payables()[index.payable_of(*intent.front())];
  const auto* away = turned_away_by(index, payable, claim);
  if (away == nullptr) return;
  violations.add(detail::violation(
      fmt::format("key {} was claimed at {} and nothing was begun under it; at {} {} was still "
                  "turned away with key {}",
                  claim.key, detail::moment(claim.at), detail::moment(away->at),
                  detail::name_of(*away), away->key),
      away->amount, {&claim, away}));
}

void judge_open(const Index& index, Rows key, Rows intent, const Seen<KeyClaimed>& claim,
                Violations& violations) {
  const auto& last = last_sign(intent, claim);
  const auto due = due_after(index, last);
  const auto beliefs = detail::beliefs_of(index, intent);
  const auto open = std::ranges::find_if(
      beliefs, [](const detail::Belief& belief) { return !detail::settled(belief); });
  const bool waits = std::ranges::any_of(
      beliefs, [](const detail::Belief& belief) { return belief.state == State::parked; });
  if (open != beliefs.end() && open->state != State::parked) {
    if (index.over(due)) return report(index, claim, last, "nobody took it over", violations);
    return violations.undecided("an orphaned key may still be taken over in time");
  }
  if (beliefs.empty()) judge_bare(index, intent, claim, violations);
  if (waits || !turned_away_after(key, due)) return;
  report(index, claim, last, "its client was turned away long after that", violations);
}

// The first attempt of the intent after a takeover that was sent without asking.
void judge_takeover(const Index& index, Rows intent, const Observation& claim,
                    Violations& violations) {
  detail::Attempts evidence(index);
  for (const auto* row : intent) {
    const bool after = row->sequence > claim.sequence;
    if (after && row->is<LookUpAnswered>()) return;
    const auto* sent = row->as<AttemptSent>();
    if (after && sent != nullptr) {
      const auto open = std::ranges::find_if(evidence.attempts(), &detail::Attempt::unresolved);
      if (open == evidence.attempts().end() || evidence.same_key(*sent) != nullptr) return;
      return violations.add(detail::violation(
          fmt::format("{} for {} was taken over at {} and sent again at {}, and nobody had asked "
                      "what became of the attempt before",
                      detail::name_of(*sent), detail::money(sent->amount), detail::moment(claim.at),
                      detail::moment(sent->at)),
          sent->amount, {open->last, &claim, sent}));
    }
    evidence.see(*row);
  }
}

void judge_key(const Index& index, Rows key, Violations& violations) {
  const auto intent = intent_of(index, key);
  if (intent == no_id) return;
  const auto rows = index.intents()[intent];
  if (const auto* claim = open_claim(key)) judge_open(index, key, rows, *claim, violations);
  const Seen<KeyClaimed>* holder = nullptr;
  for (const auto* row : key) {
    if (row->is<KeyCompleted, KeyReleased>()) holder = nullptr;
    const auto* claim = row->as<KeyClaimed>();
    if (claim == nullptr) continue;
    const bool taken_over = holder != nullptr && claim->token > holder->token;
    if (taken_over) judge_takeover(index, rows, *claim, violations);
    holder = claim;
  }
}

void check(const Index& index, Violations& violations) {
  if (index.of<KeyClaimed>().empty()) return;
  for (std::size_t key = 0; key < index.keys().size(); ++key) {
    judge_key(index, index.keys()[key], violations);
  }
}

}  // namespace

Property orphan_bound() {
  return {
      .name = "orphan_bound",
      .claim = "A payment whose worker died is taken up by another, who asks before acting.",
      .rule = "L2",
      .severity = Severity::stuck,
      .needs = bit(Source::client) | bit(Source::gateway) | bit(Source::belief) | bit(Source::keys),
      .check = check};
}

}  // namespace assay::properties
