// I34: what a probe is answered at rest, branch by branch.
#include "history_builder.hpp"

#include <catch2/catch.hpp>

using namespace assay::properties;
using namespace assay::properties::stories;

namespace {

constexpr auto authorise = OperationKind::authorise;
constexpr auto capture = OperationKind::capture;
constexpr auto release = OperationKind::void_authorisation;
constexpr auto refund = OperationKind::refund;
constexpr std::uint64_t probing = 1001;  // the number of a probe's try

HistoryBuilder probed(HistoryBuilder story) { return story.add(assay::history::ProbeBegan{}); }

std::string_view useful(HistoryBuilder story) {
  return says(story.add(assay::history::ProbeEnded{}), "usefulness");
}

/// The client's question in hand, asked again with its key.
HistoryBuilder& again(HistoryBuilder& story) { return story.request(probing); }

/// A hold that was placed and told of.
HistoryBuilder held() {
  HistoryBuilder story;
  story.intent("pay-1", authorise, 1).declare().request().claim().step("initiated");
  story.step("attempting").send().effect("hold").answer(Outcome::success).step("succeeded");
  return story.complete().respond(201, Outcome::success);
}

/// The same, and a capture that nobody carried out and that was given up.
HistoryBuilder held_and_not_taken() {
  auto story = held();
  story.intent("pay-1", capture, 1).declare().request().claim().step("initiated");
  story.step("attempting").send().answer(Outcome::not_attempted).step("failed");
  return story.respond(503, Outcome::not_attempted).abandon_as("tries_spent").heal().rest();
}

HistoryBuilder taken() {
  auto story = held();
  story.intent("pay-1", capture, 1).declare().request().claim().step("initiated");
  story.step("attempting").send().effect("take").answer(Outcome::success).step("succeeded");
  return story.complete().respond(201, Outcome::success).heal().rest();
}

/// An operation of the probe's own, asked for.
HistoryBuilder& wants(HistoryBuilder& story, std::string payable, OperationKind kind,
                      std::uint32_t ordinal) {
  return story.intent(std::move(payable), kind, ordinal).declare().request(probing);
}

HistoryBuilder& carried_out(HistoryBuilder& story, std::string_view effect) {
  return story.effect(effect).respond(201, Outcome::success);
}

/// A charge that a person has to look at.
HistoryBuilder put_aside() {
  auto story = begun();
  story.effect("effect-1").answer(Outcome::unknown).step("unknown").step("parked", "no_look_up");
  story.respond(202, Outcome::pending).heal().rest();
  return probed(story);
}

}  // namespace

TEST_CASE("nothing is known of a service's usefulness where it was not probed") {
  const auto judgement = judged(happy().told(), "usefulness");
  CHECK(judgement.verdict == Verdict::holds);
  CHECK_FALSE(judgement.decided);
}

TEST_CASE("a probe that was cut short decides nothing, and shows what it has seen") {
  auto story = probed(happy());
  again(story).respond(201, Outcome::success);
  CHECK(says(story, "usefulness") == "unknown");
  CHECK(says(again(story).respond(503, Outcome::none), "usefulness") == "violated");
}

TEST_CASE("what was funded is told as it was told first") {
  auto story = probed(happy());
  CHECK(useful(again(story).respond(201, Outcome::success)) == "holds");
  CHECK(useful(again(story).respond(503, Outcome::none)) == "violated");
  CHECK(useful(again(story).respond(402, Outcome::declined)) == "violated");
  CHECK(useful(again(story).respond(409, Outcome::none)) == "violated");
  CHECK(useful(again(story)) == "violated");
}

TEST_CASE("another operation, or another amount, is not the first result") {
  auto story = probed(happy());
  CHECK(useful(again(story).respond(201, Outcome::success).for_amount(1)) == "violated");
  CHECK(useful(again(story).operation("op-2").respond(201, Outcome::success)) == "violated");
}

