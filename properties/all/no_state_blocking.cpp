// L6: a payment whose fate is unknown does not keep the same customer's next one waiting. Shown
// where the next one, for another payable, was asked for and not begun for T_resolve, while the
// first stayed unsettled throughout, and the service could have begun it: faults had stopped
// before it was asked for, or the service did something about other payments after the last try.
// A client that gave up earlier proves something only where both are so.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "properties/detail/answers.hpp"
#include "properties/detail/states.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

// One intent from its first request to the time by which it should have begun.
struct Wait {
  const Seen<IntentDeclared>* declared = nullptr;
  const Observation* asked = nullptr;
  const Observation* asked_last = nullptr;
  std::int64_t until = 0;
  bool gave_up = false;  ///< the client did, before the bound
};

// The service has begun to act on it, which noting it down is not, or has answered it.
bool begins(const Observation& row) {
  if (row.is<AttemptSent>()) return true;
  if (const auto* step = row.as<TransitionCommitted>()) return step->to != State::initiated;
  const auto* reported = row.as<ResponseReceived>();
  return reported != nullptr && !detail::is_marked_non_result(*reported);
}

// The wait of an intent that was too long; without `asked` where it was not.
Wait long_wait(const Index& index, const Seen<IntentDeclared>& declared) {
  Wait wait{.declared = &declared};
  for (const auto* row : index.intent_rows(declared)) {
    const bool over = wait.asked != nullptr && row->at > wait.until;
    if (over) break;
    if (begins(*row)) return {};
    if (row->is<IntentAbandoned>()) {
      const bool calm = index.healed_at() && wait.asked && *index.healed_at() <= wait.asked->at;
      if (!calm) return {};
      wait.until = row->at;
      wait.gave_up = true;
    }
    if (!row->is<RequestSent>()) continue;
    if (wait.asked == nullptr) {
      wait.asked = row;
      wait.until = detail::add(row->at, index.bounds().resolve_max);
    }
    wait.asked_last = row;
  }
  return wait;
}

// Something was begun of the intent, and it had no definite end from `from` to `until`.
const Observation* unsettled(Rows rows, std::int64_t from, std::int64_t until) {
  const Observation* open = nullptr;
  for (const auto* row : rows) {
    if (row->at > until) break;
    if (row->is<AttemptSent>() && row->at <= from && open == nullptr) open = row;
    const auto* step = row->as<TransitionCommitted>();
    if (step == nullptr) continue;
    const bool ends = detail::terminal(step->to);
    if (ends || row->at <= from) open = ends ? nullptr : row;
  }
  return open;
}

// An unsettled operation of the same customer, for something else.
const Observation* blocker_of(const Index& index, const Wait& wait) {
  for (const auto& other : index.of<IntentDeclared>()) {
    if (other.customer != wait.declared->customer) continue;
    if (other.payable == wait.declared->payable || other.sequence > wait.asked->sequence) continue;
    const auto rows = index.intent_rows(other);
    if (const auto* open = unsettled(rows, wait.asked->at, wait.until)) return open;
  }
  return nullptr;
}

// The service was seen to act on something else after the client had asked.
bool acts(const Index& index, const Wait& wait) {
  const auto works = [&](const auto& done) {
    return done.at > wait.asked_last->at && done.at <= wait.until &&
           done.payable != wait.declared->payable;
  };
  return std::ranges::any_of(index.of<AttemptSent>(), works) ||
         std::ranges::any_of(index.of<LookUpAnswered>(), works) ||
         std::ranges::any_of(index.of<TransitionCommitted>(), works);
}

bool was_able(const Index& index, const Wait& wait) {
  const bool calm = index.healed_at() && *index.healed_at() <= wait.asked->at;
  return (calm && !wait.gave_up) || acts(index, wait);
}

void judge_intent(const Index& index, const Seen<IntentDeclared>& declared,
                  Violations& violations) {
  const auto wait = long_wait(index, declared);
  if (wait.asked == nullptr || index.end() < wait.until) return;
  const auto* blocker = blocker_of(index, wait);
  if (blocker == nullptr || !was_able(index, wait)) return;
  violations.add(detail::violation(
      fmt::format("{} of {} for {}, asked for at {}, was not begun by {}, while {} was unsettled",
                  detail::name_of(declared), declared.customer, detail::money(declared.amount),
                  detail::moment(wait.asked->at), detail::moment(wait.until),
                  detail::name_of(*blocker)),
      declared.amount, {blocker, wait.asked, wait.asked_last},
      detail::missed(index, wait.until, detail::name_of(declared) + " should have been begun",
                     "the service")));
}

void check(const Index& index, Violations& violations) {
  const bool bounded = index.bounds().resolve_max > 0;
  for (const auto& declared : index.of<IntentDeclared>()) {
    if (declared.customer.empty() || index.intent_of(declared) == no_id) continue;
    if (bounded) judge_intent(index, declared, violations);
  }
}

}  // namespace

Property no_state_blocking() {
  return {.name = "no_state_blocking",
          .claim = "One payment in doubt does not hold up the customer's next one.",
          .rule = "L6",
          .severity = Severity::stuck,
          .needs = bit(Source::client) | bit(Source::gateway) | bit(Source::belief),
          .check = check};
}

}  // namespace assay::properties
