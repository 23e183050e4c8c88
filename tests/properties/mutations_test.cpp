// Correct histories are accepted by every property; each small lie about one of them is refused
// by the property that it names. A lie that finds nothing to falsify too often fails the test.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <functional>

#include "correct_histories.hpp"

using namespace assay::properties;
using namespace assay::properties::stories;

namespace {

using Rows = std::vector<Observation>;
using Where = std::function<bool(const Observation&)>;

struct Lie {
  std::string name;
  std::string property;
  /// Returns: there was something to falsify.
  std::function<bool(Rows&)> tell;
};

Where is(Fact fact) {
  return [=](const Observation& seen) { return seen.fact == fact; };
}
Where is(Fact fact, Outcome outcome) {
  return [=](const Observation& seen) { return seen.fact == fact && seen.outcome == outcome; };
}
Where into(std::string state) {
  return [=](const Observation& seen) { return seen.to == state; };
}

bool same_intent(const Observation& left, const Observation& right) {
  return left.payable == right.payable && left.kind == right.kind && left.ordinal == right.ordinal;
}

// Changes the last row of a kind.
auto change(Where where, std::function<void(Observation&)> how) {
  return [=](Rows& rows) {
    const auto found = std::find_if(rows.rbegin(), rows.rend(), where);
    if (found != rows.rend()) how(*found);
    return found != rows.rend();
  };
}

// Writes a changed copy right behind the last row of a kind.
auto copy(Where where, std::function<void(Observation&)> how) {
  return [=](Rows& rows) {
    const auto found = std::find_if(rows.rbegin(), rows.rend(), where);
    if (found == rows.rend()) return false;
    auto copied = *found;
    how(copied);
    rows.insert(found.base(), copied);
    return true;
  };
}

// Removes the last row of a kind and all that go with it.
auto remove(Where where, std::function<bool(const Observation&, const Observation&)> along) {
  return [=](Rows& rows) {
    const auto found = std::find_if(rows.rbegin(), rows.rend(), where);
    if (found == rows.rend()) return false;
    const auto chosen = *found;
    std::erase_if(rows, [&](const Observation& row) { return along(chosen, row); });
    return true;
  };
}

bool itself(const Observation& chosen, const Observation& row) {
  return chosen.sequence == row.sequence;
}
bool effect_of_it(const Observation& chosen, const Observation& row) {
  return row.fact == Fact::effect_applied && same_intent(chosen, row);
}
bool look_up_of_it(const Observation& chosen, const Observation& row) {
  return row.fact == Fact::look_up_answered && row.operation == chosen.operation;
}
bool same_delivery(const Observation& chosen, const Observation& row) {
  return row.fact == chosen.fact && row.event == chosen.event && row.processor == chosen.processor;
}
bool answers_to_it(const Observation& chosen, const Observation& row) {
  const bool answer =
      row.fact == Fact::response_received || row.fact == Fact::notification_received;
  return answer && same_intent(chosen, row);
}

void more(Observation& seen) { ++seen.amount.minor; }

bool six_requests(Rows& rows) {
  for (int i = 0; i < 5; ++i) copy(is(Fact::request_sent), [](Observation&) {})(rows);
  return true;
}

bool no_rest(Rows& rows) {
  rows.back().fact = Fact::stopped;
  rows.back().at += 1000 * second;
  return true;
}

// The first deliveries of two events of one payable change places.
bool swapped_deliveries(Rows& rows) {
  const auto first = std::ranges::find_if(rows, is(Fact::event_committed));
  const auto second_one = std::find_if(
      first == rows.end() ? first : first + 1, rows.end(), [&](const Observation& row) {
        return row.fact == Fact::event_committed && row.payable == first->payable;
      });
  if (second_one == rows.end()) return false;
  const auto one = first->event, other = second_one->event;
  for (auto& row : rows) {
    if (row.fact != Fact::event_consumed) continue;
    if (row.event == one)
      row.event = other;
    else if (row.event == other)
      row.event = one;
  }
  return true;
}

Where of_kind(Fact fact, OperationKind kind) {
  return [=](const Observation& seen) { return seen.fact == fact && seen.kind == kind; };
}

bool effects_of_payable(const Observation& chosen, const Observation& row) {
  return row.fact == Fact::effect_applied && row.payable == chosen.payable;
}

// All that ends the operation: its last steps, the end of its key, and the answers to its client.
bool ends_of_it(const Observation& chosen, const Observation& row) {
  const bool step = row.to == "succeeded" || row.to == "declined" || row.to == "failed";
  return (step && same_intent(chosen, row)) || answers_to_it(chosen, row) ||
         (row.fact == Fact::key_completed && row.key == chosen.key);
}

// The key that was claimed last stays claimed, and what it was for stays open.
bool locked_key(Rows& rows) {
  const auto claim = std::find_if(rows.rbegin(), rows.rend(), is(Fact::key_claimed));
  if (claim == rows.rend()) return false;
  const auto chosen = *std::ranges::find_if(rows, [&](const Observation& row) {
    return row.fact == Fact::request_sent && row.key == claim->key;
  });
  std::erase_if(rows, [&](const Observation& row) { return ends_of_it(chosen, row); });
  return true;
}

// The hold of a captured payment lapses right before the capture is sent.
bool lapsed_hold(Rows& rows) {
  const auto effect =
      std::ranges::find_if(rows, of_kind(Fact::effect_applied, OperationKind::capture));
  const auto captured = std::find_if(rows.begin(), effect, [&](const Observation& row) {
    return effect != rows.end() && row.fact == Fact::attempt_sent && same_intent(row, *effect) &&
           row.processor_key == effect->processor_key;
  });
  if (effect == rows.end() || captured == effect) return false;
  const auto hold = std::find_if(rows.begin(), captured, [&](const Observation& row) {
    return row.fact == Fact::effect_applied && row.kind == OperationKind::authorise &&
           row.payable == captured->payable;
  });
  if (hold == captured) return false;
  auto lapse = *hold;
  lapse.fact = Fact::effect_reversed;
  lapse.at = captured->at;
  rows.insert(captured, lapse);
  return true;
}

// Two captures of one payable, of which the second has a row of this kind.
std::pair<Observation*, Observation*> two_captures(Rows& rows, const Where& where) {
  for (auto& second_one : rows) {
    if (!where(second_one) || second_one.kind != OperationKind::capture) continue;
    if (second_one.ordinal != 2) continue;
    const auto first = std::ranges::find_if(rows, [&](const Observation& row) {
      return where(row) && row.payable == second_one.payable && row.kind == second_one.kind &&
             row.ordinal == 1 && row.sequence < second_one.sequence;
    });
    if (first != rows.end()) return {&*first, &second_one};
  }
  return {nullptr, nullptr};
}

bool shared_processor_key(Rows& rows) {
  const auto [first, other] = two_captures(rows, is(Fact::attempt_sent));
  if (first == nullptr) return false;
  other->processor_key = first->processor_key;
  return true;
}

bool borrowed_answer(Rows& rows) {
  const auto [first, other] = two_captures(rows, is(Fact::response_received, Outcome::success));
  if (first == nullptr) return false;
  other->operation = first->operation;
  const auto chosen = *other;
  std::erase_if(rows, [&](const Observation& row) { return effect_of_it(chosen, row); });
  return true;
}

// Nobody knew of the operation of this effect when it came.
bool came_in_doubt(const Rows& rows, const Observation& effect) {
  const Observation* before = nullptr;
  for (const auto& row : rows) {
    if (row.sequence >= effect.sequence) break;
    if (row.fact == Fact::transition_committed && same_intent(row, effect)) before = &row;
  }
  return before != nullptr && before->to == "unknown";
}

// An effect that came while nobody knew is never put right.
bool overlooked_late_effect(Rows& rows) {
  const auto late = std::ranges::find_if(rows, [&](const Observation& row) {
    return row.fact == Fact::effect_applied && came_in_doubt(rows, row);
  });
  if (late == rows.end()) return false;
  const auto chosen = *late;
  std::erase_if(rows, [&](const Observation& row) {
    return row.to == "succeeded" && same_intent(chosen, row);
  });
  return true;
}

bool refused_instead(const Observation& row) {
  return row.to == "succeeded" && row.payable == "pay-3" && row.kind == OperationKind::authorise;
}

const std::vector<Lie> lies{
    {"a capture that nobody asked for", "single_funding",
     copy(of_kind(Fact::effect_applied, OperationKind::capture),
          [](Observation& it) {
            it.ordinal = 9;
            it.amount.minor = 9000;
          })},
    {"more captured than held", "amount_ladder",
     copy(of_kind(Fact::effect_applied, OperationKind::capture),
          [](Observation& it) {
            it.ordinal = 9;
            it.amount.minor = 9000;
          })},
    {"more sent back than was taken", "amount_ladder",
     change(of_kind(Fact::attempt_sent, OperationKind::refund),
            [](Observation& it) { it.amount.minor = 9000; })},
    {"a capture of a hold that had lapsed", "capture_void_exclusive", lapsed_hold},
    {"a leg that is off by one", "double_entry", change(is(Fact::posting_committed), more)},
    {"another amount sent than asked for", "amount_binding", change(is(Fact::attempt_sent), more)},
    {"an event that counts twice", "consumer_once",
     copy(is(Fact::event_applied), [](Observation&) {})},
    {"goods without money", "funds_before_goods",
     remove(is(Fact::fulfilment_started), effects_of_payable)},
    {"an owner that was replaced and goes on", "single_executor",
     copy(is(Fact::key_claimed), [](Observation& it) { it.number += 5; })},
    {"a key shared by two captures", "key_scope_isolation", shared_processor_key},
    {"a new key after a success", "key_scope_isolation",
     copy(is(Fact::attempt_answered, Outcome::success),
          [](Observation& it) {
            it.fact = Fact::attempt_sent;
            it.outcome = Outcome::none;
            it.processor = "acquirer";
            it.processor_key += " new";
          })},
    {"a new key although no failure was answered", "key_scope_isolation",
     change([](const Observation& it) { return it.reason == assay::history::processor_failed; },
            [](Observation& it) { it.reason.clear(); })},
    {"an answer borrowed from another capture", "no_false_miss", borrowed_answer},
    {"a success that becomes doubtful again", "terminal_absorbing",
     copy(into("succeeded"), [](Observation& it) { it.to = "pending"; })},
    {"evidence that is applied twice", "confluence", copy(into("succeeded"), [](Observation&) {})},
    {"the last word of several", "confluence",
     change(into("succeeded"), [](Observation& it) { it.to = "declined"; })},
    {"the refusal of another card", "attempt_isolation",
     change(refused_instead, [](Observation& it) { it.to = "declined"; })},
    {"a late effect that is overlooked", "late_success_seen", overlooked_late_effect},
    {"a key that stays locked", "orphan_bound", locked_key},
    {"an effect twice", "at_most_one_effect",
     copy(is(Fact::effect_applied), [](Observation& it) { it.effect += " twice"; })},
    {"success without its effect", "no_false_success", remove(into("succeeded"), effect_of_it)},
    {"success for more than moved", "no_false_success", change(into("succeeded"), more)},
    {"a decline that was never answered", "no_false_failure",
     change(is(Fact::attempt_answered, Outcome::declined),
            [](Observation& it) { it.outcome = Outcome::unknown; })},
    {"absence that was asked for too early", "no_false_failure",
     remove(into("failed"), look_up_of_it)},
    {"a new key right after the first", "no_blind_redrive",
     copy(is(Fact::attempt_sent), [](Observation& it) { it.processor_key += " new"; })},
    {"a version left out", "legal_transitions",
     change(is(Fact::transition_committed), [](Observation& it) { ++it.number; })},
    {"a step without evidence", "legal_transitions",
     change(is(Fact::transition_committed), [](Observation& it) { it.evidence.clear(); })},
    {"a state that came from elsewhere", "legal_transitions",
     change(into("succeeded"), [](Observation& it) { it.from = "initiated"; })},
    {"a result without its event", "outbox_atomic", remove(is(Fact::event_committed), itself)},
    {"an event without its step", "outbox_atomic", remove(into("succeeded"), itself)},
    {"an event for another amount", "outbox_atomic", change(is(Fact::event_committed), more)},
    {"an event that was never committed", "outbox_atomic",
     copy(is(Fact::event_published), [](Observation& it) { it.event += " of nobody"; })},
    {"a delivery that never came", "outbox_complete",
     remove(is(Fact::event_consumed), same_delivery)},
    {"a delivery that changed nothing", "outbox_complete",
     remove(is(Fact::event_applied), same_delivery)},
    {"deliveries out of order", "outbox_complete", swapped_deliveries},
    {"an effect without its record", "no_unseen_effect", remove(into("succeeded"), itself)},
    {"success told as a decline", "told_truth",
     change(is(Fact::response_received, Outcome::success),
            [](Observation& it) { it.outcome = Outcome::declined; })},
    {"more told than moved", "told_truth",
     change(is(Fact::response_received, Outcome::success), more)},
    {"a balance that never was", "told_truth", change(is(Fact::amount_read), more)},
    {"another status on replay", "replay_equality",
     copy(is(Fact::response_received, Outcome::success), [](Observation& it) { it.status = 200; })},
    {"a decline for one who was told of success", "replay_equality",
     copy(is(Fact::response_received, Outcome::success),
          [](Observation& it) { it.outcome = Outcome::declined; })},
    {"a key that serves another body", "fingerprint_guard",
     copy(is(Fact::key_claimed), [](Observation& it) { it.fingerprint = "foreign"; })},
    {"a result for another body", "fingerprint_guard",
     copy(is(Fact::response_received, Outcome::success),
          [](Observation& it) { it.fingerprint = "foreign"; })},
    {"parked for no good reason", "progress",
     change(into("parked"), [](Observation& it) { it.reason = "tired"; })},
    {"an answer nobody acted on", "progress", remove(into("succeeded"), itself)},
    {"a client that nobody told", "eventual_terminal",
     remove(is(Fact::response_received, Outcome::success), answers_to_it)},
    {"an operation that never ended", "eventual_terminal", remove(into("declined"), itself)},
    {"a world that never rested", "eventual_terminal", no_rest},
    {"six requests", "retry_budget", six_requests},
    {"a promise found broken", "promises_kept",
     copy(is(Fact::healed), [](Observation& it) { it.fact = Fact::promise_broken; })},
};

std::string complaints(const History& history) {
  static const auto properties = all_properties();
  std::string text;
  for (const auto& judgement : judge(history, properties)) {
    if (judgement.verdict == Verdict::holds) continue;
    text += std::string(judgement.property) + ": " + judgement.reason;
    for (const auto& finding : judgement.findings) text += finding.explanation;
  }
  return text;
}

// Some truths make some lies legal: what is parked or undone need not be recorded, and a late
// success makes both answers true. Histories that hold such a truth are left out.
bool is_plain(const Rows& rows) {
  return std::ranges::none_of(rows, [&](const Observation& row) {
    return row.to == "parked" || row.from == "declined" || row.from == "failed" ||
           row.fact == Fact::effect_reversed;
  });
}

// Tells a lie where it can be told from the truth, and numbers the rows anew.
bool tell(const Lie& lie, Rows& rows) {
  const bool about_parking = lie.property == "progress" && lie.name.starts_with("parked");
  if (!about_parking && !is_plain(rows)) return false;
  if (!lie.tell(rows)) return false;
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].sequence = i + 1;
  return true;
}

}  // namespace

TEST_CASE("a service that does everything right is accepted, whatever goes wrong around it") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& bytes) {
    RC_ASSERT(complaints(correct_history(Draws(bytes))).empty());
  }));
}

TEST_CASE("each course of events is accepted on its own") {
  for (std::uint8_t course = 0; course < 16; ++course) {
    INFO(static_cast<int>(course));
    CHECK(complaints(correct_history(Draws({0, 0, course, 1}))).empty());
    CHECK(complaints(correct_history(Draws({0, 0, 0, 1, 0, course, 1, 0, course, 1}))).empty());
  }
}

TEST_CASE("each lie about a correct history is refused by the property it breaks") {
  for (const auto& lie : lies) {
    int told = 0;
    INFO(lie.name << " must be refused by " << lie.property);
    CHECK(rc::check(lie.name, [&](const std::vector<std::uint8_t>& bytes) {
      auto history = correct_history(Draws(bytes));
      if (!tell(lie, history.observations)) return;
      ++told;
      RC_ASSERT(judged(history, lie.property).verdict == Verdict::violated);
    }));
    CHECK(told > 0);
  }
}
