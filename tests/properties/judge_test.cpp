// The table of properties and how verdicts are reached: names, sources, doubt, severity.
#include "history_builder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <set>

#include "properties/index.hpp"

using namespace assay::properties;
using namespace assay::properties::stories;

TEST_CASE("every property is in the table, complete and named like its file") {
  std::set<std::string_view> rules;
  for (const auto& property : all_properties()) {
    INFO(property.name);
    rules.insert(property.rule);
    CHECK(std::filesystem::exists(std::string(ASSAY_SOURCE_DIR) + "/properties/all/" +
                                  std::string(property.name) + ".cpp"));
    CHECK(property.claim.ends_with("."));
    CHECK(property.needs != 0);
    CHECK(property.check != nullptr);
  }
  CHECK(rules == std::set<std::string_view>{"I01", "I02", "I03", "I04", "I05", "I06", "I07", "I08",
                                            "I09", "I10", "I11", "I12", "I13", "I14", "I15", "I16",
                                            "I17", "I18", "I19", "I20", "I21", "I22", "I23", "I24",
                                            "I25", "I26", "I30", "I31", "I32", "I33", "I34", "I35",
                                            "I36", "L1",  "L2",  "L3",  "L4",  "L6",  "own"});
}

TEST_CASE("a happy payment breaks nothing and leaves no doubt") {
  for (const auto& judgement : judge(happy().told(), all_properties())) {
    INFO(judgement.property << ": " << judgement.reason);
    CHECK(judgement.verdict == Verdict::holds);
  }
}

TEST_CASE("a world that was watched and in which nothing happened breaks nothing") {
  for (const auto& judgement : judge(HistoryBuilder().heal().rest().told(), all_properties())) {
    INFO(judgement.property << ": " << judgement.reason);
    CHECK(judgement.verdict == Verdict::holds);
  }
}

TEST_CASE("a property that misses any source it needs is unknown, and says which") {
  for (const auto& property : all_properties()) {
    for (unsigned i = 0; i < assay::history::source_count; ++i) {
      const auto source = static_cast<assay::history::Source>(i);
      if ((property.needs & bit(source)) == 0) continue;
      const auto whole = happy().told();
      History history;
      history.bounds = whole.bounds;
      for (const Observation& seen : whole) {
        if (seen.source() != source) history.append(seen);
      }
      const auto judgement = judged(history, property.name);
      INFO(property.name << " without " << to_text(source));
      CHECK(judgement.verdict == Verdict::unknown);
      CHECK_THAT(judgement.reason, Catch::Contains(std::string(to_text(source))));
    }
  }
}

TEST_CASE("an empty history proves nothing") {
  for (const auto& judgement : judge({}, all_properties())) {
    CHECK(judgement.verdict == Verdict::unknown);
  }
}

TEST_CASE("severities stand in the order of harm") {
  CHECK(Severity::double_charge > Severity::money_lost);
  CHECK(Severity::money_lost > Severity::wrong_belief);
  CHECK(Severity::wrong_belief > Severity::stuck);
  CHECK(Severity::stuck > Severity::noise);
  CHECK(to_text(Severity::double_charge) == "double_charge");
}

TEST_CASE("answers that name only an operation fall to its intent, before or after it is named") {
  HistoryBuilder story;
  story.look_up(Outcome::unknown).send().intent("pay-2", OperationKind::refund, 1).send();
  const auto history = story.told();
  const Index index(history);
  CHECK(index.intents().size() == 2);
  CHECK(index.intent_of(*history.at(1)) == index.intent_of(*history.at(2)));
  CHECK(index.intent_of(*history.at(2)) != index.intent_of(*history.at(3)));
  CHECK(index.kind_of(*history.at(3)) == OperationKind::refund);
}
