// Advice goes by property and state: there is a rule for every pair, and a run fills its words.
#include "reports/advice/advise.hpp"

#include <catch2/catch.hpp>

#include <set>

#include "properties/property.hpp"
#include "tests/reports/two_sides.hpp"

using namespace assay;
using namespace assay::reports;
using namespace assay::reports::advice;

namespace {

template <typename Visit>
void for_each_state(Visit visit) {
  for (std::uint8_t happened = 0; happened < happened_count; ++happened) {
    for (std::uint8_t believed = 0; believed < believed_count; ++believed) {
      visit(static_cast<Happened>(happened), static_cast<Believed>(believed));
    }
  }
}

std::size_t count(const std::vector<Instruction>& steps, Part part) {
  return static_cast<std::size_t>(std::ranges::count(steps, part, &Instruction::part));
}

std::vector<Instruction> all_steps() {
  std::vector<Instruction> all;
  const auto take = [&](const std::vector<Instruction>& steps) {
    all.insert(all.end(), steps.begin(), steps.end());
  };
  for (const PropertyAdvice& one : all_property_advice()) {
    for (const Rule& rule : one.rules) take(rule.steps);
  }
  for (const Rule& rule : advice_by_state()) take(rule.steps);
  for (const OpenWorkAdvice& row : advice_by_open_work()) take(row.steps);
  return all;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

/// The gaps that a situation fills, of all its parts.
std::vector<Gaps> gaps_in(const Situation& situation) {
  std::vector<Gaps> all;
  for (const OpenItem& item : situation.open) all.push_back(item.gaps);
  for (const Matter& matter : situation.matters) {
    all.push_back(matter.gaps);
    for (const auto* rounds :
         {&matter.extra, &matter.unbooked, &matter.later, &matter.events, &matter.again}) {
      all.insert(all.end(), rounds->begin(), rounds->end());
    }
  }
  return all;
}

Advised advised(const char* property, const ShownRun& run) {
  return advise(property, situation_of(run));
}

}  // namespace

TEST_CASE("every property has its advice, in a file of its name") {
  std::vector<std::string> properties, advised_on;
  for (const properties::Property& one : properties::all_properties()) {
    properties.emplace_back(one.name);
  }
  for (const PropertyAdvice& one : all_property_advice()) advised_on.emplace_back(one.property);
  CHECK(advised_on == properties);
}

TEST_CASE("every property has a rule for every state, with what to stop and what never to do") {
  for (const PropertyAdvice& one : all_property_advice()) {
    for_each_state([&](Happened happened, Believed believed) {
      INFO(one.property << ": " << to_text(happened) << ", " << to_text(believed));
      const Rule* const own = rule_for(one.rules, happened, believed);
      const Rule* const by_state = rule_for(advice_by_state(), happened, believed);
      REQUIRE(own != nullptr);
      REQUIRE(by_state != nullptr);
      CHECK(count(own->steps, Part::contain) > 0);
      CHECK(count(own->steps, Part::never) + count(by_state->steps, Part::never) > 0);
      CHECK(count(own->steps, Part::verify) + count(by_state->steps, Part::verify) > 0);
    });
  }
}

TEST_CASE("no rule stands behind others that take all its states") {
  for (const PropertyAdvice& one : all_property_advice()) {
    std::set<const Rule*> used;
    for_each_state([&](Happened happened, Believed believed) {
      used.insert(rule_for(one.rules, happened, believed));
    });
    INFO(one.property);
    CHECK(used.size() == one.rules.size());
  }
}

TEST_CASE("every kind of open work has its row, in order") {
  const auto& rows = advice_by_open_work();
  REQUIRE(rows.size() == open_work_count);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK(static_cast<std::size_t>(rows[i].work) == i);
    CHECK_FALSE(rows[i].steps.empty());
  }
}

TEST_CASE("every gap of an advice is one that a run can fill") {
  Gaps gaps;
  for (const ShownRun& run : {tests::everything_open(), tests::claimed_and_dead()}) {
    for (const Gaps& more : gaps_in(situation_of(run))) gaps.insert(more.begin(), more.end());
  }
  for (const Instruction& step : all_steps()) {
    INFO(step.text);
    CHECK(filled_in(step.text, gaps).has_value());
  }
}

TEST_CASE("of two effects of which one is unbooked, that one is booked first and then given back") {
  const Advised here = advised("at_most_one_effect", tests::captured_twice());
  const std::string recover = joined(here.recover);
  const auto booked = recover.find("Book fx-2 (12.50 EUR, 2.040 s) first");
  const auto refunded = recover.find("Refund 12.50 EUR of fx-2 at acquirer");
  REQUIRE(booked != std::string::npos);
  REQUIRE(refunded != std::string::npos);
  CHECK(booked < refunded);
  CHECK_THAT(recover, Catch::Contains("What stays is fx-1, whose success was told."));
  CHECK(recover.find("of fx-1") == std::string::npos);
}

