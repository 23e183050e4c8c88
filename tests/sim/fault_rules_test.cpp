// Fault patterns and rates: which site a rule speaks of, and how often it strikes.
#include <catch2/catch.hpp>

#include "sim/check.hpp"
#include "sim/decisions/fault_rules.hpp"

namespace assay::sim {
namespace {

TEST_CASE("a star stands for any run of characters other than a slash") {
  struct Row {
    const char* pattern;
    const char* action;
    bool matches;
  };
  const std::vector<Row> table{
      {"bank.pay/reply", "bank.pay/reply", true},
      {"bank.pay/reply", "bank.pay/request", false},
      {"bank.*/reply", "bank.pay/reply", true},
      {"*/reply", "bank.pay/reply", true},
      {"*", "bank.pay/reply", false},
      {"*", "store", true},
      {"*", "", true},
      {"", "", true},
      {"", "a", false},
      {"a*", "a", true},
      {"*.commit", "store.commit", true},
      {"*.commit", "store.commits", false},
      {"*a*b", "xaxbxb", true},
      {"*a*b", "xbxa", false},
      {"**", "anything", true},
      {"bank.*", "bank.pay/reply", false},
      {"bank.*/*", "bank.pay/reply", true},
      {"bank", "bank.pay", false},
      {"b*k.p*y/r*", "bank.pay/reply", true},
  };
  for (const Row& row : table) {
    INFO(row.pattern << " against " << row.action);
    CHECK(matches(row.pattern, row.action) == row.matches);
  }
}

TEST_CASE("of many actions each keeps its own options, and those without a rule have none") {
  FaultModel model{{{"bank.pay-*/reply", "lose", {1, 10}}}};
  std::vector<const OptionSet*> first;
  const auto ask = [&](int i) {
    return model.options("bank." + std::string{i % 2 == 0 ? "pay-" : "see-"} + std::to_string(i) +
                             "/reply",
                         "deliver");
  };
  for (int i = 0; i < 500; ++i) first.push_back(ask(i));
  for (int i = 0; i < 500; ++i) {
    CHECK(ask(i) == first[static_cast<std::size_t>(i)]);
    CHECK((first[static_cast<std::size_t>(i)] != nullptr) == (i % 2 == 0));
    if (i > 1) CHECK((i % 2 != 0 || first[static_cast<std::size_t>(i)] != first[0]));
  }
}

TEST_CASE(
    "a site offers the benign answer and one answer for each rule that matches, by its rate") {
  FaultModel model{{{"bank.*/reply", "lose", {1, 10}},
                    {"bank.*/request", "lose", {1, 2}},
                    {"*/reply", "duplicate", {1, 4}}}};
  const OptionSet* const options = model.options("bank.pay/reply", "deliver");
  REQUIRE(options != nullptr);
  REQUIRE(options->options() == 3);
  CHECK(options->option(0).id == "deliver");
  CHECK(options->option(1).id == "lose");
  CHECK(options->option(2).id == "duplicate");
  CHECK(options->option(0).weight * 10 == options->total() * 65 / 10);
  CHECK(options->option(1).weight * 10 == options->total());
  CHECK(options->option(2).weight * 4 == options->total());
  CHECK(model.rule_of(*options, 1) == 0);
  CHECK(model.rule_of(*options, 2) == 2);
  CHECK(model.options("bank.pay/reply", "deliver") == options);
}

TEST_CASE("a site that no rule matches has nothing to decide") {
  FaultModel model{{{"bank.*/reply", "lose", {1, 10}}}};
  CHECK(model.options("bank.pay/request", "deliver") == nullptr);
  CHECK(FaultModel{}.options("bank.pay/reply", "deliver") == nullptr);
}

TEST_CASE("rates that add up to more than one leave nothing for the benign answer, and no more") {
  FaultModel model{{{"a", "x", {3, 4}}, {"a", "y", {3, 4}}}};
  const OptionSet* const options = model.options("a", "none");
  REQUIRE(options != nullptr);
  CHECK(options->option(0).weight == 0);
  CHECK(options->option(1).weight == 3 * options->option(2).weight);
}

TEST_CASE("options stay where they are while the model meets more actions") {
  FaultModel model{{{"*", "lose", {1, 10}}}};
  const OptionSet* const first = model.options("first", "none");
  for (int i = 0; i < 500; ++i) (void)model.options("action-" + std::to_string(i), "none");
  CHECK(model.options("first", "none") == first);
  CHECK(model.rule_of(*first, 1) == 0);
}

TEST_CASE("a rule that is scaled to nothing is never drawn and can still be named") {
  FaultModel model{{{"a", "x", {1, 10}}, {"a", "y", {1, 10}}, {"a", "z", {1, 2}}}};
  const std::vector<std::uint32_t> factors{0, 3, 3};
  model.scale(factors);
  const OptionSet* const options = model.options("a", "none");
  REQUIRE(options != nullptr);
  CHECK(options->find("x") == 1);
  CHECK(options->option(1).weight == 0);
  CHECK(options->option(2).weight == 300'000);
  CHECK(options->option(3).weight == 700'000);  // no more than what is left
}

TEST_CASE("a model covers a service when some rule may match an action of it") {
  const FaultModel model{{{"bank.*/reply", "lose", {1, 10}}}};
  CHECK(model.covers("bank"));
  CHECK_FALSE(model.covers("ban"));
  CHECK_FALSE(model.covers("shop"));
  CHECK(FaultModel{{{"*.*/reply", "lose", {1, 10}}}}.covers("shop"));
}

TEST_CASE("an option set that the model never offered is a broken harness") {
  FaultModel model{{{"*", "lose", {1, 10}}}};
  const OptionSet foreign{{{"none", 1}, {"lose", 1}}};
  CHECK_THROWS_AS(model.rule_of(foreign, 1), BrokenHarness);
}

}  // namespace
}  // namespace assay::sim
