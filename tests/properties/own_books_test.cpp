// The books that a service keeps beside its operations: double_entry, allocation_exact,
// posted_once, holds_released, within_available and books_agree, histories accepted and refused.
#include "history_builder.hpp"

#include <catch2/catch.hpp>

using namespace assay::properties;
using namespace assay::properties::stories;

namespace {

HistoryBuilder& shared(HistoryBuilder& story, std::string_view entry, std::int64_t payable,
                       std::int64_t fees) {
  story.book(entry, "clearing", payable + fees).book(entry, "payable", -payable);
  return story.book(entry, "fees", -fees);
}

/// 12.50 are captured and shared out as 12.00 and 0.50.
HistoryBuilder captured(std::int64_t payable = 1200, std::int64_t fees = 50) {
  auto story = begun();
  story.effect("effect-1").answer(Outcome::success).step("succeeded");
  return shared(story, "e-1", payable, fees);
}

/// The same in a ledger downstream.
HistoryBuilder announced(HistoryBuilder story) {
  story.commit_event(Outcome::success);
  story.post_for(story.last_event(), "clearing", 1250);
  return story.post_for(story.last_event(), "ann", -1250);
}

/// A refund of that, whose parts go back.
HistoryBuilder& refunded(HistoryBuilder& story, std::uint32_t ordinal, std::int64_t payable,
                         std::int64_t fees) {
  const std::string entry = "e-r" + std::to_string(ordinal);
  story.intent("pay-1", OperationKind::refund, ordinal).priced(payable + fees);
  story.operation("op-r" + std::to_string(ordinal)).step("initiated").step("attempting");
  story.effect("effect-" + entry).step("succeeded");
  return shared(story, entry, -payable, -fees);
}

/// A hold, reserved from its first step on.
HistoryBuilder held() {
  HistoryBuilder story;
  story.intent("pay-1", OperationKind::authorise, 1).operation("op-1");
  story.step("initiated").reserve("e-1", "clearing", 1250).reserve("e-1", "customer", -1250);
  return story.step("attempting");
}

HistoryBuilder& released(HistoryBuilder& story) {
  return story.reserve("e-2", "clearing", -1250).reserve("e-2", "customer", 1250);
}

std::string_view at_rest(HistoryBuilder story, std::string_view property) {
  return says(story.heal().wait(5).rest(), property);
}

}  // namespace

TEST_CASE("an entry balances, what is pending by itself") {
  CHECK(at_rest(captured(), "double_entry") == "holds");
  CHECK(at_rest(captured().book("e-1", "fees", 1), "double_entry") == "violated");
  auto mixed = captured();
  mixed.book("e-2", "clearing", 5).reserve("e-2", "payable", -5);
  CHECK(at_rest(mixed, "double_entry") == "violated");
}

TEST_CASE("parts sum to what the operation moved") {
  CHECK(at_rest(captured(), "allocation_exact") == "holds");
  CHECK(at_rest(captured(1199, 50), "allocation_exact") == "violated");
}

TEST_CASE("nobody gives back more than they got of a payment") {
  auto story = captured();
  refunded(story, 1, 600, 25);
  CHECK(at_rest(story, "allocation_exact") == "holds");
  auto fair = story, unfair = story;
  CHECK(at_rest(refunded(fair, 2, 600, 25), "allocation_exact") == "holds");
  CHECK(at_rest(refunded(unfair, 2, 601, 24), "allocation_exact") == "violated");
}

TEST_CASE("once all of it went back nobody has a part left") {
  auto story = captured();
  CHECK(at_rest(refunded(story, 1, 1200, 50), "allocation_exact") == "holds");
  auto kept = captured();
  CHECK(at_rest(refunded(kept, 1, 1201, 49), "allocation_exact") == "violated");
}

TEST_CASE("a movement is booked once") {
  CHECK(at_rest(captured(), "posted_once") == "holds");
  auto twice = captured();
  CHECK(at_rest(shared(twice, "e-9", 1200, 50), "posted_once") == "violated");
}

TEST_CASE("a success that is not booked, and a booking without success, are found at rest") {
  auto story = captured();
  story.intent("pay-1", OperationKind::refund, 1).operation("op-r1").priced(5);
  story.step("initiated").step("attempting").effect("effect-r").step("succeeded");
  CHECK(says(story, "posted_once") == "unknown");
  CHECK(at_rest(story, "posted_once") == "violated");
  auto early = begun();
  shared(early, "e-1", 1200, 50).step("declined");
  CHECK(at_rest(early, "posted_once") == "violated");
}