TEST_CASE("a success that a probe is told has happened") {
  auto story = probed(held_and_not_taken());
  CHECK(useful(again(story).respond(201, Outcome::success)) == "violated");
}

TEST_CASE("what is in doubt is told as such, by name") {
  auto story = put_aside();
  again(story);
  CHECK(useful(HistoryBuilder(story).respond(202, Outcome::pending)) == "holds");
  CHECK(useful(HistoryBuilder(story).respond(409, Outcome::none)) == "holds");
  CHECK(useful(HistoryBuilder(story).respond(402, Outcome::declined)) == "violated");
  CHECK(useful(HistoryBuilder(story).operation("").respond(202, Outcome::pending)) == "violated");
}

TEST_CASE("what is in doubt is told to who asked for it, and not to another body under its key") {
  auto story = begun();
  story.fingerprint("print-2").request(2).fingerprint("print-1");
  story.effect("effect-1").answer(Outcome::unknown).step("unknown").step("parked", "no_look_up");
  story.respond(202, Outcome::pending).heal().rest();
  auto asked = probed(story);
  CHECK(useful(again(asked).respond(422, Outcome::none)) == "holds");
  auto plain = put_aside();
  CHECK(useful(again(plain).respond(422, Outcome::none)) == "violated");
}

TEST_CASE("where nobody says what is open, a promise of an answer is not judged") {
  auto without = probed(HistoryBuilder().recorded(0).declare().request().effect("effect-1"));
  CHECK(useful(again(without).respond(202, Outcome::pending)) == "unknown");
}

TEST_CASE("what is certainly not done is done when it is asked for again") {
  auto story = probed(held_and_not_taken());
  again(story);
  CHECK(useful(HistoryBuilder(story).effect("take").respond(201, Outcome::success)) == "holds");
  CHECK(useful(HistoryBuilder(story).respond(503, Outcome::not_attempted)) == "violated");
  CHECK(useful(HistoryBuilder(story).respond(429, Outcome::none)) == "violated");
  CHECK(useful(HistoryBuilder(story).respond(422, Outcome::none)) == "violated");
}

TEST_CASE("what cannot be done is rightly refused") {
  auto story = taken();
  story.intent("pay-1", release, 1).declare().request().respond(422, Outcome::none);
  auto asked = probed(story);
  CHECK(useful(again(asked).respond(422, Outcome::none)) == "holds");
}

TEST_CASE("a refusal that was right when it was made stands, and a word to come back does not") {
  const auto refused_before_the_hold = [](std::uint32_t status) {
    HistoryBuilder story;
    story.intent("pay-1", capture, 1).declare().request().respond(status, Outcome::none);
    story.intent("pay-1", authorise, 1).declare().request().claim().step("initiated");
    story.step("attempting").send().effect("hold").answer(Outcome::success).step("succeeded");
    story.complete().respond(201, Outcome::success).intent("pay-1", capture, 1).heal().rest();
    auto asked = probed(story);
    return useful(again(asked).respond(status, Outcome::none));
  };
  CHECK(refused_before_the_hold(422) == "holds");
  CHECK(refused_before_the_hold(409) == "violated");
  auto wrong = held();
  wrong.intent("pay-1", capture, 1).declare().request().respond(422, Outcome::none).heal().rest();
  auto asked = probed(wrong);
  CHECK(useful(again(asked).respond(422, Outcome::none)) == "violated");
}

TEST_CASE("a refusal that was stored when it was right stands, though no client heard it") {
  const auto stored_before_the_hold = [](std::uint32_t stored, std::uint32_t told) {
    HistoryBuilder story;
    story.intent("pay-1", capture, 1).declare().request().claim().complete().storing(stored);
    story.intent("pay-1", authorise, 1).declare().request().claim().step("initiated");
    story.step("attempting").send().effect("hold").answer(Outcome::success).step("succeeded");
    story.complete().respond(201, Outcome::success).intent("pay-1", capture, 1).heal().rest();
    auto asked = probed(story);
    return useful(again(asked).respond(told, Outcome::none));
  };
  CHECK(stored_before_the_hold(422, 422) == "holds");
  CHECK(stored_before_the_hold(400, 422) == "violated");
  CHECK(stored_before_the_hold(409, 409) == "violated");
}

