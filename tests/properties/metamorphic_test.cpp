// Changes that cannot matter do not change a verdict: news that arrives twice, and what happens to
// other payables in between. A relation between two histories, where the other tests look at one.
// Serves: I14, and every claim of a property to judge each payable for itself.
#include "correct_histories.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <map>


using namespace assay::properties;
using namespace assay::history;
using namespace assay::properties::stories;

namespace {

using Rows = std::vector<Draft>;
using Verdicts = std::vector<Verdict>;

Verdicts verdicts(const History& history) {
  static const auto properties = all_properties();
  Verdicts all;
  for (const auto& judgement : judge(history, properties)) all.push_back(judgement.verdict);
  return all;
}

// Which of the three payables a row is about; empty for the world's own facts.
std::string owner_of(const Draft& row, const std::map<std::string, std::string>& events) {
  std::string text;
  auto tell = [&](Field, const auto& value) {
    if constexpr (std::is_same_v<decltype(value), const Name&>) text += value.text();
  };
  std::visit([&]<typename Kind>(const Kind& fact) { Kind::fields(fact, tell); }, row.fact);
  if (const auto place = text.find("pay-"); place != std::string::npos) {
    return text.substr(place, 5);
  }
  const auto* leg = row.as<PostingCommitted>();
  const auto name =
      leg != nullptr
          ? "event-" + leg->transaction.string().substr(leg->transaction.text().find('-') + 1)
          : named_by(row).event.string();
  const auto known = events.find(name);
  return known == events.end() ? "" : known->second;
}

// The rows of each payable in their own order, and those of the world at the end.
std::map<std::string, Rows> apart(const Rows& rows) {
  std::map<std::string, std::string> events;
  for (const auto& row : rows) {
    const auto* event = row.as<EventCommitted>();
    if (event != nullptr) events[event->event.string()] = event->payable.string();
  }
  std::map<std::string, Rows> parts;
  for (const auto& row : rows) parts[owner_of(row, events)].push_back(row);
  return parts;
}

// Riffles the payables' rows together by `choices`; within a payable nothing moves.
Rows riffled(const Rows& rows, Draws choices) {
  auto parts = apart(rows);
  const auto world = parts[""];
  parts.erase("");
  std::map<std::string, std::size_t> next;
  Rows merged;
  while (merged.size() + world.size() < rows.size()) {
    auto part = std::next(parts.begin(), static_cast<std::ptrdiff_t>(choices.next(parts.size())));
    while (next[part->first] == part->second.size()) {
      if (++part == parts.end()) part = parts.begin();
    }
    merged.push_back(part->second[next[part->first]++]);
  }
  merged.insert(merged.end(), world.begin(), world.end());
  return merged;
}

bool is_news(const Draft& row) {
  return row.as<AttemptAnswered>() || row.as<LookUpAnswered>() || row.as<EventPublished>() ||
         row.as<EventConsumed>() || row.as<NotificationReceived>() || row.as<ResponseReceived>();
}

// Each piece of news that `choices` picks arrives again right after itself.
Rows repeated(const Rows& rows, Draws choices) {
  Rows longer;
  for (const auto& row : rows) {
    longer.push_back(row);
    if (is_news(row) && choices.next(3) == 1) longer.push_back(row);
  }
  return longer;
}

// A history that may be false: some step, effect or answer of it is gone.
History marred_history(const std::vector<std::uint8_t>& bytes, std::size_t gone) {
  Drafts drafts(correct_history(Draws(bytes)));
  auto& rows = drafts.rows;
  rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(gone % (rows.size() - 2)));
  return drafts.history();
}

}  // namespace

TEST_CASE("every fact of a history but the world's own belongs to one payable") {
  const Drafts drafts(correct_history(Draws({})));
  const auto parts = apart(drafts.rows);
  REQUIRE(parts.size() == 4);
  for (const auto& row : parts.at("")) CHECK((row.as<Healed>() || row.as<AtRest>()));
}

TEST_CASE("news that arrives twice in a correct history accuses nobody") {
  CHECK(rc::check(
      [](const std::vector<std::uint8_t>& bytes, const std::vector<std::uint8_t>& choices) {
        Drafts drafts(correct_history(Draws(bytes)));
        drafts.rows = repeated(drafts.rows, Draws(choices));
        RC_ASSERT(std::ranges::count(verdicts(drafts.history()), Verdict::holds) ==
                  std::ssize(all_properties()));
      }));
}

TEST_CASE("what other payables go through in between changes no verdict") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& bytes, std::size_t gone,
                     const std::vector<std::uint8_t>& choices) {
    const auto history = marred_history(bytes, gone);
    Drafts drafts(history);
    drafts.rows = riffled(drafts.rows, Draws(choices));
    RC_ASSERT(verdicts(drafts.history()) == verdicts(history));
  }));
}
