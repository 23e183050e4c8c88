// Files of others: each is read whole, or refused by a sentence. Where they are not at hand the
// tests say so and pass.
#include "payments/adapters/files/camt.hpp"
#include "payments/adapters/files/nacha.hpp"
#include "payments/reconciliation/matching.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "public_files.hpp"

using namespace payments;
using namespace payments::files;
using namespace payments::reconciliation;
using payments::testing::public_file;

namespace {

std::vector<Document> read_public(const std::string& path) {
  const auto text = public_file(path);
  if (!text) return {};
  const Documents read = path.ends_with(".xml") ? read_camt(path, *text) : read_nacha(path, *text);
  INFO((read ? "" : read.error().text()));
  REQUIRE(read.has_value());
  return *read;
}

bool names(const Line& line, std::string_view name) {
  return std::ranges::find(line.references, name) != line.references.end();
}

}  // namespace

TEST_CASE("a statement's entries become lines with amount, side, day and every reference") {
  const auto documents = read_public("camt/camt053.v8.xml");
  if (documents.empty()) return;
  REQUIRE(documents.size() == 1);
  CHECK(documents[0].name == "NL26VAYB8060476890/253EURNL26VAYB8060476890");
  REQUIRE(documents[0].lines.size() == 1);
  const Line& line = documents[0].lines[0];
  CHECK(line.amount == Money{885, Currency::of("EUR")});
  CHECK(line.id == "AAAASESS-FP-CN_98765/01");
  CHECK(format(line.day) == "2014-12-31");
  CHECK(names(line, "MUELL/FINP/RA12345"));
  CHECK(line.counterpart == "NAME NAME");
  CHECK(line.source == Source::bank);
}

TEST_CASE("a digit beyond the currency's is kept as it was written, and held by no line") {
  const std::string name =
      GENERATE("camt/camt053.v2.five.decimals.xml", "camt/camt053.v2.all-balance-types.xml");
  const auto documents = read_public(name);
  if (documents.empty()) return;
  REQUIRE(documents[0].lines.size() == 1);
  CHECK(!documents[0].lines[0].amount);
  CHECK(documents[0].lines[0].stated == "8.850 EUR");
  const Matching made = match(documents[0].lines, {}, documents[0].lines[0].day);
  CHECK(made.buckets[0] == Bucket::amount_unreadable);
}

TEST_CASE("a notification's debit takes money, and is an advice") {
  const std::string name = GENERATE("camt/camt054.v8.xml", "camt/camt054.v8-with-UETR.xml");
  const auto documents = read_public(name);
  if (documents.empty()) return;
  REQUIRE(documents[0].lines.size() == 1);
  const Line& line = documents[0].lines[0];
  CHECK(line.source == Source::advice);
  CHECK(line.amount == Money{-20'000'000, Currency::of("SEK")});
  CHECK(format(line.day) == "2007-10-18");
  const bool batch = names(line, "UXC06170000006PI00001EE00002");
  CHECK((batch || names(line, "255ae394-9965-4438-ac86-f406feada396")));
}

TEST_CASE("returned debits take back what was debited, and returned credits come back") {
  const auto documents = read_public("nacha/return-WEB.ach");
  if (documents.empty()) return;
  REQUIRE(documents[0].lines.size() == 2);
  const Line& debit = documents[0].lines[0];
  CHECK(debit.amount == Money{-12'354, Currency::of("USD")});
  CHECK(names(debit, "MjMxNDAwMjAtOGQ"));
  CHECK(names(debit, "091400600000001"));
  CHECK(debit.counterpart == std::string("Paul Jones R") + "01");
  CHECK(documents[0].lines[1].amount == Money{4'565, Currency::of("USD")});
  CHECK(format(debit.day) == "2018-10-17");
}

TEST_CASE("a dishonoured return brings money back, and a plain debit is no return") {
  const auto dishonoured = read_public("nacha/dishonored-return.ach");
  if (dishonoured.empty()) return;
  REQUIRE(dishonoured[0].lines.size() == 2);
  CHECK(dishonoured[0].lines[0].amount == Money{25'000, Currency::of("USD")});
  CHECK(read_public("nacha/ppd-debit.ach")[0].lines.empty());
  CHECK(read_public("nacha/return-PPD-custom-reason-code.ach")[0].lines.size() == 1);
  const auto reversal = read_public("nacha/NACHA_SAMPLE_TEL_REVERSAL.ach")[0].lines;
  REQUIRE(reversal.size() == 2);
  CHECK(reversal[0].amount == Money{-685'100, Currency::of("USD")});
  CHECK(reversal[1].amount == Money{685'100, Currency::of("USD")});
}

TEST_CASE("all public files of both kinds are read") {
  std::size_t read = 0;
  for (const std::string& path : payments::testing::public_files()) {
    INFO(path);
    CHECK(!read_public(path).empty());
    ++read;
  }
  if (payments::testing::public_files().empty()) return;
  CHECK(read >= 10);
}

TEST_CASE("a public file that was cut or changed is refused or read whole, and nothing crashes") {
  std::size_t refused = 0, taken = 0;
  for (const std::string& path : payments::testing::public_files()) {
    const std::string text = *public_file(path);
    const auto try_it = [&](const std::string& changed) {
      const Documents read =
          path.ends_with(".xml") ? read_camt(path, changed) : read_nacha(path, changed);
      if (read) {
        ++taken;
      } else {
        CHECK(!read.error().expected.empty());
        ++refused;
      }
    };
    // A bank's file ends with its last element or record: whatever lacks that is refused.
    const std::size_t last = path.ends_with(".xml") ? text.rfind('>') : text.find("\n9") + 2;
    for (std::size_t length = 0; length < last; length += 1 + length / 64) {
      const std::string cut = text.substr(0, length);
      const Documents read = path.ends_with(".xml") ? read_camt(path, cut) : read_nacha(path, cut);
      INFO(path << " cut at " << length);
      CHECK(!read.has_value());
    }
    std::uint64_t state = 1;
    for (int i = 0; i < 2'000; ++i) {
      std::string changed = text;
      for (int changes = 0; changes <= i % 3; ++changes) {
        state = state * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
        changed[(state >> 33U) % changed.size()] = static_cast<char>(state >> 25U);
      }
      try_it(changed);
    }
  }
  if (payments::testing::public_files().empty()) return;
  CHECK(refused > 0);
  CHECK(taken > 0);
}
