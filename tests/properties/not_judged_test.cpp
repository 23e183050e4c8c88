// What docs/properties.md says is not judged yet: each line pinned by a history that breaks it and
// that every property accepts, or cannot tell. Whoever comes to judge it takes its line away, and
// the limit down: the list may only shrink.
#include "history_builder.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <functional>
#include <string>
#include <vector>

using namespace assay::properties;
using namespace assay::properties::stories;

namespace {

constexpr std::size_t lines_max = 6;

struct Unjudged {
  std::string line;              // as it begins in the document
  std::function<HistoryBuilder()> story;  // what breaks it
};

HistoryBuilder closed(HistoryBuilder story) { return story.heal().wait(5).rest(); }

HistoryBuilder paid_for() {
  auto story = begun();
  story.effect("effect-1").answer(Outcome::success);
  return concluded(story);
}

// The payment was made to somebody else's account at the same processor: no field says so.
HistoryBuilder to_another_merchant() { return closed(paid_for()); }

// What was charged back is refunded as well: a dispute is no fact.
HistoryBuilder refunded_though_disputed() {
  auto story = paid_for();
  story.intent("pay-1", OperationKind::refund, 1).priced(1250).declare().request().claim();
  story.step("initiated").name_mandate(assay::history::Mandate::client_request);
  story.step("attempting").send().effect("refund").answer(Outcome::success);
  return closed(concluded(story));
}

// Report to come back later, and back at once.
HistoryBuilder impatient() {
  auto story = begun();
  story.respond(429, Outcome::none).request(2).effect("effect-1").answer(Outcome::success);
  return closed(concluded(story));
}

// Replaced on its own machine, and still writing that it sends: nobody says which of the two did.
HistoryBuilder stale_writer() {
  auto story = begun();
  story.answer(Outcome::unknown).step("unknown").wait(25).take_over().step("attempting").send();
  story.effect("effect-1").answer(Outcome::success);
  return closed(concluded(story));
}

// Ann's next payment begins a minute late, since her last one is in doubt.
HistoryBuilder held_up() {
  auto story = begun();
  story.answer(Outcome::unknown).step("unknown").heal();
  story.intent("pay-2", OperationKind::capture, 1).declare().request().wait(60);
  story.claim().step("initiated").step("attempting").send().effect("effect-2");
  concluded(story.answer(Outcome::success));
  story.intent("pay-1", OperationKind::capture, 1).operation("op-1").about.key = "key-1";
  story.effect("effect-1");
  story.look_up(Outcome::success).settle(Outcome::success).deliver(story.last_event()).complete();
  return story.notify(Outcome::success).rest();
}

// The processor keeps a fee, and no book of the shop has it: fees are no facts.
HistoryBuilder fee_in_no_book() { return closed(paid_for()); }

const std::vector<Unjudged> unjudged{
    {"Merchants:", to_another_merchant},
    {"Disputes,", refunded_though_disputed},
    {"Back-off,", impatient},
    {"A stale owner's writes", stale_writer},
    {"A customer who is held up for less", held_up},
    {"Fees and exchange", fee_in_no_book},
};

std::vector<std::string> lines_of_document() {
  std::ifstream file(std::string(ASSAY_SOURCE_DIR) + "/docs/properties.md");
  std::vector<std::string> lines;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("## ")) inside = line == "## What is not judged yet";
    if (inside && line.starts_with("- ")) lines.push_back(line.substr(2));
  }
  return lines;
}

}  // namespace

TEST_CASE("what is not judged is a list that may only shrink") {
  const auto lines = lines_of_document();
  CHECK(lines.size() <= lines_max);
  REQUIRE(lines.size() == unjudged.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    INFO(lines[i]);
    CHECK(lines[i].starts_with(unjudged[i].line));
  }
}

TEST_CASE("what is said not to be judged is accepted by every property") {
  for (const auto& one : unjudged) {
    for (const auto& judgement : judge(one.story().told(), all_properties())) {
      INFO(one.line << " " << judgement.property);
      for (const auto& violation : judgement.violations) UNSCOPED_INFO(violation.explanation);
      CHECK(judgement.verdict == Verdict::holds);
    }
  }
}
