// Clean lines have no breaks, and each discrepancy lands in its bucket: by the thousand, with an
// injector that knows the answer.
#include "discrepancies.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <iostream>
#include <map>

using namespace payments;
using namespace payments::reconciliation;
using namespace payments::testing;

namespace {

/// ASSAY_SEEDS, or so many.
std::size_t seeds_or(std::size_t usual_count) {
  const char* const text = std::getenv("ASSAY_SEEDS");
  return text != nullptr ? static_cast<std::size_t>(std::atoll(text)) : usual_count;
}

std::vector<Expected> breaks_of(const Matching& matching) {
  std::vector<Expected> breaks;
  for (const Difference& one : matching.differences) {
    if (is_break(one.bucket)) breaks.emplace_back(one.bucket, one.reference);
  }
  std::ranges::sort(breaks);
  return breaks;
}

std::string words(const std::vector<Expected>& all) {
  std::string text;
  for (const auto& [bucket, name] : all) text += std::string(to_text(bucket)) + " " + name + "\n";
  return text;
}

/// The buckets by what the lines say, whatever their order.
std::map<std::string, std::vector<Bucket>> by_line(const std::vector<Line>& lines,
                                                   const Matching& matching) {
  std::map<std::string, std::vector<Bucket>> all;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    all[std::string(to_text(lines[i].source)) + lines[i].id].push_back(matching.buckets[i]);
  }
  for (auto& [name, buckets] : all) std::ranges::sort(buckets);
  return all;
}

/// A batch with one to five discrepancies, and what is to be found in it.
std::vector<Expected> spoil(CleanBatch& batch, Dice& dice, std::map<std::string, int>& injected) {
  std::vector<const Discrepancy*> chosen;
  for (std::size_t left = 1 + dice.roll(5); left > 0; --left) {
    chosen.push_back(&discrepancies()[dice.roll(discrepancies().size())]);
  }
  std::vector<Expected> expected;
  for (const bool before_pay : {true, false}) {
    for (const Discrepancy* one : chosen) {
      if (one->before_pay != before_pay) continue;
      expected.push_back(one->inject(batch, dice));
      ++injected[one->name];
    }
    if (before_pay) pay(batch, dice);
  }
  std::ranges::sort(expected);
  return expected;
}

}  // namespace

TEST_CASE("clean lines have no breaks") {
  const std::size_t wanted = seeds_or(100) * 1'000;
  std::size_t lines = 0, breaks = 0, waiting = 0;
  for (std::uint64_t seed = 1; lines < wanted; ++seed) {
    Dice dice(seed);
    CleanBatch batch = sold(dice, 500, "s" + std::to_string(seed) + "-");
    pay(batch, dice);
    const Matching made = match(batch.lines, usual(), today);
    lines += batch.lines.size();
    INFO("seed " << seed << "\n" << words(breaks_of(made)));
    CHECK(breaks_of(made).empty());
    breaks += breaks_of(made).size();
    waiting += static_cast<std::size_t>(std::ranges::count(made.buckets, Bucket::timing));
  }
  std::cout << "clean lines: " << lines << ", false breaks: " << breaks
            << ", waiting for a deadline: " << waiting << '\n';
  CHECK(waiting > 0);
}

TEST_CASE("each discrepancy lands in its bucket, and nothing else does") {
  const std::size_t wanted = std::min<std::size_t>(seeds_or(100) * 20, 10'000);
  std::size_t found = 0;
  std::map<std::string, int> injected;
  for (std::uint64_t seed = 1; found < wanted; ++seed) {
    Dice dice(seed);
    CleanBatch batch = sold(dice, 80, "s" + std::to_string(seed) + "-");
    const auto expected = spoil(batch, dice, injected);
    const Matching made = match(batch.lines, usual(), today);
    INFO("seed " << seed << "\nfound:\n"
                 << words(breaks_of(made)) << "injected:\n"
                 << words(expected));
    REQUIRE(breaks_of(made) == expected);
    found += expected.size();
  }
  std::cout << "discrepancies injected, each found in its bucket: " << found << '\n';
  CHECK(injected.size() == discrepancies().size());
}

TEST_CASE("another order of the lines changes no bucket and no difference") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Dice dice(seed);
    std::map<std::string, int> injected;
    CleanBatch batch = sold(dice, 80, "");
    (void)spoil(batch, dice, injected);
    const Matching before = match(batch.lines, usual(), today);
    std::vector<Line> shuffled = batch.lines;
    for (std::size_t i = shuffled.size(); i > 1; --i)
      std::swap(shuffled[i - 1], shuffled[dice.roll(i)]);
    const Matching after = match(shuffled, usual(), today);
    CHECK(by_line(batch.lines, before) == by_line(shuffled, after));
    REQUIRE(before.differences.size() == after.differences.size());
    for (std::size_t i = 0; i < before.differences.size(); ++i) {
      CHECK(before.differences[i].reason == after.differences[i].reason);
    }
  }
}

