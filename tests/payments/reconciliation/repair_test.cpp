// What the evidence proves is mended, and then the books equal the truth; a person is called if and
// only if a threshold is exceeded.
#include "payments/reconciliation/repair.hpp"

#include "clean_batches.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <iostream>
#include <set>
#include <tuple>

using namespace payments;
using namespace payments::reconciliation;
using namespace payments::testing;

namespace {

using Fact = std::tuple<std::string, LineKind, std::int64_t>;

/// What the books say, as a set of facts; `open` ones are none yet.
std::multiset<Fact> facts_in(const std::vector<Line>& lines) {
  std::multiset<Fact> facts;
  for (const Line& line : lines) {
    if (line.source != Source::books || line.open) continue;
    facts.emplace(line.references.front(), line.kind, line.amount->minor);
  }
  return facts;
}

/// Carries out the repairs on the lines of the books.
void mend(std::vector<Line>& lines, const std::vector<Repair>& repairs) {
  for (const Repair& repair : repairs) {
    if (repair.what == Repair::What::settle_success) {
      lines[repair.line].open = false;
      continue;
    }
    Line taken = lines[repair.line];
    taken.source = Source::books;
    taken.id = taken.references.front();
    lines.push_back(taken);
  }
}

/// Spoils what the books say of some plain operations.
void spoil_books(CleanBatch& batch, Dice& dice) {
  for (const std::string& name : batch.plain) {
    const auto fate = dice.roll(4);
    if (fate > 1) continue;
    std::erase_if(batch.lines, [&](const Line& line) {
      const bool same = !line.references.empty() && line.references.front() == name;
      return same && (line.source == Source::keys || (line.source == Source::books && fate == 0));
    });
    for (Line& line : batch.lines) {
      const bool ours = line.source == Source::books && line.references.front() == name;
      if (ours) line.open = true;
    }
  }
}

Difference a_break(std::int64_t minor, Day since) {
  Difference one;
  one.bucket = Bucket::amount_differs;
  one.amount = Money{minor, Currency::of("EUR")};
  one.since = since;
  return one;
}

}  // namespace

TEST_CASE("after repair the books equal the truth, and nothing is left to repair") {
  std::size_t mended = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    Dice dice(seed);
    CleanBatch batch = sold(dice, 80, "");
    pay(batch, dice);
    const auto truth = facts_in(batch.lines);
    spoil_books(batch, dice);
    REQUIRE(facts_in(batch.lines) != truth);

    const auto repairs = repairs_of(batch.lines, match(batch.lines, usual(), today));
    mend(batch.lines, repairs);
    mended += repairs.size();

    INFO("seed " << seed);
    CHECK(facts_in(batch.lines) == truth);
    const Matching after = match(batch.lines, usual(), today);
    CHECK(repairs_of(batch.lines, after).empty());
    CHECK(std::ranges::none_of(after.differences, [](const Difference& one) {
      return one.bucket == Bucket::open_here || one.bucket == Bucket::missing_here;
    }));
  }
  std::cout << "repairs, after which books equal truth: " << mended << '\n';
}

TEST_CASE("what only looks like proof repairs nothing") {
  Line book;
  book.kind = LineKind::capture;
  book.id = "op-1";
  book.references = {"op-1"};
  book.amount = Money{1'000, Currency::of("EUR")};
  book.open = true;
  Line said = book;
  said.source = Source::settlement;
  said.open = false;
  const auto repairs = [&] {
    const std::vector<Line> lines{book, said};
    return repairs_of(lines, match(lines, usual(), today)).size();
  };
  REQUIRE(repairs() == 1);
  SECTION("another amount") { said.amount->minor = 999; }
  SECTION("another amount, of several kinds") {
    said.kind = LineKind::netted;
    said.amount->minor = 999;
  }
  SECTION("another currency") { said.amount->currency = Currency::of("USD"); }
  SECTION("another kind") { said.kind = LineKind::dispute_won; }
  SECTION("another operation of the same amount and day") { said.references = {"op-2"}; }
  SECTION("no name at all") { said.references = {}; }
  SECTION("a digit too many") { said.amount.reset(); }
  SECTION("a key, which only says what we told") { said.source = Source::keys; }
  CHECK(repairs() == 0);
}

TEST_CASE("a person is called if and only if a threshold is exceeded") {
  const Thresholds bounds{2, {{Currency::of("EUR"), 1'000}}, 10};
  const std::vector<Difference> at_bounds{a_break(600, today + -10), a_break(-400, today)};
  CHECK(alerts_of(at_bounds, bounds, today).empty());
  CHECK(alerts_of(at_bounds, bounds, today + 1) ==
        std::vector<std::string>{"a break of 11 days, above 10"});
  std::vector<Difference> above = at_bounds;
  above.push_back(a_break(1, today));
  CHECK(alerts_of(above, bounds, today) ==
        std::vector<std::string>{"3 breaks, above 2", "breaks of 10.01 EUR, above 10.00 EUR"});
  for (Difference& one : above) one.bucket = Bucket::timing;
  CHECK(alerts_of(above, bounds, today + 100).empty());
}
