// Properties of a user's own, held against histories that are written down fact by fact.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "properties/own/evaluate.hpp"
#include "properties/own/fields.hpp"
#include "properties/own/flaws.hpp"

namespace {

using namespace assay;
using namespace assay::history;
using namespace assay::properties::own;
using properties::Judgement;
using properties::Severity;
using properties::Verdict;

constexpr std::int64_t one_second = 1'000'000'000;

/// A history in which clients want things, processors do them, and the world may come to rest.
struct Told {
  History history;
  std::int64_t now = 0;

  Stamp stamp() { return {now += one_second, history.name("somebody"), 0}; }
  Told& wants(const char* payable, std::int64_t minor,
              OperationKind kind = OperationKind::capture) {
    history.add(stamp(), IntentDeclared{
                             history.name(payable), history.name("ann"), {minor, "EUR"}, 1, kind});
    return *this;
  }
  Told& moves(const char* payable, std::int64_t minor,
              OperationKind kind = OperationKind::capture) {
    EffectApplied effect;
    effect.payable = history.name(payable);
    effect.amount = {minor, "EUR"};
    effect.ordinal = 1;
    effect.kind = kind;
    history.add(stamp(), effect);
    return *this;
  }
  Told& heals() {
    history.add(stamp(), Healed{});
    return *this;
  }
  Told& rests() {
    history.add(stamp(), AtRest{});
    return *this;
  }
};

Stated never(Pattern fact) {
  return {"mine", "It never is.", Severity::money_lost, Form::never, std::move(fact), {}, 0, {}};
}

const Pattern captured{"effect_applied", {{"kind", Test::equal, {std::string{"capture"}}}}, {}};
const Pattern wanted{"intent_declared", {}, {}};
const Pattern same_moved{"effect_applied", {}, {"payable", "kind"}};

Judgement judged(const Stated& stated, const History& history) {
  REQUIRE(flaws_of(stated).empty());
  const properties::Property property = property_of(stated);
  return properties::judge(history, {&property, 1}).front();
}

Verdict verdict_of(const Stated& stated, const History& history) {
  return judged(stated, history).verdict;
}

Stated after(std::int64_t within) {
  Stated stated = never(wanted);
  stated.form = Form::after;
  stated.other = same_moved;
  stated.within = within;
  return stated;
}

Stated at_rest() {
  Stated stated = after(0);
  stated.form = Form::at_rest;
  return stated;
}

Stated at_most_once() {
  Stated stated = never(captured);
  stated.form = Form::at_most_once;
  stated.per = {"payable"};
  return stated;
}

}  // namespace

TEST_CASE("never: each fact of which the conditions are true is shown, with its money") {
  Stated stated = never(captured);
  stated.fact.where.push_back({"amount.minor", Test::above, {std::int64_t{100}}});
  Told told;
  told.moves("pay-1", 100).moves("pay-2", 101).moves("pay-3", 500, OperationKind::refund);
  const Judgement judgement = judged(stated, told.history);
  REQUIRE(judgement.verdict == Verdict::violated);
  REQUIRE(judgement.violations.size() == 1);
  CHECK(judgement.violations.front().evidence == std::vector<std::uint64_t>{2});
  CHECK(judgement.violations.front().at_risk == Amount{101, "EUR"});
  CHECK(judgement.violations.front().explanation.find("pay-2") != std::string::npos);
  CHECK(judgement.rule == properties::own_rule);
}

