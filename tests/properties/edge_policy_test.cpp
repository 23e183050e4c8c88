// What a key that comes again may be answered by the policy that a service declares: each word of
// it allows what it says, and nothing more (I03, I34, I36).
#include "history_builder.hpp"

#include <catch2/catch.hpp>

using namespace assay::properties;
using namespace assay::properties::stories;

namespace {

using assay::history::Mandate;
using assay::history::StoredAnswers;

constexpr std::uint64_t probed_try = 1001;  // the number of a probe's try

std::string_view replays_say(HistoryBuilder story) { return says(story, "replay_equality"); }

std::string_view probe_says(HistoryBuilder story) {
  return says(story.add(assay::history::ProbeEnded{}), "usefulness");
}

HistoryBuilder& began_probe(HistoryBuilder& story) {
  return story.heal().rest().add(assay::history::ProbeBegan{});
}

/// The answer to an earlier try.
HistoryBuilder& respond_to_try(HistoryBuilder& story, std::uint64_t number, std::uint32_t status,
                           Outcome outcome) {
  story.about.request = number;
  return story.respond(status, outcome);
}

/// An authorisation that a service with this policy has begun and sent.
HistoryBuilder sent_by(StoredAnswers policy) {
  HistoryBuilder story;
  story.stores(policy).intent("pay-1", OperationKind::authorise, 1).declare().request(1).claim();
  return story.step("initiated").step("attempting").send();
}

/// The same, and it took effect.
HistoryBuilder held_by(StoredAnswers policy) {
  return sent_by(policy).effect("hold").answer(Outcome::success).step("succeeded");
}

/// Nothing was heard of it, and it was given up so many seconds after it was sent.
HistoryBuilder given_up_by(StoredAnswers policy, std::int64_t seconds) {
  auto story = sent_by(policy);
  story.answer(Outcome::unknown).step("unknown").wait(seconds);
  story.look_up(Outcome::not_attempted).step("failed").respond(402, Outcome::not_attempted);
  return began_probe(story).request(probed_try);
}

}  // namespace

TEST_CASE("a refusal that a result overtook is no answer of then") {
  auto story = sent_by(StoredAnswers::final_ones);
  story.request(2);
  story.effect("hold").answer(Outcome::success).step("succeeded");
  respond_to_try(story, 1, 200, Outcome::success);
  auto late = story;
  CHECK(replays_say(respond_to_try(late, 2, 422, Outcome::none)) == "holds");
  auto other = story;
  CHECK(replays_say(respond_to_try(other, 2, 402, Outcome::declined)) == "violated");
  story.request(3);
  CHECK(replays_say(respond_to_try(story, 3, 422, Outcome::none)) == "violated");
}

TEST_CASE("who tells the status of now tells something else once something has happened") {
  const auto told_twice = [](StoredAnswers policy, bool released) {
    auto story = held_by(policy);
    story.respond(200, Outcome::success);
    story.intent("pay-1", OperationKind::void_authorisation, 1);
    if (released) story.effect("gone").reverse("hold");
    story.intent("pay-1", OperationKind::authorise, 1).request(2);
    return replays_say(story.respond(200, Outcome::none));
  };
  CHECK(told_twice(StoredAnswers::current_status, true) == "holds");
  CHECK(told_twice(StoredAnswers::current_status, false) == "violated");
  CHECK(told_twice(StoredAnswers::final_ones, true) == "violated");
  CHECK(told_twice(StoredAnswers::undeclared, true) == "violated");
}

TEST_CASE("the status of another operation changes nothing for who tells that of now") {
  auto story = held_by(StoredAnswers::current_status);
  story.respond(200, Outcome::success);
  story.intent("pay-1", OperationKind::capture, 1).effect("take").step("initiated");
  story.intent("pay-1", OperationKind::authorise, 1).request(2);
  CHECK(replays_say(story.respond(200, Outcome::none)) == "violated");
}

