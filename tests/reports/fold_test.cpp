// Rows that repeat are found, and only those.
#include "reports/fold.hpp"

#include <catch2/catch.hpp>

using namespace assay::reports;

namespace {

std::vector<Fold> folds_of(const std::vector<std::string>& rows) { return folds(rows); }

}  // namespace

TEST_CASE("a row that comes three times in a row is folded, one that comes twice is not") {
  CHECK(folds_of({"a", "b", "b", "b", "c"}) == std::vector<Fold>{{1, 1, 3}});
  CHECK(folds_of({"a", "b", "b", "c"}).empty());
  CHECK(folds_of({"b", "a", "b", "a", "b"}).empty());
}

TEST_CASE("a cycle of several rows is folded as one") {
  CHECK(folds_of({"x", "a", "b", "c", "a", "b", "c", "a", "b", "c", "y"}) ==
        std::vector<Fold>{{1, 3, 3}});
  std::vector<std::string> many(37, "a");
  CHECK(folds_of(many) == std::vector<Fold>{{0, 1, 37}});
}

TEST_CASE("a cycle is told from the row that opens a round") {
  CHECK(folds_of({"told", "ask", "told", "ask", "told", "ask", "told"}) ==
        std::vector<Fold>{{1, 2, 3}});
}

TEST_CASE("a row that has to stay is in no cycle, and parts those beside it") {
  CHECK(folds_of({"a", "a", "", "a", "a"}).empty());
  CHECK(folds_of({"", "", "", ""}).empty());
  CHECK(folds_of({"a", "a", "a", "", "a", "a", "a"}) == std::vector<Fold>{{0, 1, 3}, {4, 1, 3}});
}

TEST_CASE("rows are alike but for the numbers that count tries; amounts and names are no counts") {
  CHECK(likeness("asks for capture 1 of pay-1, try 12") == "asks for capture 1 of pay-1, try #");
  CHECK(likeness("shop.capture @ shop-1/pay-1/capture-1/attempt-3") ==
        "shop.capture @ shop-1/pay-1/capture-1/attempt-#");
  CHECK(likeness("posts 12.50 EUR to account-7") == "posts 12.50 EUR to account-7");
  CHECK(likeness("entry 4, carry-3") == "entry 4, carry-3");
  CHECK(likeness("") == "");
}

TEST_CASE("a row that stands for others names the first and the last count") {
  CHECK(spanning("asks for capture 1, try 2", "asks for capture 1, try 38") ==
        "asks for capture 1, try 2 to 38");
  CHECK(spanning("no count 5", "no count 5") == "no count 5");
}