TEST_CASE("each test of a field is true of what it says, and of nothing else") {
  struct Case {
    Condition condition;
    bool is_true;
  };
  const std::int64_t minor = 1250;
  const Case cases[] = {
      {{"payable", Test::equal, {std::string{"pay-1"}}}, true},
      {{"payable", Test::equal, {std::string{"pay-2"}}}, false},
      {{"payable", Test::is_not, {std::string{"pay-2"}}}, true},
      {{"kind", Test::one_of, {std::string{"void"}, std::string{"capture"}}}, true},
      {{"kind", Test::one_of, {std::string{"void"}, std::string{"refund"}}}, false},
      {{"amount.minor", Test::above, {minor - 1}}, true},
      {{"amount.minor", Test::above, {minor}}, false},
      {{"amount.minor", Test::below, {minor + 1}}, true},
      {{"amount.minor", Test::below, {minor}}, false},
      {{"amount.currency", Test::equal, {std::string{"EUR"}}}, true},
      {{"operation", Test::present, {false}}, true},
      {{"payable", Test::present, {true}}, true},
      {{"payable", Test::present, {false}}, false},
      {{"at", Test::above, {one_second - 1}}, true},
      {{"observer", Test::equal, {std::string{"somebody"}}}, true},
  };
  Told told;
  told.moves("pay-1", minor);
  for (const Case& one : cases) {
    INFO(one.condition.field << " " << to_text(one.condition.test));
    const Stated stated = never({"effect_applied", {one.condition}, {}});
    CHECK((verdict_of(stated, told.history) == Verdict::violated) == one.is_true);
  }
}

TEST_CASE("never without: only what came before, and is the same, excuses") {
  Stated stated = never(captured);
  stated.other = {"intent_declared", {}, {"payable"}};
  CHECK(verdict_of(stated, Told{}.wants("pay-1", 5).moves("pay-1", 5).history) == Verdict::holds);
  CHECK(verdict_of(stated, Told{}.moves("pay-1", 5).wants("pay-1", 5).history) ==
        Verdict::violated);
  CHECK(verdict_of(stated, Told{}.wants("pay-2", 5).moves("pay-1", 5).history) ==
        Verdict::violated);
}

TEST_CASE("a field is held against one of the first fact, also of another name") {
  Stated stated = never(captured);
  stated.other = {
      "intent_declared", {{"amount.minor", Test::equal, {OfFirst{"amount.minor"}}}}, {"payable"}};
  CHECK(verdict_of(stated, Told{}.wants("pay-1", 5).moves("pay-1", 5).history) == Verdict::holds);
  CHECK(verdict_of(stated, Told{}.wants("pay-1", 4).moves("pay-1", 5).history) ==
        Verdict::violated);
}

TEST_CASE("at rest: what has no other is shown at rest, and unknown before") {
  CHECK(verdict_of(at_rest(), Told{}.wants("pay-1", 5).moves("pay-1", 5).rests().history) ==
        Verdict::holds);
  CHECK(verdict_of(at_rest(), Told{}.wants("pay-1", 5).moves("pay-2", 5).rests().history) ==
        Verdict::violated);
  Told open;
  open.wants("pay-1", 5).moves("pay-2", 5);
  open.history.recorded = every_source;
  CHECK(verdict_of(at_rest(), open.history) == Verdict::unknown);
}

TEST_CASE("after: a bound counts from the fact or from healing, whichever is later") {
  const Stated in_two = after(2 * one_second);
  CHECK(verdict_of(in_two, Told{}.heals().wants("p", 5).moves("p", 5).rests().history) ==
        Verdict::holds);
  Told late;
  late.heals().wants("p", 5);
  late.now += 2 * one_second;
  CHECK(verdict_of(in_two, late.moves("p", 5).rests().history) == Verdict::violated);
  Told healed_late;
  healed_late.wants("p", 5);
  healed_late.now += 9 * one_second;
  CHECK(verdict_of(in_two, healed_late.heals().moves("p", 5).rests().history) == Verdict::holds);
}

TEST_CASE("after: what never comes is unknown while it still may, and shown when it cannot") {
  const Stated in_two = after(2 * one_second);
  Told open;
  open.heals().wants("p", 5).moves("other", 5);
  CHECK(verdict_of(in_two, open.history) == Verdict::unknown);
  CHECK(verdict_of(in_two, open.wants("other", 5).moves("other", 5).history) == Verdict::violated);
}

TEST_CASE("at most once: a second in one group is shown, with all of them as evidence") {
  CHECK(verdict_of(at_most_once(), Told{}.moves("a", 5).moves("b", 5).history) == Verdict::holds);
  const Judgement twice =
      judged(at_most_once(), Told{}.moves("a", 5).moves("b", 5).moves("a", 7).history);
  REQUIRE(twice.verdict == Verdict::violated);
  CHECK(twice.violations.front().evidence == std::vector<std::uint64_t>{1, 3});
  CHECK(twice.violations.front().at_risk == Amount{7, "EUR"});
}