TEST_CASE("what is proved absent may stand as failed, where the service says so") {
  const auto again = [](StoredAnswers policy, std::int64_t seconds) {
    return probe_says(given_up_by(policy, seconds).respond(402, Outcome::not_attempted));
  };
  CHECK(again(StoredAnswers::definite_ends, 31) == "holds");
  CHECK(again(StoredAnswers::definite_ends, 5) == "violated");
  CHECK(again(StoredAnswers::final_ones, 31) == "violated");
  CHECK(again(StoredAnswers::undeclared, 31) == "violated");
}

TEST_CASE("what took effect does not stand as failed, whatever the service says") {
  auto story = sent_by(StoredAnswers::definite_ends);
  story.effect("hold").answer(Outcome::unknown).step("unknown").wait(31);
  story.look_up(Outcome::not_attempted).step("failed").respond(402, Outcome::not_attempted);
  began_probe(story).request(probed_try);
  CHECK(probe_says(story.respond(402, Outcome::not_attempted)) == "violated");
}

TEST_CASE("a failure that was the first answer is repeated, where the service says so") {
  const auto again = [](StoredAnswers policy, std::uint32_t first) {
    auto story = sent_by(policy);
    story.answer(Outcome::unknown).complete().storing(first).respond(first, Outcome::unknown);
    story.effect("hold").look_up(Outcome::success).step("unknown").step("succeeded");
    began_probe(story).request(probed_try);
    return probe_says(story.respond(500, Outcome::unknown));
  };
  CHECK(again(StoredAnswers::first_answer, 500) == "holds");
  CHECK(again(StoredAnswers::first_answer, 200) == "violated");
  CHECK(again(StoredAnswers::final_ones, 500) == "violated");
}

TEST_CASE("a word to come back is no first answer") {
  auto story = sent_by(StoredAnswers::first_answer);
  story.respond(503, Outcome::none).effect("hold").answer(Outcome::success).step("succeeded");
  began_probe(story).request(probed_try);
  CHECK(probe_says(story.respond(503, Outcome::none)) == "violated");
}

TEST_CASE("what a service gave back of its own accord is not told as taken") {
  const auto told_nothing = [](std::int64_t given_back, Mandate mandate) {
    auto story = held_by(StoredAnswers::definite_ends);
    story.respond(200, Outcome::success);
    story.intent("pay-1", OperationKind::capture, 1).declare().request(1).claim();
    story.step("initiated").step("attempting").send().effect("take").answer(Outcome::unknown);
    story.step("unknown").look_up(Outcome::success).step("succeeded");
    story.intent("pay-1", OperationKind::refund, 1000).priced(given_back);
    story.name_mandate(mandate, "op-pay-1-1-1").effect("back");
    story.intent("pay-1", OperationKind::capture, 1).priced(1250);
    began_probe(story).request(probed_try);
    return probe_says(story.respond(402, Outcome::not_attempted));
  };
  CHECK(told_nothing(1250, Mandate::surplus) == "holds");
  CHECK(told_nothing(1249, Mandate::surplus) == "violated");
  CHECK(told_nothing(1250, Mandate::client_request) == "violated");
}

TEST_CASE("an answer about another amount does not end the waiting for a person") {
  const auto parked = [](std::int64_t told) {
    auto story = begun();
    story.answer(Outcome::unknown).step("unknown").look_up(Outcome::unknown);
    story.step("parked", "no_answer").effect("part").look_up(Outcome::success).for_amount(told);
    return says(story.heal().rest(), "progress");
  };
  CHECK(parked(625) == "holds");
  CHECK(parked(1250) == "violated");
}

TEST_CASE("what is undone later was there when its key was told that there is nothing") {
  const auto told_nothing = [](bool undone_before) {
    auto story = held_by(StoredAnswers::final_ones);
    story.respond(200, Outcome::success);
    if (undone_before) story.reverse("hold");
    began_probe(story).request(probed_try).respond(422, Outcome::none);
    if (!undone_before) story.reverse("hold");
    return probe_says(story);
  };
  CHECK(told_nothing(true) == "holds");
  CHECK(told_nothing(false) == "violated");
}