TEST_CASE("what stands in suspense is no booking of an operation") {
  auto story = captured();
  story.book("e-9", "clearing", 7).book("e-9", "suspense", -7);
  CHECK(at_rest(story, "posted_once") == "holds");
  CHECK(at_rest(story, "allocation_exact") == "holds");
}

TEST_CASE("a hold stays reserved while it stands, and no longer") {
  auto story = held();
  story.effect("hold").step("succeeded");
  CHECK(at_rest(story, "holds_released") == "holds");
  auto gone = story;
  CHECK(at_rest(gone.reverse("hold"), "holds_released") == "violated");
  CHECK(at_rest(released(gone), "holds_released") == "holds");
  CHECK(at_rest(released(story), "holds_released") == "violated");
}

TEST_CASE("a hold whose release is open may stand reserved, and need not") {
  auto story = held();
  story.effect("hold").step("succeeded");
  story.intent("pay-1", OperationKind::void_authorisation, 1).operation("op-v1");
  story.step("initiated").step("attempting");
  auto carried_out = story;
  carried_out.reverse("hold").step("unknown").step("parked", "no_look_up");
  CHECK(at_rest(carried_out, "holds_released") == "holds");
  CHECK(at_rest(carried_out.step("succeeded"), "holds_released") == "violated");
  story.step("unknown").step("parked", "no_look_up");
  CHECK(at_rest(story, "holds_released") == "holds");
}

TEST_CASE("what was declined is not reserved any more") {
  auto story = held();
  story.step("declined");
  CHECK(at_rest(story, "holds_released") == "violated");
  CHECK(at_rest(released(story), "holds_released") == "holds");
  CHECK(says(held(), "holds_released") == "unknown");
}

TEST_CASE("a hold that has lapsed may stand with its date") {
  auto story = held();
  story.effect("hold").lapsing_after(1).step("succeeded").reverse("hold");
  CHECK(at_rest(story, "holds_released") == "holds");
}

TEST_CASE("what a capture leaves of a hold that stands on stays reserved, and no more") {
  auto story = held();
  story.effect("hold").step("succeeded");
  story.intent("pay-1", OperationKind::capture, 1).operation("op-c").priced(400);
  story.step("initiated").step("attempting").effect("part").lapsing_after(100'000);
  story.step("succeeded");
  CHECK(at_rest(story, "holds_released") == "violated");
  auto all_let_go = story;
  CHECK(at_rest(released(all_let_go), "holds_released") == "violated");
  story.reserve("e-3", "clearing", -400).reserve("e-3", "customer", 400);
  CHECK(at_rest(story, "holds_released") == "holds");
  story.reserve("e-4", "clearing", -850).reserve("e-4", "customer", 850);
  CHECK(at_rest(story, "holds_released") == "violated");
  CHECK(at_rest(story.reverse("hold"), "holds_released") == "holds");
}

TEST_CASE("a refund that is open is set aside, all of it") {
  auto story = captured();
  story.intent("pay-1", OperationKind::refund, 1).operation("op-r1").priced(600);
  story.step("initiated").reserve("e-2", "clearing", -600).reserve("e-2", "payable", 600);
  story.step("attempting").step("unknown").step("parked", "no_look_up");
  CHECK(at_rest(story, "holds_released") == "holds");
  story.reserve("e-3", "clearing", -1).reserve("e-3", "payable", 1);
  CHECK(at_rest(story, "holds_released") == "violated");
}

TEST_CASE("no more is spent of a part, or set aside of it, than is there") {
  auto story = captured();
  story.reserve("e-2", "clearing", -1200).reserve("e-2", "payable", 1200);
  CHECK(at_rest(story, "within_available") == "holds");
  story.step("unknown").reserve("e-3", "clearing", -1).reserve("e-3", "payable", 1);
  CHECK(at_rest(story, "within_available") == "violated");
}

TEST_CASE("what a commit takes from one layer to the other is spent once") {
  auto story = captured();
  story.reserve("e-2", "clearing", -1200).reserve("e-2", "payable", 1200);
  story.step("succeeded").book("e-3", "clearing", -1200).book("e-3", "payable", 1200);
  story.reserve("e-3", "clearing", 1200).reserve("e-3", "payable", -1200);
  CHECK(at_rest(story, "within_available") == "holds");
}

TEST_CASE("books that say another amount than moved are a difference") {
  CHECK(at_rest(announced(captured()), "books_agree") == "holds");
  CHECK(at_rest(announced(captured(1201, 50)), "books_agree") == "violated");
}

TEST_CASE("a service that keeps no books of its own is not judged by them") {
  for (const std::string_view property :
       {"allocation_exact", "posted_once", "holds_released", "within_available"}) {
    INFO(property);
    CHECK(at_rest(happy(), property) == "holds");
  }
}