TEST_CASE("a refusal is judged by when it was stored, not by when its client heard of it") {
  auto story = held();
  story.intent("pay-1", capture, 1).declare().request();
  story.intent("pay-1", release, 1).declare().request().claim().step("initiated");
  story.intent("pay-1", capture, 1).claim().complete().storing(422);
  story.intent("pay-1", release, 1).step("failed").release();
  story.intent("pay-1", capture, 1).respond(422, Outcome::none).heal().rest();
  auto asked = probed(story);
  again(asked);
  CHECK(useful(HistoryBuilder(asked).respond(422, Outcome::none)) == "holds");
  CHECK(useful(HistoryBuilder(asked).respond(503, Outcome::none)) == "violated");
}

TEST_CASE("a refusal that was right stands under its key, whatever another key has got since") {
  const auto told_again = [](bool funded_before) {
    HistoryBuilder story;
    story.intent("pay-1", authorise, 2).declare().request();
    story.intent("pay-1", authorise, 1).declare().request().effect("hold");
    story.respond(201, Outcome::success).intent("pay-1", authorise, 2);
    if (funded_before) story.effect("second");
    story.respond(422, Outcome::none);
    story.intent("pay-1", release, 1).declare().request().reverse("hold");
    story.respond(201, Outcome::success).intent("pay-1", authorise, 2);
    if (!funded_before) story.effect("second");
    story.heal().rest();
    auto asked = probed(story);
    return useful(again(asked).respond(422, Outcome::none));
  };
  CHECK(told_again(false) == "holds");
  CHECK(told_again(true) == "violated");
}

TEST_CASE("a processor's own no is an end, and one that the request has made is none") {
  auto story = probed(held_and_not_taken());
  again(story);
  auto no = HistoryBuilder(story).decline();
  CHECK(useful(no.respond(402, Outcome::declined)) == "holds");
  auto wrong = story;
  wrong.decline().for_reason("no_such_authorisation");
  CHECK(useful(wrong.respond(402, Outcome::declined)) == "violated");
}

TEST_CASE("a key that stands for two bodies, or for a malformed one, may be refused") {
  auto two = held_and_not_taken();
  two.fingerprint("print-2").request(2).fingerprint("print-1");
  auto asked = probed(two);
  CHECK(useful(again(asked).respond(422, Outcome::none)) == "holds");
  auto one = probed(held_and_not_taken());
  CHECK(useful(again(one).respond(400, Outcome::none)) == "holds");
}

TEST_CASE("an operation that was asked for in two ways is refused to one of them") {
  auto story = happy();
  story.about.key = "key-2";
  auto asked = probed(story.fingerprint("print-2").request(2));
  CHECK(useful(again(asked).respond(422, Outcome::none)) == "holds");
  CHECK(useful(again(asked).respond(503, Outcome::none)) == "violated");
}

TEST_CASE("something new can be had") {
  auto story = probed(happy());
  wants(story, "probe-1", authorise, 1);
  CHECK(useful(HistoryBuilder(story).effect("new").respond(201, Outcome::success)) == "holds");
  CHECK(useful(HistoryBuilder(story).respond(201, Outcome::success)) == "violated");
  CHECK(useful(HistoryBuilder(story).respond(503, Outcome::none)) == "violated");
  CHECK(useful(HistoryBuilder(story).respond(400, Outcome::none)) == "violated");
  CHECK(useful(HistoryBuilder(story).respond(402, Outcome::declined)) == "violated");
  CHECK(useful(HistoryBuilder(story).decline().respond(402, Outcome::declined)) == "holds");
  CHECK(useful(HistoryBuilder(story).respond(404, Outcome::none)) == "holds");
  CHECK(useful(story) == "violated");
}

