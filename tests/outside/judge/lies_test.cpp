// Lies about true histories: each is found where the logs are whole, and where every source has a
// clock of its own.
#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <string>

#include "mutated.hpp"
#include "true_histories.hpp"

using namespace assay;
using namespace assay::outside;
using history::Draft;
using history::Drafts;
using tests::Mutation;

namespace {

struct LogLie {
  std::string name;
  std::string property;
  /// Returns: there was something to lie about.
  std::function<bool(Drafts&)> tell;
};

template <class Kind>
Draft* last_of(Drafts& drafts, const std::function<bool(const Kind&)>& fits) {
  const auto at = std::find_if(drafts.rows.rbegin(), drafts.rows.rend(), [&](const Draft& row) {
    const Kind* fact = row.as<Kind>();
    return fact != nullptr && fits(*fact);
  });
  return at == drafts.rows.rend() ? nullptr : &*at;
}

bool is_sale(const history::EffectApplied& effect) {
  return effect.kind == history::OperationKind::capture;
}

/// The same effect once more, under another reference and key.
bool doubled_effect(Drafts& drafts) {
  Draft* const effect = last_of<history::EffectApplied>(drafts, is_sale);
  if (effect == nullptr) return false;
  Draft again = *effect;
  again.as<history::EffectApplied>()->effect = drafts.name("fx-again");
  again.as<history::EffectApplied>()->processor_key = drafts.name("key-again");
  drafts.rows.insert(drafts.rows.begin() + (effect - drafts.rows.data()) + 1, again);
  return true;
}

/// What took effect did not: the truth has nothing of that payable.
bool success_without_effect(Drafts& drafts) {
  Draft* const told = last_of<history::ResponseReceived>(drafts, [](const auto& answer) {
    return answer.outcome == history::Outcome::success &&
           answer.kind == history::OperationKind::authorise;
  });
  if (told == nullptr) return false;
  const std::string payable = named_by(*told).payable.string();
  std::erase_if(drafts.rows, [&](const Draft& row) {
    return row.as<history::EffectApplied>() != nullptr && named_by(row).payable == payable;
  });
  return true;
}

/// The books forget a capture: all that the service wrote of it is gone.
bool effect_without_record(Drafts& drafts) {
  Draft* const effect = last_of<history::EffectApplied>(drafts, is_sale);
  if (effect == nullptr) return false;
  const history::Named named = named_by(*effect);
  std::erase_if(drafts.rows, [&](const Draft& row) {
    const history::Named one = named_by(row);
    const bool belief = row.as<history::TransitionCommitted>() != nullptr ||
                        row.as<history::BreakOpened>() != nullptr;
    return belief && one.payable == named.payable && one.kind == named.kind;
  });
  return true;
}

/// More was sent than was asked for.
bool other_amount_sent(Drafts& drafts) {
  Draft* const sent = last_of<history::AttemptSent>(drafts, [](const auto& attempt) {
    return attempt.kind == history::OperationKind::authorise;
  });
  if (sent == nullptr) return false;
  sent->as<history::AttemptSent>()->amount.minor += 100;
  return true;
}

const std::vector<LogLie>& lies() {
  static const std::vector<LogLie> all{
      {"a doubled effect", "at_most_one_effect", doubled_effect},
      {"success without effect", "told_truth", success_without_effect},
      {"a belief without effect", "no_false_success", success_without_effect},
      {"an effect without record", "no_unseen_effect", effect_without_record},
      {"another amount", "amount_binding", other_amount_sent},
  };
  return all;
}

const JudgedProperty& judged_as(const Judged& judged, const std::string& name) {
  return *std::ranges::find_if(
      judged.properties, [&](const JudgedProperty& one) { return one.property.name == name; });
}

/// Finds the lie about each history in which there is something to lie about.
void must_find(const LogLie& lie, const Mutation& mutation) {
  static const auto histories = tests::true_histories(21, 1, 600);
  int told = 0, found = 0;
  for (const tests::TrueHistory& one : histories) {
    Drafts drafts{one.history};
    if (!lie.tell(drafts)) continue;
    ++told;
    const tests::LogFolder folder;
    tests::Logs logs = write_logs(folder, drafts.history(), mutation, 1);
    logs.mapping.from = -3'600'000'000'000;
    found += judged_as(judge_recording(logs.files, logs.mapping), lie.property).violations > 0;
  }
  INFO(lie.name << ": found " << found << " of " << told);
  CHECK(told >= 10);
  CHECK(found * 10 >= told * 8);
}

}  // namespace

TEST_CASE("a lie is found in a history in one file") {
  for (const LogLie& lie : lies()) must_find(lie, {});
}

TEST_CASE("a lie is found where each source has a clock that is off by up to 5 ms") {
  for (const LogLie& lie : lies()) must_find(lie, {.uncertainty = 5'000'000, .one_file = false});
}

TEST_CASE("evidence is told by file and line") {
  const auto histories = tests::true_histories(21, 1, 600);
  Drafts drafts{histories.front().history};
  REQUIRE(doubled_effect(drafts));
  const tests::LogFolder folder;
  const tests::Logs logs = write_logs(folder, drafts.history(), {}, 1);
  const Judged judged = judge_recording(logs.files, logs.mapping);
  const JudgedProperty& one = judged_as(judged, "at_most_one_effect");
  REQUIRE(one.shown.size() == 1);
  REQUIRE(one.shown.front().evidence.size() >= 2);
  CHECK(one.shown.front().evidence.front().word == "effect_applied");
  CHECK(one.shown.front().evidence.front().file == logs.files.front());
  CHECK(one.shown.front().evidence.back().line == one.shown.front().evidence.front().line + 1);
}
