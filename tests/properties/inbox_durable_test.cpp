// inbox_durable: histories accepted and refused.
#include "history_builder.hpp"

#include <catch2/catch.hpp>

using namespace assay::properties;
using namespace assay::properties::stories;
using assay::history::NewsEnd;

namespace {

// A capture took effect, its answer was lost, and the processor tells of it.
HistoryBuilder told_of_capture() {
  return begun()
      .effect("fx-1")
      .answer(Outcome::unknown)
      .step("unknown")
      .tell("evt_1", Outcome::success);
}

// It is kept and thanked for.
HistoryBuilder taken_in() {
  return told_of_capture().settle_news_apart("evt_1", NewsEnd::kept).told_to("evt_1", 200);
}

std::string_view inbox_says(HistoryBuilder story) {
  return says(story.heal().rest(), "inbox_durable");
}

}  // namespace

TEST_CASE("an event that was thanked for is applied in the end, or refused in sight") {
  CHECK(inbox_says(taken_in().step("succeeded").settle_news("evt_1", NewsEnd::believed)) ==
        "holds");
  CHECK(inbox_says(taken_in().settle_news_apart("evt_1", NewsEnd::asked)) == "holds");
  CHECK(inbox_says(taken_in().settle_news_apart("evt_1", NewsEnd::refused)) == "holds");
  CHECK(inbox_says(taken_in()) == "violated");
  CHECK(inbox_says(told_of_capture().told_to("evt_1", 200)) == "violated");
  CHECK(inbox_says(told_of_capture().told_to("evt_1", 202)) == "violated");
}

TEST_CASE("before the world rests nobody can tell what becomes of an event") {
  CHECK(says(taken_in(), "inbox_durable") == "unknown");
}

TEST_CASE("an event that was not thanked for is the processor's to tell again") {
  CHECK(inbox_says(told_of_capture()) == "holds");
  for (const std::uint32_t status : {0U, 400U, 401U, 410U, 503U}) {
    CHECK(inbox_says(told_of_capture().told_to("evt_1", status)) == "holds");
  }
}

TEST_CASE("what nobody told who may is believed by nobody") {
  const auto forged = told_of_capture().told_to("evt_2", 200, false);
  CHECK(inbox_says(forged) == "holds");
  CHECK(inbox_says(
            HistoryBuilder(forged).step("succeeded").settle_news("evt_2", NewsEnd::believed)) ==
        "violated");
  CHECK(inbox_says(HistoryBuilder(forged)
                       .told_to("evt_2", 200)
                       .step("succeeded")
                       .settle_news("evt_2", NewsEnd::believed)) == "holds");
}

TEST_CASE("what is marked as believed moves its operation, in the same transaction and once") {
  CHECK(inbox_says(taken_in().step("succeeded").settle_news_apart("evt_1", NewsEnd::believed)) ==
        "violated");
  auto story = taken_in().step("succeeded").settle_news("evt_1", NewsEnd::believed);
  CHECK(inbox_says(HistoryBuilder(story).settle_news("evt_1", NewsEnd::believed)) == "violated");
  CHECK(inbox_says(HistoryBuilder(story).told_to("evt_1", 200)) == "holds");
}

TEST_CASE("what is marked as known was known") {
  const auto late = taken_in().settle_news_apart("evt_1", NewsEnd::known);
  CHECK(inbox_says(late) == "violated");
  CHECK(inbox_says(HistoryBuilder(late).step("succeeded")) == "violated");
  CHECK(inbox_says(taken_in().step("succeeded").settle_news_apart("evt_1", NewsEnd::known)) ==
        "holds");
  HistoryBuilder declined = begun().answer(Outcome::declined).step("declined");
  CHECK(inbox_says(declined.tell("evt_1", Outcome::declined)
                       .told_to("evt_1", 200)
                       .settle_news_apart("evt_1", NewsEnd::known)) == "holds");
}

TEST_CASE("a system that does not say what becomes of events is not accused") {
  using assay::history::bit;
  using assay::history::Source;
  const auto shown = assay::history::every_source & ~bit(Source::webhooks);
  CHECK(inbox_says(told_of_capture().told_to("evt_1", 200).recorded(shown)) == "unknown");
  CHECK(inbox_says(told_of_capture().told_to("evt_1", 410).recorded(shown)) == "holds");
}
