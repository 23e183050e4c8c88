// Who holds a key and for how long (single_executor), and what is stored under one
// (stored_answers): histories accepted and refused.
#include "history_builder.hpp"

#include <catch2/catch.hpp>

using namespace assay::properties;
using namespace assay::properties::stories;
using assay::history::StoredAnswers;

namespace {

/// A key that shop-1 was granted for twenty seconds.
HistoryBuilder granted() { return HistoryBuilder().claim().lease(20).by("shop-1"); }

std::string_view owners(const HistoryBuilder& story) { return says(story, "single_executor"); }

}  // namespace

TEST_CASE("a key is not claimed before its holder's lease is over") {
  CHECK(owners(granted().wait(21).take_over().by("shop-2")) == "holds");
  CHECK(owners(granted().wait(19).take_over().by("shop-2")) == "violated");
  CHECK(owners(granted().wait(19).take_over().by("shop-1")) == "violated");
  CHECK(owners(HistoryBuilder().claim().take_over()) == "holds");
}

TEST_CASE("clocks may be apart by the stated skew") {
  auto bounds = usual_bounds;
  bounds.skew_max = 2 * second;
  CHECK(owners(granted().bounds(bounds).wait(19).take_over().by("shop-2")) == "holds");
  CHECK(owners(granted().bounds(bounds).wait(17).take_over().by("shop-2")) == "violated");
}

TEST_CASE("a renewal counts from when it is written") {
  CHECK(owners(granted().wait(15).renew(20).by("shop-1").wait(10).take_over()) == "violated");
  CHECK(owners(granted().wait(15).renew(20).by("shop-1").wait(21).take_over()) == "holds");
}

TEST_CASE("what was handed over, ended or left by the dead may be claimed at once") {
  CHECK(owners(granted().hand_over().by("shop-1").take_over().by("shop-2")) == "holds");
  CHECK(owners(granted().release().by("shop-1").claim().by("shop-2")) == "holds");
  CHECK(owners(granted().died("shop-1").take_over().by("shop-2")) == "holds");
  CHECK(owners(granted().died("shop-3").take_over().by("shop-2")) == "violated");
}

TEST_CASE("only the holder ends its claim while its lease runs") {
  CHECK(owners(granted().release().by("shop-2")) == "violated");
  CHECK(owners(granted().complete().by("shop-2")) == "violated");
  CHECK(owners(granted().wait(21).release().by("shop-2")) == "holds");
  CHECK(owners(granted().complete().by("shop-1")) == "holds");
}

TEST_CASE("a former owner neither renews nor hands over") {
  auto replaced = granted().wait(21).take_over().by("shop-2");
  replaced.about.token = 1;
  CHECK(owners(HistoryBuilder(replaced).renew(20).by("shop-1")) == "violated");
  CHECK(owners(HistoryBuilder(replaced).hand_over().by("shop-1")) == "violated");
}

TEST_CASE("a former owner writes no step that sends, and may bring evidence") {
  auto story = HistoryBuilder().declare().request().claim().by("shop-1").step("initiated");
  story.by("shop-1").take_over().by("shop-2");
  CHECK(owners(HistoryBuilder(story).step("attempting").by("shop-1")) == "violated");
  CHECK(owners(HistoryBuilder(story).step("attempting").by("shop-2")) == "holds");
  CHECK(owners(HistoryBuilder(story).step("unknown").by("shop-1")) == "holds");
  CHECK(owners(story.complete().by("shop-2").step("attempting").by("shop-1")) == "holds");
}

TEST_CASE("what is stored as an answer is an end") {
  const auto stored = [](std::uint32_t status) {
    auto story = HistoryBuilder().stores(StoredAnswers::final_ones).claim().complete();
    return says(story.storing(status), "stored_answers");
  };
  for (const std::uint32_t status : {200U, 402U, 400U, 422U}) CHECK(stored(status) == "holds");
  for (const std::uint32_t status : {202U, 409U, 429U, 500U, 503U}) {
    INFO(status);
    CHECK(stored(status) == "violated");
  }
}

TEST_CASE("a stored answer is an end for whoever asks again") {
  auto story = HistoryBuilder().stores(StoredAnswers::final_ones).request().claim();
  CHECK(says(HistoryBuilder(story).respond(202, Outcome::pending), "stored_answers") == "holds");
  CHECK(says(HistoryBuilder(story).respond(202, Outcome::pending).replayed(), "stored_answers") ==
        "violated");
  CHECK(says(story.respond(200, Outcome::success).replayed(), "stored_answers") == "holds");
}

TEST_CASE("what others store is judged by what they declare") {
  const auto stored = [](StoredAnswers policy, std::uint32_t status) {
    auto story = HistoryBuilder().stores(policy).claim().complete().storing(status);
    return says(story, "stored_answers");
  };
  CHECK(stored(StoredAnswers::first_answer, 503) == "holds");
  CHECK(stored(StoredAnswers::first_answer, 409) == "violated");
  CHECK(stored(StoredAnswers::first_answer, 202) == "violated");
  CHECK(stored(StoredAnswers::current_status, 202) == "holds");
  CHECK(stored(StoredAnswers::current_status, 503) == "violated");
  CHECK(stored(StoredAnswers::nothing, 409) == "holds");
  CHECK(stored(StoredAnswers::undeclared, 503) == "unknown");
  CHECK(stored(StoredAnswers::undeclared, 200) == "holds");
}

TEST_CASE("who completes a key is who claimed it") {
  CHECK(says(granted().complete().by("shop-1"), "stored_answers") == "holds");
  CHECK(says(granted().complete().by("shop-2"), "stored_answers") == "violated");
  CHECK(says(HistoryBuilder().complete(), "stored_answers") == "violated");
  CHECK(says(HistoryBuilder().release(), "stored_answers") == "violated");
  auto higher = granted();
  higher.about.token = 2;
  CHECK(says(higher.complete().by("shop-1"), "stored_answers") == "violated");
  CHECK(says(granted().release().by("shop-1").complete().by("shop-1"), "stored_answers") ==
        "violated");
  CHECK(says(granted().complete().by("shop-1").release().by("shop-2").release().by("shop-2"),
             "stored_answers") == "holds");
}
