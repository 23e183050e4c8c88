// What replies mean and what rows say.
#include <catch2/catch.hpp>

#include "outside/attack/answers.hpp"

namespace {

using namespace assay::outside::attack;
using assay::history::OperationKind;
using assay::history::State;
using nlohmann::json;

TEST_CASE("the first rule that fits says what a reply means") {
  const std::vector<AnswerRule> rules{
      {.status = "200", .body = {{"/state", "paid"}}, .means = Meaning::success},
      {.status = "4xx", .means = Meaning::declined},
      {.body = {{"/error/code", 7}}, .means = Meaning::failed}};
  CHECK(meaning_of(rules, {200, {}, R"({"state": "paid"})"}) == Meaning::success);
  CHECK(meaning_of(rules, {200, {}, R"({"state": "new"})"}) == Meaning::unknown);
  CHECK(meaning_of(rules, {200, {}, "no JSON"}) == Meaning::unknown);
  CHECK(meaning_of(rules, {404, {}, ""}) == Meaning::declined);
  CHECK(meaning_of(rules, {500, {}, R"({"error": {"code": 7}})"}) == Meaning::failed);
}

BeliefSpec spec() {
  BeliefSpec spec;
  spec.rows = "/orders";
  spec.payment = "/name";
  spec.kind = "text:capture";
  spec.state = "/state";
  spec.amount = "/total";
  spec.currency = "text:EUR";
  spec.major = true;
  spec.states = {{"paid", State::succeeded}};
  return spec;
}

TEST_CASE("rows of this payment become belief, in minor units") {
  const json told = json::parse(R"({"orders": [
      {"name": "pay-7", "state": "paid", "total": "12.50"},
      {"name": "pay-8", "state": "paid", "total": "1.00"}]})");
  std::vector<std::string> puzzles;
  const auto rows = beliefs_in(told, spec(), "pay-7", puzzles);
  REQUIRE(rows.size() == 1);
  CHECK(rows.front().kind == OperationKind::capture);
  CHECK(rows.front().state == State::succeeded);
  CHECK(rows.front().amount == assay::history::Amount{1250, "EUR"});
  CHECK(puzzles.empty());
}

TEST_CASE("a state that the file does not know is unknown, and told of") {
  std::vector<std::string> puzzles;
  const json told = json::parse(R"({"orders": {"name": "p", "state": "odd", "total": "1.00"}})");
  const auto rows = beliefs_in(told, spec(), "p", puzzles);
  REQUIRE(rows.size() == 1);
  CHECK(rows.front().state == State::unknown);
  REQUIRE(puzzles.size() == 1);
  CHECK_THAT(puzzles.front(), Catch::Contains("odd"));
}

TEST_CASE("nothing is no text, null, and an empty list, and nothing else") {
  CHECK(is_empty(" \n", ""));
  CHECK(is_empty("[]", ""));
  CHECK(is_empty("{}", ""));
  CHECK(is_empty("null", ""));
  CHECK(is_empty(R"({"rows": []})", "/rows"));
  CHECK_FALSE(is_empty("[1]", ""));
  CHECK_FALSE(is_empty("0", ""));
  CHECK_FALSE(is_empty("orphan 7", ""));
}

}  // namespace
