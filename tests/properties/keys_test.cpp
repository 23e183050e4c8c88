// key_outlives_operation: histories accepted and refused.
#include <catch2/catch.hpp>

#include "tests/properties/history_builder.hpp"

using namespace assay::properties::stories;

namespace {

/// A key asked for and claimed, and an operation begun under it.
HistoryBuilder underway() {
  return HistoryBuilder().declare().request().claim().step("initiated").step("attempting");
}

}  // namespace

TEST_CASE("a key whose operation is under way or unknown may not be let go") {
  CHECK(says(underway().release(), "key_outlives_operation") == "violated");
  CHECK(says(underway().step("unknown").release(), "key_outlives_operation") == "violated");
}

TEST_CASE("a key may be let go before anything began under it, and after a definite end") {
  CHECK(says(HistoryBuilder().declare().request().claim().release(), "key_outlives_operation") ==
        "holds");
  CHECK(says(underway().step("failed").release(), "key_outlives_operation") == "holds");
  CHECK(says(underway(), "key_outlives_operation") == "holds");
}

TEST_CASE("a second operation under a key counts as much as the first") {
  auto story = underway().step("failed").release().claim().operation("op-2").step("initiated");
  CHECK(says(story, "key_outlives_operation") == "holds");
  CHECK(says(story.release(), "key_outlives_operation") == "violated");
}

TEST_CASE("an abandoned key may be let go while its intent goes on under another one") {
  auto story = HistoryBuilder().declare().request().claim();
  const std::string own = story.about.key;
  story.about.key = "another";
  story.request().claim().step("initiated").renew(10).step("attempting").renew(10);
  story.about.key = own;
  CHECK(says(HistoryBuilder(story).release(), "key_outlives_operation") == "holds");
  story.about.key = "another";
  CHECK(says(HistoryBuilder(story).release(), "key_outlives_operation") == "violated");
  story.about.key = own;
  CHECK(says(story.renew(10).release(), "key_outlives_operation") == "violated");
}
