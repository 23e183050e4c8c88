// Sums over one payable stay cheap however much is said of it: a file of twenty thousand facts that
// somebody made up is judged in a moment, where sums made anew for each fact take longer than the
// test runner waits.
#include <catch2/catch.hpp>

#include <functional>
#include <string>

#include "history_builder.hpp"

using namespace assay::properties;
using namespace assay::properties::stories;

namespace {

constexpr std::uint32_t facts = 20'000;

/// `tell` adds four facts about an operation of its own to one payable, again and again.
History one_payable(const std::function<void(HistoryBuilder&, std::uint32_t)>& tell) {
  HistoryBuilder story;
  story.intent("pay-1", OperationKind::authorise, 1).priced(facts).declare().effect("hold");
  for (std::uint32_t round = 2; round < facts / 4; ++round) tell(story, round);
  return story.priced(1).heal().rest().told();
}

std::string effect_of(std::uint32_t round) { return "effect-" + std::to_string(round); }

History captures() {
  return one_payable([](HistoryBuilder& story, std::uint32_t round) {
    story.intent("pay-1", OperationKind::capture, round).priced(1).declare().send();
    story.effect(effect_of(round)).fulfil();
  });
}

History refunds() {
  return one_payable([](HistoryBuilder& story, std::uint32_t round) {
    story.intent("pay-1", OperationKind::refund, round).priced(1).declare();
    story.send_with("key-" + std::to_string(round)).effect(effect_of(round)).step("succeeded");
  });
}

History holds_let_go() {
  return one_payable([](HistoryBuilder& story, std::uint32_t round) {
    story.intent("pay-1", OperationKind::authorise, round).priced(1).declare();
    story.effect(effect_of(round)).reverse(effect_of(round)).fulfil();
  });
}

/// Each comes after its client took it back, and all but a few are there until the end.
History late_captures() {
  return one_payable([](HistoryBuilder& story, std::uint32_t round) {
    story.intent("pay-1", OperationKind::capture, round).priced(facts).declare();
    story.abandon_as("cancelled").effect(effect_of(round));
    if (round + 2 < facts / 4) return;
    for (std::uint32_t back = 2; back < facts / 4; ++back) story.reverse(effect_of(back));
  });
}

/// Each is one too many, by a key of its own.
History doubles() {
  HistoryBuilder story;
  story.intent("pay-1", OperationKind::capture, 1).declare();
  for (std::uint32_t round = 0; round < facts / 2; ++round) {
    story.send_with("key-" + std::to_string(round)).effect(effect_of(round));
  }
  return story.heal().rest().told();
}

/// The second leg of each posting comes after the first legs of all.
History legs() {
  HistoryBuilder story;
  for (const std::int64_t minor : {1, -1}) {
    for (std::uint32_t round = 0; round < facts / 2; ++round) {
      story.post("posting-" + std::to_string(round), "clearing", minor);
    }
  }
  return story.rest().told();
}

}  // namespace

TEST_CASE("ten thousand effects of one operation, and as many postings, are judged") {
  CHECK(judged(doubles(), "at_most_one_effect").violations.size() == facts / 2 - 1);
  CHECK(judged(legs(), "double_entry").verdict == Verdict::holds);
}

TEST_CASE("twenty thousand facts about one payable are judged, and not given up") {
  for (const auto& history : {captures(), refunds(), holds_let_go(), late_captures()}) {
    CHECK(history.size() > facts * 3 / 4);
    for (const std::string_view property :
         {"amount_ladder", "single_funding", "funds_before_goods", "capture_void_exclusive"}) {
      INFO(property);
      CHECK(judged(history, property).verdict != Verdict::unknown);
    }
  }
}
