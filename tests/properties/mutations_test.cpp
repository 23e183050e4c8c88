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
  return left.payable == right.payable && left.kind == right.kind &&
         left.ordinal == right.ordinal;
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
    if (row.event == one) row.event = other; else if (row.event == other) row.event = one;
  }
  return true;
}

const std::vector<Lie> lies{
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