TEST_CASE("a live hold can be released, or else taken") {
  auto story = probed(held().heal().rest());
  wants(story, "pay-1", release, 1);
  auto released = HistoryBuilder(story).effect("void").reverse("hold");
  CHECK(useful(released.respond(201, Outcome::success)) == "holds");
  auto stays = HistoryBuilder(story).respond(422, Outcome::none);
  CHECK(useful(stays) == "violated");
  wants(stays, "pay-1", capture, 1);
  CHECK(useful(carried_out(stays, "take")) == "holds");
}

TEST_CASE("who names the hold gets it, and who names another operation may be refused") {
  const auto refused_when_leaning_on = [](std::string_view operation) {
    auto story = probed(held().heal().rest());
    wants(story, "pay-1", release, 1).leaning_on(operation);
    return useful(story.respond(422, Outcome::none));
  };
  CHECK(refused_when_leaning_on("op-pay-1-0-1") == "violated");
  CHECK(refused_when_leaning_on("op-pay-2-0-1") == "holds");
}

TEST_CASE("a hold that a service's own margin counts as lapsed need not be taken") {
  const auto refused_with_margin = [](std::int64_t seconds) {
    auto bounds = usual_bounds;
    bounds.capture_margin = seconds * second;
    HistoryBuilder story;
    story.bounds(bounds).intent("pay-1", authorise, 1).declare().request().claim();
    story.step("initiated").step("attempting").send().effect("hold").lapsing_after(600);
    story.answer(Outcome::success).step("succeeded").complete().respond(201, Outcome::success);
    auto asked = probed(story.heal().rest());
    wants(asked, "pay-1", capture, 1);
    return useful(asked.respond(422, Outcome::none));
  };
  CHECK(refused_with_margin(60) == "violated");
  CHECK(refused_with_margin(900) == "holds");
}

TEST_CASE("a release is of the whole of a hold, and of another amount it may be refused") {
  auto story = held();
  story.priced(1350);
  story.intent("pay-1", release, 1).declare().request().respond(422, Outcome::none);
  auto asked = probed(story.heal().rest());
  CHECK(useful(again(asked).respond(422, Outcome::none)) == "holds");
}

TEST_CASE("what was taken can be given back") {
  auto story = probed(taken());
  wants(story, "pay-1", refund, 1);
  CHECK(useful(HistoryBuilder(story).effect("back").respond(201, Outcome::success)) == "holds");
  CHECK(useful(HistoryBuilder(story).respond(422, Outcome::none)) == "violated");
  auto more = probed(taken());
  more.priced(1251);
  wants(more, "pay-1", refund, 1);
  CHECK(useful(more.respond(422, Outcome::none)) == "holds");
}

TEST_CASE("the balance at rest is what was charged") {
  auto right = probed(taken());
  CHECK(useful(right.read(1250)) == "holds");
  auto stale = probed(taken());
  CHECK(useful(stale.read(0)) == "violated");
  auto doubtful = put_aside();
  CHECK(useful(doubtful.read(0)) == "holds");
}

TEST_CASE("nobody else judges what a probe does") {
  auto story = probed(happy());
  for (std::uint64_t number = 1; number <= 20; ++number) story.request(number);
  story.effect("effect-2").effect("effect-3").step("declined").respond(402, Outcome::declined);
  for (const auto& judgement : judge(story.told(), all_properties())) {
    INFO(judgement.property);
    CHECK((judgement.verdict == Verdict::holds) == (judgement.property != "usefulness"));
  }
}

TEST_CASE("what a probe moves is no money at risk") {
  auto story = probed(happy());
  again(story).effect("effect-2").respond(503, Outcome::none);
  const auto judgement = judged(story.told(), "usefulness");
  CHECK(judgement.verdict == Verdict::violated);
  CHECK(judgement.harm.moved.currency.empty());
}

TEST_CASE("a question about nothing that is known is no reason to fall over") {
  auto story = probed(happy());
  story.about.payable = "";
  CHECK(useful(again(story).respond(503, Outcome::none)) == "holds");
}