TEST_CASE("what does not say by what it is grouped or matched is unknown, and no pass") {
  CHECK(verdict_of(at_most_once(), Told{}.moves("", 5).moves("", 5).history) == Verdict::unknown);
  CHECK(verdict_of(at_rest(), Told{}.wants("", 5).moves("a", 5).rests().history) ==
        Verdict::unknown);
}

TEST_CASE("a property of facts that nobody recorded is unknown, and says which source") {
  const Judgement judgement = judged(never(captured), Told{}.wants("pay-1", 5).history);
  CHECK(judgement.verdict == Verdict::unknown);
  CHECK(judgement.reason.find("truth") != std::string::npos);
}

TEST_CASE("a judgement's texts outlive the property and what stated it") {
  Judgement judgement;
  {
    auto stated = std::make_unique<Stated>(at_most_once());
    stated->name = "a_name_that_is_longer_than_what_a_text_keeps_in_itself";
    judgement = judged(*stated, Told{}.moves("a", 5).history);
  }
  CHECK(judgement.property == "a_name_that_is_longer_than_what_a_text_keeps_in_itself");
}

TEST_CASE("the fields of a fact are those that it tells, in their order, behind its stamp") {
  const auto kind = kind_from("effect_reversed");
  std::vector<std::string> names;
  for (const FieldAbout& field : fields_of(*kind)) names.push_back(field.name);
  CHECK(names == std::vector<std::string>{"at", "observer", "payable", "ordinal", "kind",
                                          "operation", "processor", "processor_key", "effect",
                                          "amount.minor", "amount.currency", "reason"});
}

TEST_CASE("words, fields and types that cannot be are flaws, each at its place") {
  Stated stated = after(5);
  stated.fact.where = {{"amout.minor", Test::equal, {std::int64_t{5}}},
                       {"kind", Test::equal, {std::string{"chargeback"}}},
                       {"kind", Test::above, {std::string{"void"}}},
                       {"ordinal", Test::equal, {std::string{"one"}}}};
  stated.other.same = {"customer"};
  std::vector<std::string> places;
  for (const Flaw& flaw : flaws_of(stated)) {
    std::string place;
    for (const std::string& step : flaw.path) place += "/" + step;
    places.push_back(place);
  }
  CHECK(places == std::vector<std::string>{"/after/where/amout.minor", "/after/where/kind",
                                           "/after/where/kind/above", "/after/where/ordinal",
                                           "/comes/same/0"});
  stated.other.fact = "effect_aplied";
  CHECK(flaws_of(stated).back().valid.size() == fact_kinds);
}

TEST_CASE("never is what a scan of all facts finds, whatever they are and whatever it asks") {
  rc::check([] {
    Told told;
    const auto facts = *rc::gen::inRange(0, 30);
    for (int i = 0; i < facts; ++i) {
      const auto kind = static_cast<OperationKind>(*rc::gen::inRange(0, 4));
      const std::string payable = "pay-" + std::to_string(*rc::gen::inRange(1, 4));
      const auto minor = *rc::gen::inRange(1, 200);
      if (*rc::gen::arbitrary<bool>())
        told.wants(payable.c_str(), minor, kind);
      else
        told.moves(payable.c_str(), minor, kind);
    }
    told.history.recorded = every_source;
    const auto kind = static_cast<OperationKind>(*rc::gen::inRange(0, 4));
    const auto limit = static_cast<std::int64_t>(*rc::gen::inRange(0, 200));
    const Stated stated = never({"effect_applied",
                                 {{"kind", Test::equal, {std::string{history::to_text(kind)}}},
                                  {"amount.minor", Test::above, {limit}}},
                                 {}});
    std::vector<std::uint64_t> scanned;
    for (const Observation& seen : told.history) {
      const auto* const effect = seen.as<EffectApplied>();
      if (effect == nullptr || effect->kind != kind || effect->amount.minor <= limit) continue;
      scanned.push_back(seen.sequence);
    }
    std::vector<std::uint64_t> found;
    for (const auto& violation : judged(stated, told.history).violations) {
      found.push_back(violation.evidence.front());
    }
    RC_ASSERT(found == scanned);
  });
}
