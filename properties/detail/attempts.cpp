// Folding answers into what is known of each attempt. A history seldom has more than three
// attempts to an intent, so they are found by walking.
#include "properties/detail/attempts.hpp"

#include <algorithm>
#include <ranges>

namespace assay::properties::detail {
namespace {

bool of(const Attempt& attempt, Id operation) {
  return operation == no_id || attempt.operation == operation;
}

// An answer names its processor key, and its processor where the recorder knows it.
bool answers(const AttemptAnswered& answer, const Attempt& attempt) {
  const auto& sent = *attempt.first;
  const bool here = answer.processor.empty() || answer.processor == sent.processor;
  const bool numbered = !sent.processor_key.empty() || answer.attempt == sent.attempt;
  return here && numbered && answer.processor_key == sent.processor_key;
}

bool is_definite(Outcome outcome) {
  return outcome == Outcome::success || outcome == Outcome::declined;
}

}  // namespace

std::int64_t asked_at(const Seen<LookUpAnswered>& look_up) {
  return look_up.asked != 0 ? look_up.asked : look_up.at;
}

void Attempts::see(const Observation& seen) {
  if (const auto* sent = seen.as<AttemptSent>()) return send(*sent);
  if (const auto* answered = seen.as<AttemptAnswered>()) return answer(*answered);
  if (const auto* answered = seen.as<LookUpAnswered>()) return look_up(*answered);
}

const Attempt* Attempts::same_key(const Seen<AttemptSent>& sent) const {
  if (sent.processor_key.empty()) return nullptr;
  const auto intent = index_.intent_of(sent);
  const auto found = std::ranges::find_if(attempts_, [&](const Attempt& attempt) {
    return attempt.intent == intent && attempt.first->processor_key == sent.processor_key &&
           attempt.first->processor == sent.processor;
  });
  return found == attempts_.end() ? nullptr : &*found;
}

void Attempts::send(const Seen<AttemptSent>& sent) {
  const auto* known = same_key(sent);
  if (known == nullptr) {
    attempts_.push_back({.intent = index_.intent_of(sent),
                         .operation = index_.operation_of(sent),
                         .first = &sent,
                         .last = &sent,
                         .open = 1});
    return;
  }
  auto& attempt = attempts_[static_cast<std::size_t>(known - attempts_.data())];
  attempt.last = &sent;
  ++attempt.open;
}

void Attempts::settle(Attempt& attempt, const Observation& seen, Outcome outcome) {
  attempt.open = 0;
  attempt.settled_by = &seen;
  attempt.succeeded |= outcome == Outcome::success;
  attempt.declined |= outcome == Outcome::declined;
}

void Attempts::answer(const Seen<AttemptAnswered>& seen) {
  const auto operation = index_.operation_of(seen);
  for (auto& attempt : std::views::reverse(attempts_)) {
    if (!of(attempt, operation) || !answers(seen, attempt)) continue;
    attempt.failed |= seen.processor_failed;
    if (seen.outcome == Outcome::not_attempted && attempt.open > 0) {
      if (--attempt.open == 0) attempt.settled_by = &seen;
    }
    if (is_definite(seen.outcome)) settle(attempt, seen, seen.outcome);
    return;
  }
}

void Attempts::look_up(const Seen<LookUpAnswered>& seen) {
  const auto operation = index_.operation_of(seen);
  const auto wait = index_.bounds().effect_max;
  for (auto& attempt : attempts_) {
    if (!of(attempt, operation)) continue;
    const bool absent =
        seen.outcome == Outcome::not_attempted && asked_at(seen) - attempt.last->at >= wait;
    attempt.absent |= absent && attempt.open > 0;
    if (is_definite(seen.outcome) || (absent && attempt.open > 0)) {
      settle(attempt, seen, seen.outcome);
    }
  }
}

const Attempt* Attempts::standing(Id operation) const {
  const auto found = std::ranges::find_if(attempts_, [&](const Attempt& attempt) {
    return of(attempt, operation) && (attempt.unresolved() || attempt.succeeded);
  });
  return found == attempts_.end() ? nullptr : &*found;
}

bool Attempts::succeeded(Id operation) const {
  return std::ranges::any_of(
      attempts_, [&](const Attempt& it) { return of(it, operation) && it.succeeded; });
}

bool Attempts::declined(Id operation) const {
  return std::ranges::any_of(
      attempts_, [&](const Attempt& it) { return of(it, operation) && it.declined; });
}

}  // namespace assay::properties::detail