TEST_CASE("a line that some difference is about is in its bucket") {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    Dice dice(seed);
    std::map<std::string, int> injected;
    CleanBatch batch = sold(dice, 80, "");
    (void)spoil(batch, dice, injected);
    const Matching made = match(batch.lines, usual(), today);
    std::vector<bool> told(batch.lines.size());
    for (const Difference& one : made.differences) {
      CHECK(
          std::ranges::any_of(one.lines, [&](auto at) { return made.buckets[at] == one.bucket; }));
      for (const std::uint32_t at : one.lines) told[at] = true;
    }
    for (std::size_t i = 0; i < told.size(); ++i) {
      if (!told[i]) CHECK(made.buckets[i] == Bucket::matched);
    }
  }
}

TEST_CASE("a payout of nothing for no lines adds up, and one of something does not for long") {
  Line payout;
  payout.source = Source::settlement;
  payout.kind = LineKind::payout;
  payout.references = {"po-1"};
  payout.amount = Money{0, Currency::of("EUR")};
  payout.day = today;
  const auto bucket = [&](Day day) {
    return match(std::vector<Line>{payout}, {}, day).buckets.front();
  };
  CHECK(bucket(today + 9) == Bucket::matched);
  payout.amount->minor = 1;
  CHECK(bucket(today + 3) == Bucket::timing);
  CHECK(bucket(today + 4) == Bucket::batch_differs);
}

TEST_CASE("a line whose amount cannot be held is never clean, nor waited for, whoever says it") {
  Line line;
  line.id = "l-1";
  line.references = {"name-1"};
  line.stated = "8.850 EUR";
  line.day = today;
  for (const Source source : {Source::books, Source::settlement, Source::bank, Source::advice,
                              Source::processor_list, Source::returns}) {
    line.source = source;
    line.kind = source == Source::bank ? LineKind::payout : LineKind::capture;
    const Matching made = match(std::vector<Line>{line}, usual(), today);
    INFO(to_text(source));
    CHECK(is_break(made.buckets.front()));
    CHECK(!made.differences.empty());
  }
  line.source = Source::settlement;
  line.kind = LineKind::fee;
  line.references.clear();
  line.batch = "po-1";
  CHECK(match(std::vector<Line>{line}, usual(), today).buckets.front() ==
        Bucket::amount_unreadable);
}

TEST_CASE("a fee that the books have by itself is not taken for compared") {
  Line fee;
  fee.kind = LineKind::fee;
  fee.references = {"op-1"};
  fee.amount = Money{-30, Currency::of("EUR")};
  fee.day = today;
  CHECK(match(std::vector<Line>{fee}, usual(), today).buckets.front() == Bucket::unexplained);
}

TEST_CASE("a file that says one line fifty thousand times has one line, and duplicates of it") {
  Line line;
  line.kind = LineKind::capture;
  line.id = "op-1";
  line.references = {"op-1"};
  line.amount = Money{1'000, Currency::of("EUR")};
  line.day = today;
  std::vector<Line> lines{line};
  line.source = Source::settlement;
  constexpr std::size_t times = 50'000;
  lines.resize(times + 1, line);
  const Matching made = match(lines, usual(), today);
  CHECK(std::ranges::count(made.buckets, Bucket::duplicate) == times - 1);
  CHECK(made.differences.size() == times);  // and that the list still has to bring it
}

TEST_CASE("a timing difference becomes a break on the day after its deadline") {
  Line book;
  book.kind = LineKind::capture;
  book.id = "op-1";
  book.references = {"op-1"};
  book.amount = Money{1'000, Currency::of("EUR")};
  book.day = today;
  const std::vector<Line> lines{book};
  const Matching in_time = match(lines, usual(), today + 1);
  CHECK(in_time.buckets.front() == Bucket::timing);
  CHECK(in_time.differences.front().deadline == today + 1);
  CHECK(match(lines, usual(), today + 2).buckets.front() == Bucket::missing_there);
  CHECK(match(lines, usual(), today + 2).differences.front().age(today + 2) == 2);
}
