// Words, numbers and columns.
#include "reports/wording.hpp"

#include <catch2/catch.hpp>

#include <set>

#include "reports/screens/table.hpp"
#include "scenarios/vocabulary.hpp"

using namespace assay;
using namespace assay::reports;

TEST_CASE("money has the decimals of its currency") {
  CHECK(money({1250, "EUR"}) == "12.50 EUR");
  CHECK(money({-5, "USD"}) == "-0.05 USD");
  CHECK(money({1250, "JPY"}) == "1250 JPY");
  CHECK(money({1250, "KWD"}) == "1.250 KWD");
  CHECK(money({123'456'789, "EUR"}) == "1,234,567.89 EUR");
  CHECK(money({std::numeric_limits<std::int64_t>::min(), "EUR"}) ==
        "-92,233,720,368,547,758.08 EUR");
}

TEST_CASE("large numbers are grouped by threes") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(20'000'000) == "20,000,000");
  CHECK(counted(1, "run") == "1 run");
  CHECK(counted(2000, "run") == "2,000 runs");
}

TEST_CASE("every fault of the vocabulary has a sentence of its own") {
  std::set<std::string> sentences;
  for (const sim::FaultAbout* const fault : scenarios::fault_catalogue()) {
    for (const std::string_view edge : fault->edges) {
      const sim::Answer answer{.site = "acquirer.capture/" + std::string{edge} + " @ shop-1",
                               .n = 1,
                               .answer = std::string{fault->word}};
      INFO(sentence(answer));
      CHECK(sentences.insert(sentence(answer)).second);
      CHECK(sentence(answer).find(": " + answer.answer) == std::string::npos);
      CHECK_THAT(sentence(answer), Catch::Contains("acquirer.capture"));
      CHECK(scope_of(answer) == "shop-1");
    }
  }
}

TEST_CASE("every exit code of the contract has a meaning, and no other") {
  for (const int code : {0, 1, 2, 3, 4, 64, 65, 70, 130}) {
    CHECK(exit_meaning(code) != exit_meaning(99));
  }
}

TEST_CASE("columns are as wide as their widest cell, counted in characters") {
  const std::string text = table({{{"→"}, number("1")}, {{"ab"}, number("22")}}, Ink{false}, 0);
  CHECK(text == "→    1\nab  22\n");
}

TEST_CASE("a table has no blanks at line ends and no column that is empty throughout") {
  const std::string text = table({{{"a"}, {""}, {"b"}}, {{"long"}, {""}, {""}}}, Ink{false}, 1);
  CHECK(text == " a     b\n long\n");
}

TEST_CASE("long sentences are wrapped between words") {
  CHECK(wrapped("one two three", 7, 2) == "one two\n  three");
  CHECK(wrapped("", 7, 2).empty());
}
