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

using history::Fact;
using history::Observation;
using history::Source;

void report(const Observation& first, const Observation& other, Findings& findings) {
  const auto* what = other.fact == Fact::key_claimed ? "taken over by" : "answered as if it were";
  findings.violated(detail::finding(
      fmt::format("key {} belonged to the request {}, and was {} the different request {} at {}",
                  other.key, first.fingerprint, what, other.fingerprint,
                  detail::moment(other.at)),
      other.amount, {&first, &other}));
}

// The claim that stands, or that was completed before it went away.
struct Holder {
  const Observation* claim = nullptr;
  bool completed = false;
};

// The claim with the fencing token of `row`.
const Observation* claim_of(Rows before, const Observation& row) {
  const auto found = std::ranges::find_if(before, [&](const Observation* claim) {
    return claim->fact == Fact::key_claimed && claim->number == row.number;
  });
  return found == before.end() ? nullptr : *found;
}

// A claim was removed from under its owner, and owner and successor both carried on to the end.
void judge_completed(Rows before, const Observation& completion, Findings& findings) {
  const auto* claim = claim_of(before, completion);
  if (claim == nullptr) return;
  for (const auto* row : before) {
    if (row->fact != Fact::key_completed) continue;
    const auto* other = claim_of(before, *row);
    if (other == nullptr || other->fingerprint == claim->fingerprint) continue;
    return report(*other, *claim, findings);
  }
}

void follow(Holder& holder, const Observation& row, Findings& findings) {
  if (row.fact == Fact::key_claimed) {
    if (holder.claim == nullptr) {
      holder = {&row, false};
    } else if (holder.claim->fingerprint != row.fingerprint) {
      report(*holder.claim, row, findings);
    }
  }
  if (row.fact == Fact::key_completed) holder.completed = true;
  if (row.fact == Fact::key_released && !holder.completed) holder.claim = nullptr;
}

// Two bodies were both taken as requests to carry out.
void judge_accepted(Rows before, const Observation& answer, Findings& findings) {
  const auto other = std::ranges::find_if(before, [&](const Observation* row) {
    return row->fact == Fact::response_received && detail::is_accepted(*row) &&
           row->fingerprint != answer.fingerprint;
  });
  if (other != before.end()) report(**other, answer, findings);
}

void judge_key(Rows rows, Findings& findings) {
  Holder holder;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& row = *rows[i];
    follow(holder, row, findings);
    if (row.fact == Fact::key_completed) judge_completed(rows.first(i), row, findings);
    if (row.fact != Fact::response_received || !detail::is_accepted(row)) continue;
    judge_accepted(rows.first(i), row, findings);
    const bool foreign = holder.claim != nullptr && holder.claim->fingerprint != row.fingerprint;
    if (foreign) report(*holder.claim, row, findings);
  }
}

void check(const Index& index, Findings& findings) {
  const auto& keys = index.keys();
  for (std::size_t key = 0; key < keys.size(); ++key) judge_key(keys[key], findings);
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