TEST_CASE("what not to do names the effect that stays, and forbids a blind retry") {
  const std::string never = joined(advised("at_most_one_effect", tests::captured_twice()).never);
  CHECK_THAT(never, Catch::Contains("Do not undo fx-1, and do not retry capture 1 of pay-1"));
}

TEST_CASE("advice goes by the state when it broke, not by how the run went on") {
  ShownRun run = tests::captured_twice();
  tests::undo(run, 9000, "fx-2");
  const Advised here = advised("at_most_one_effect", run);
  CHECK_THAT(joined(here.state), Catch::Contains("fx-1") && Catch::Contains("fx-2"));
  const std::string recover = joined(here.recover);
  CHECK(recover.find("take fx-2 back by itself, here at 9.000 s") < recover.find("Refund 12.50"));
}

TEST_CASE("the same property asks for something else in another state") {
  const Advised once = advised("no_false_failure", tests::given_up(true));
  const Advised nothing = advised("no_false_failure", tests::given_up(false));
  CHECK_THAT(joined(once.recover), Catch::Contains("Record fx-1 as a late success"));
  CHECK(joined(nothing.recover).find("fx-1") == std::string::npos);
  CHECK_THAT(joined(nothing.contain), Catch::Contains("Treat capture 1 of pay-1 as unknown"));
}

TEST_CASE("a refund that went twice is booked as owed: it cannot be called back") {
  const std::string recover =
      joined(advised("at_most_one_effect", tests::captured_twice(history::OperationKind::refund))
                 .recover);
  CHECK_THAT(recover, Catch::Contains("Book 12.50 EUR of fx-2 as owed by the customer"));
  CHECK(recover.find("Refund 12.50") == std::string::npos);
}

TEST_CASE("open work is named with who has it and until when") {
  const Advised here = advised("progress", tests::everything_open());
  const std::string state = joined(here.state);
  CHECK_THAT(state, Catch::Contains("key k-1 is held by shop-1, token 7, until 20.000 s") &&
                        Catch::Contains("event event-1 has not been taken by ledger") &&
                        Catch::Contains("is parked since 3.000 s: no answer"));
  CHECK_THAT(joined(here.recover), Catch::Contains("Event event-1 has not been taken by ledger"));
}

TEST_CASE("what was never sent is sent once, and what a dead owner held is known to be free") {
  const Advised here = advised("eventual_terminal", tests::claimed_and_dead());
  CHECK_THAT(joined(here.state), Catch::Contains("shop-1 (without power since 5.000 s)"));
  CHECK_THAT(joined(here.recover), Catch::Contains("Send capture 1 of pay-1 once"));
  const Advised sent = advised("eventual_terminal", tests::everything_open());
  CHECK(joined(sent.recover).find(" once, under") == std::string::npos);
}

TEST_CASE("an event that took effect twice is named with where it did") {
  const Advised here = advised("consumer_once", tests::everything_open());
  CHECK_THAT(joined(here.recover),
             Catch::Contains("Take every booking of event-1 at notifications but the first back"));
}

TEST_CASE("a step that nothing in the run fills is left out") {
  const Gaps gaps{{"what", "capture 1"}, {"key", ""}};
  CHECK(filled_in("Ask after {what}.", gaps) == "Ask after capture 1.");
  CHECK_FALSE(filled_in("Ask after {what}, {key}.", gaps).has_value());
  CHECK_FALSE(filled_in("Ask after {nobody}.", gaps).has_value());
}

TEST_CASE("a violation that names no payment has an advice all the same") {
  const Situation nothing{.matters = {Matter{}}, .open = {}};
  for (const char* property : {"alarms_true", "books_agree", "double_entry", "eventual_terminal",
                               "promises_kept", "told_truth"}) {
    INFO(property);
    const Advised here = advise(property, nothing);
    CHECK_FALSE(here.contain.empty());
    CHECK_FALSE(here.recover.empty());
    CHECK_FALSE(here.never.empty());
    CHECK_FALSE(here.verify.empty());
  }
}

TEST_CASE("a property of a user's own has what its state asks for") {
  const Advised here = advised("refunds_are_small", tests::captured_twice());
  CHECK_THAT(joined(here.recover), Catch::Contains("Refund 12.50 EUR of fx-2"));
}
