// Folding answers into what is known of each attempt. A history seldom has more than three
// attempts to an intent, so they are found by walking.
#include "properties/detail/evidence.hpp"

#include <algorithm>
#include <ranges>

namespace assay::properties::detail {
namespace {

using history::Fact;
using history::Observation;
using history::Outcome;

bool of(const Attempt& attempt, Id operation) {
  return operation == no_id || attempt.operation == operation;
}

// An answer names its processor key, and its processor where the recorder knows it.
bool answers(const Observation& answer, const Attempt& attempt) {
  const auto& sent = *attempt.first;
  const bool here = answer.processor.empty() || answer.processor == sent.processor;
  const bool numbered = !sent.processor_key.empty() || answer.number == sent.number;
  return here && numbered && answer.processor_key == sent.processor_key;
}

// A question is about the moment at which it was asked. Where nobody said, that of its answer
// accuses no one who asked late.
std::int64_t asked_at(const Observation& look_up) {
  return look_up.asked != 0 ? look_up.asked : look_up.at;
}

}  // namespace

void Evidence::see(const Observation& seen) {
  if (seen.fact == Fact::attempt_sent) return send(seen);
  if (seen.fact == Fact::attempt_answered) return answer(seen);
  if (seen.fact == Fact::look_up_answered) return look_up(seen);
}

const Attempt* Evidence::same_key(const Observation& sent) const {
  if (sent.processor_key.empty()) return nullptr;
  const auto intent = index_.intent_of(sent);
  const auto found = std::ranges::find_if(attempts_, [&](const Attempt& attempt) {
    return attempt.intent == intent && attempt.first->processor_key == sent.processor_key &&
           attempt.first->processor == sent.processor;
  });
  return found == attempts_.end() ? nullptr : &*found;
}

void Evidence::send(const Observation& seen) {
  const auto* known = same_key(seen);
  if (known == nullptr) {
    attempts_.push_back({.intent = index_.intent_of(seen),
                         .operation = index_.operation_of(seen),
                         .first = &seen,
                         .last = &seen,
                         .open = 1});
    return;
  }
  auto& attempt = attempts_[static_cast<std::size_t>(known - attempts_.data())];
  attempt.last = &seen;
  ++attempt.open;
}

void Evidence::settle(Attempt& attempt, const Observation& seen) {
  attempt.open = 0;
  attempt.settled_by = &seen;
  attempt.succeeded |= seen.outcome == Outcome::success;
  attempt.declined |= seen.outcome == Outcome::declined;
}

void Evidence::answer(const Observation& seen) {
  const auto operation = index_.operation_of(seen);
  for (auto& attempt : std::views::reverse(attempts_)) {
    if (!of(attempt, operation) || !answers(seen, attempt)) continue;
    attempt.failed |= seen.reason == history::processor_failed;
    if (seen.outcome == Outcome::not_attempted && attempt.open > 0) {
      if (--attempt.open == 0) attempt.settled_by = &seen;
    }
    if (seen.outcome == Outcome::success || seen.outcome == Outcome::declined) {
      settle(attempt, seen);
    }
    return;
  }
}

void Evidence::look_up(const Observation& seen) {
  const auto operation = index_.operation_of(seen);
  const auto wait = index_.bounds().effect_max;
  for (auto& attempt : attempts_) {
    if (!of(attempt, operation)) continue;
    const bool definite = seen.outcome == Outcome::success || seen.outcome == Outcome::declined;
    const bool absent =
        seen.outcome == Outcome::not_attempted && asked_at(seen) - attempt.last->at >= wait;
    attempt.absent |= absent && attempt.open > 0;
    if (definite || (absent && attempt.open > 0)) settle(attempt, seen);
  }
}

const Attempt* Evidence::standing(Id operation) const {
  const auto found = std::ranges::find_if(attempts_, [&](const Attempt& attempt) {
    return of(attempt, operation) && (attempt.unresolved() || attempt.succeeded);
  });
  return found == attempts_.end() ? nullptr : &*found;
}

bool Evidence::succeeded(Id operation) const {
  return std::ranges::any_of(
      attempts_, [&](const Attempt& it) { return of(it, operation) && it.succeeded; });
}

bool Evidence::declined(Id operation) const {
  return std::ranges::any_of(
      attempts_, [&](const Attempt& it) { return of(it, operation) && it.declined; });
}

}  // namespace assay::properties::detail
