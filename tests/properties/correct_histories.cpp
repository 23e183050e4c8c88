// One function a course of events. Each leaves its operation settled or parked, and told.
#include "correct_histories.hpp"

#include <array>

namespace assay::properties::stories {
namespace {

// The effect of the operation in hand, under a name of its own.
HistoryBuilder& take_effect(HistoryBuilder& story) {
  return story.effect("effect of " + story.about.operation);
}

HistoryBuilder& attempt(HistoryBuilder& story) { return story.step("attempting").send(); }

HistoryBuilder& answered_success(HistoryBuilder& story) {
  take_effect(story).answer(Outcome::success);
  return concluded(story);
}

// The outcome became known after the client was told to wait.
HistoryBuilder& resolved(HistoryBuilder& story, Outcome outcome) {
  story.settle(outcome).deliver(story.last_event()).complete().notify(outcome);
  return story;
}

HistoryBuilder& timed_out(HistoryBuilder& story) {
  attempt(story);
  return story.answer(Outcome::unknown).step("unknown").respond(202, Outcome::pending);
}

bool benign(HistoryBuilder& story) {
  answered_success(attempt(story));
  return true;
}

bool reply_lost(HistoryBuilder& story) {
  attempt(story);
  take_effect(story).answer(Outcome::unknown).step("unknown").respond(202, Outcome::pending);
  story.request(2).respond(409, Outcome::none).wait(5).look_up(Outcome::success);
  resolved(story, Outcome::success);
  return true;
}

bool effect_late(HistoryBuilder& story) {
  timed_out(story).wait(10).look_up(Outcome::not_attempted).wait(10);
  take_effect(story).wait(20).look_up(Outcome::success);
  resolved(story, Outcome::success);
  return true;
}

bool request_lost(HistoryBuilder& story) {
  timed_out(story).wait(31).look_up(Outcome::not_attempted);
  resolved(story, Outcome::not_attempted);
  return false;
}

bool failed_then_new_key(HistoryBuilder& story) {
  attempt(story).answer_failed().step("unknown").respond(202, Outcome::pending);
  story.wait(31).look_up(Outcome::not_attempted).step("attempting");
  take_effect(story.send_with(story.about.processor_key + "-again")).answer(Outcome::success);
  resolved(story, Outcome::success);
  return true;
}

bool same_key_again(HistoryBuilder& story) {
  timed_out(story);
  attempt(story);
  take_effect(story).answer(Outcome::success);
  resolved(story, Outcome::success).request(2).respond(201, Outcome::success);
  return true;
}

bool declined(HistoryBuilder& story) {
  attempt(story).decline().answer(Outcome::declined).settle(Outcome::declined);
  story.deliver(story.last_event()).complete().respond(402, Outcome::declined);
  story.request(2).respond(402, Outcome::declined);
  return false;
}

bool crash_after_effect(HistoryBuilder& story) {
  attempt(story);
  take_effect(story).wait(3).look_up(Outcome::unknown).request(2).respond(503, Outcome::none);
  story.wait(20).take_over().lease(20).look_up(Outcome::success);
  concluded(story);
  return true;
}

bool crash_before_send(HistoryBuilder& story) {
  story.step("attempting").wait(25).take_over().lease(20).look_up(Outcome::not_attempted);
  answered_success(attempt(story));
  return true;
}

bool refused_then_sent(HistoryBuilder& story) {
  attempt(story).answer(Outcome::not_attempted).respond(503, Outcome::not_attempted).request(2);
  answered_success(attempt(story));
  return true;
}

bool pending(HistoryBuilder& story) {
  attempt(story).answer(Outcome::pending).step("pending").respond(202, Outcome::pending);
  take_effect(story.wait(40)).look_up(Outcome::pending).look_up(Outcome::success);
  resolved(story, Outcome::success);
  return true;
}

bool parked(HistoryBuilder& story) {
  timed_out(story).look_up(Outcome::unknown).step("parked", "no_look_up");
  take_effect(story);
  return false;
}

bool contradicted(HistoryBuilder& story) {
  attempt(story).decline().answer(Outcome::declined).settle(Outcome::declined);
  story.deliver(story.last_event()).complete().respond(402, Outcome::declined);
  take_effect(story.wait(5)).look_up(Outcome::success).settle(Outcome::success);
  story.deliver(story.last_event()).notify(Outcome::success);
  return false;
}

bool mismatched(HistoryBuilder& story) {
  benign(story);
  const auto print = story.about.fingerprint;
  story.fingerprint("another print").request(2).respond(422, Outcome::not_attempted);
  story.fingerprint(print);
  return true;
}

bool event_repeated(HistoryBuilder& story) {
  benign(story);
  story.publish(story.last_event(), "ledger").consume(story.last_event(), "ledger");
  return true;
}

bool undone(HistoryBuilder& story) {
  benign(story);
  story.reverse("effect of " + story.about.operation).notify(Outcome::pending);
  return false;
}

constexpr std::array courses{
    benign,   reply_lost,         effect_late,       request_lost,      failed_then_new_key,
    declined, crash_after_effect, crash_before_send, refused_then_sent, same_key_again,
    pending,  parked,             contradicted,      mismatched,        event_repeated,
    undone};

// Returns: it succeeded, and money that leans on it may move.
bool operate(HistoryBuilder& story, Draws& draws) {
  story.declare().request();
  if (draws.next(12) == 1) {
    story.abandon();
    return false;
  }
  story.claim().lease(20).step("initiated");
  if (story.about.kind == OperationKind::refund) {
    story.name_mandate(history::Mandate::client_request);
  }
  const bool stands = courses[draws.next(courses.size())](story);
  if (stands && story.about.kind == OperationKind::capture) story.fulfil();
  if (draws.next(3) == 1) story.read_balance();
  return stands;
}

void pay(HistoryBuilder& story, const std::string& payable, Draws& draws) {
  const auto about = [&](OperationKind kind, std::uint32_t ordinal,
                         std::int64_t minor) -> HistoryBuilder& {
    return story.intent(payable, kind, ordinal).priced(minor);
  };
  story.about.customer = "customer of " + payable;
  if (payable == "pay-3") {  // the first card was refused, and the customer took another
    about(OperationKind::authorise, 2, 3000).declare().request().claim().step("initiated");
    declined(story);
  }
  if (!operate(about(OperationKind::authorise, 1, 3000), draws)) return;
  const bool captured = operate(about(OperationKind::capture, 1, 1000), draws);
  operate(about(OperationKind::capture, 2, 1000), draws);
  if (captured) operate(about(OperationKind::refund, 1, 700), draws);
}

}  // namespace

History correct_history(Draws draws) {
  HistoryBuilder story;
  story.stores(history::StoredAnswers::final_ones);
  for (const auto* payable : {"pay-1", "pay-2", "pay-3"}) {
    story.from_the_start(static_cast<std::int64_t>(draws.next(50)) * second / 10);
    pay(story, payable, draws);
  }
  story.from_the_start(1000 * second).heal().wait(5).rest();
  return story.told();
}

}  // namespace assay::properties::stories
