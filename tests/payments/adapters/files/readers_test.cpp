// Readers over texts of our own: what is taken, and the sentence about what is not.
#include "payments/adapters/files/camt.hpp"
#include "payments/adapters/files/csv.hpp"
#include "payments/adapters/files/nacha.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "tests/payments/reconciliation/clean_batches.hpp"

using namespace payments;
using namespace payments::files;
using namespace payments::reconciliation;

namespace {

const std::string head = std::string(csv_header) + "\n";

Documents csv(const std::string& text) {
  return read_csv("may.csv", text, Source::settlement, "may");
}

std::string statement(const std::string& entries) {
  return "<s:Document xmlns:s=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.12\">\n"
         "<s:BkToCstmrStmt><s:Stmt><s:Id>S1</s:Id><s:CreDtTm>2026-05-02T00:00:00</s:CreDtTm>\n" +
         entries + "</s:Stmt></s:BkToCstmrStmt></s:Document>";
}

std::string entry(const std::string& amount, const std::string& side = "CRDT",
                  const std::string& status = "BOOK") {
  return "<s:Ntry><s:Amt Ccy=\"JPY\">" + amount + "</s:Amt><s:CdtDbtInd>" + side +
         "</s:CdtDbtInd><s:Sts><s:Cd>" + status +
         "</s:Cd></s:Sts><s:NtryDtls><s:TxDtls><s:RmtInf><s:Ustrd>PAYOUT po-7, "
         "THANKS</s:Ustrd></s:RmtInf></s:TxDtls></s:NtryDtls></s:Ntry>\n";
}

}  // namespace

TEST_CASE("a csv row becomes a line, to the minor unit") {
  const auto read = csv(head +
                        "l1,capture,op-1 op-2,po-1,-12.50,0.35,EUR,2026-05-01,\"A, B\",\n"
                        "l2,payout,po-1,,1200,,JPY,2026-05-01,,more\nend,2\n");
  REQUIRE(read.has_value());
  const Line& line = read->front().lines[0];
  CHECK(line.amount == Money{-1'250, Currency::of("EUR")});
  CHECK(line.fee == Money{35, Currency::of("EUR")});
  CHECK(line.references == std::vector<std::string>{"op-1", "op-2"});
  CHECK(line.counterpart == "A, B");
  CHECK(line.place == "may.csv:2");
  CHECK(read->front().lines[1].amount == Money{1'200, Currency::of("JPY")});
  CHECK(read->front().lines[1].more);
}

TEST_CASE("what a csv says beyond its currency's digits is stated, and held nowhere") {
  for (const auto& [number, currency] :
       std::vector<std::pair<std::string, std::string>>{{"1.005", "EUR"},
                                                        {"1.0", "JPY"},
                                                        {"0.0001", "KWD"},
                                                        {"1", "ZZZ"},
                                                        {"10000000000000000000", "EUR"}}) {
    const auto read =
        csv(head + "l1,capture,op-1,," + number + ",," + currency + ",2026-05-01,,\nend,1\n");
    INFO(number << " " << currency);
    REQUIRE(read.has_value());
    CHECK(!read->front().lines[0].amount);
    CHECK(read->front().lines[0].stated == number + " " + currency);
  }
}

TEST_CASE("a csv that cannot be read names line, column and what was expected") {
  const std::string good = "l1,capture,op-1,,1.00,,EUR,2026-05-01,,\n";
  const std::vector<std::pair<std::string, std::string>> cases{
      {"id,kind\n", "may.csv, line 1: expected the header "},
      {head + good, "may.csv, line 3: expected a last row \"end,\" and the count of lines"},
      {head + good + "end,2\n",
       "may.csv, line 3, end: expected 1, as many lines as there are, "
       "found \"2\""},
      {head + good + "end,1\nmore", "may.csv, line 4: expected nothing after the row \"end\""},
      {head + "l1,sale,op-1,,1.00,,EUR,2026-05-01,,\nend,1\n",
       "may.csv, line 2, kind: expected capture, refund, payout or another kind of line, found "
       "\"sale\""},
      {head + good + "l2,capture,op,,1.,,EUR,2026-05-01,,\nend,2\n",
       "may.csv, line 3, amount: expected a decimal number, found \"1.\""},
      {head + "l1,capture,op-1,,1.00,x,EUR,2026-05-01,,\nend,1\n",
       "may.csv, line 2, fee: expected a decimal number, or nothing, found \"x\""},
      {head + "l1,capture,op-1,,1.00,,EUR,2026-02-30,,\nend,1\n",
       "may.csv, line 2, date: expected a date such as 2026-03-01, found \"2026-02-30\""},
      {head + "l1,capture,op-1,,1.00,,EUR,2026-05-01,\nend,1\n",
       "may.csv, line 2: expected 10 cells, found \"9\""},
      {head + "l1,\"capture,op-1\n", "may.csv, line 2: expected a row after RFC 4180"},
      {head + ",capture,op-1,,1.00,,EUR,2026-05-01,,\nend,1\n",
       "may.csv, line 2, id: expected an id"}};
  for (const auto& [text, sentence] : cases) {
    const auto read = csv(text);
    INFO(text);
    REQUIRE(!read.has_value());
    CHECK(read.error().text().starts_with(sentence));
  }
}

TEST_CASE("clean batches survive being written and read back, and no cut of them is read") {
  testing::Dice dice(7);
  testing::CleanBatch batch = testing::sold(dice, 40, "");
  testing::pay(batch, dice);
  std::vector<Line> settlement;
  for (Line& line : batch.lines) {
    if (line.source == Source::settlement) settlement.push_back(line);
  }
  const std::string text = write_csv(settlement);
  const auto read = csv(text);
  REQUIRE(read.has_value());
  REQUIRE(read->front().lines.size() == settlement.size());
  for (std::size_t i = 0; i < settlement.size(); ++i) {
    Line line = read->front().lines[i];
    line.place = settlement[i].place;
    CHECK(line == settlement[i]);
  }
  for (std::size_t length = 0; length + 1 < text.size(); ++length) {
    CHECK(!csv(text.substr(0, length)).has_value());
  }
}

TEST_CASE("a statement with a prefix and of a late version is read; what is pending is left out") {
  const auto read = read_camt(
      "may.xml", statement(entry("700") + entry("9", "CRDT", "PDNG") + entry("5", "DBIT")));
  REQUIRE(read.has_value());
  REQUIRE(read->front().lines.size() == 2);
  const Line& line = read->front().lines[0];
  CHECK(line.amount == Money{700, Currency::of("JPY")});
  CHECK(line.references == std::vector<std::string>{"PAYOUT", "po-7", "THANKS"});
  CHECK(line.place == "may.xml:3");
  CHECK(format(line.day) == "2026-05-02");
  CHECK(read->front().lines[1].amount->minor == -5);
  CHECK(read->front().lines[1].id == "/S1/3");
}

TEST_CASE("a statement that cannot be read names line, element and what was expected") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"", "may.xml, line 1: expected well-formed XML"},
      {statement(entry("12") + "<s:Ntry>"), "may.xml, line 4: expected well-formed XML"},
      {statement(entry("12") + entry("a lot")),
       "may.xml, line 4, Amt: expected a decimal number without a sign, found \"a lot\""},
      {statement(entry("-12")), "may.xml, line 3, Amt: expected a decimal number without a sign"},
      {statement(entry("12", "UP")),
       "may.xml, line 3, Ntry: expected CRDT or DBIT in CdtDbtInd, found \"UP\""},
      {statement(entry("12", "CRDT", "MAYBE")),
       "may.xml, line 3, Sts: expected BOOK, PDNG, INFO or FUTR, found \"MAYBE\""},
      {statement(
           "<s:Ntry><s:Amt Ccy=\"EUR\">1</s:Amt><s:Sts><s:Prtry>OURS</s:Prtry></s:Sts></s:Ntry>"),
       "may.xml, line 3, Sts: expected BOOK, PDNG, INFO or FUTR"},
      {"<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.03\"/>",
       "may.xml, line 1, Document: expected a namespace of camt.053 or camt.054, found "
       "\"urn:iso:std:iso:20022:tech:xsd:pain.001"},
      {"<html/>", "may.xml, line 1, html: expected the element Document, found \"html\""}};
  for (const auto& [text, sentence] : cases) {
    const auto read = read_camt("may.xml", text);
    INFO(text);
    REQUIRE(!read.has_value());
    CHECK(read.error().text().substr(0, sentence.size()) == sentence);
  }
}

TEST_CASE("returns whose control totals are wrong are refused by name") {
  std::string good =
      "101 091400606 6910001341810170306A094101FIRST BANK             ASF\n"
      "5200CoinLion                            123456789 WEBTRANSFER        000101   "
      "1091000010000001\n"
      "626091400606123456789        0000012354MjMxNDAwMjAtOGQPaul Jones            S "
      "1091000017611242\n"
      "799R01091400600000001      09100001                                           "
      " 091000017611242\n"
      "82000000020009140060000000012354000000000000 123456789                       "
      "  091000010000001\n"
      "9000001000001000000020009140060000000012354000000000000\n";
  REQUIRE(read_nacha("may.ach", good).has_value());
  CHECK(read_nacha("may.ach", good)->front().name == "691000134/1810170306A");
  good.replace(good.find("0000012354Mj"), 10, "0000012355");
  const auto read = read_nacha("may.ach", good);
  REQUIRE(!read.has_value());
  CHECK(read.error().text() ==
        "may.ach, line 5, total debit: expected 12355, the sum of the records, found "
        "\"000000012354\"");
}

TEST_CASE("returns without ends of lines are read like those with") {
  const std::string header = "101 091400606 6910001341810170306A094101FIRST BANK             ASF";
  std::string unbroken = header + std::string(94 - header.size(), ' ');
  unbroken += "9000000000001000000000000000000000000000000000000000000";
  unbroken.resize(188, ' ');
  REQUIRE(read_nacha("may.ach", unbroken).has_value());
  CHECK(read_nacha("may.ach", unbroken)->front().lines.empty());
  unbroken.pop_back();
  CHECK(!read_nacha("may.ach", unbroken).has_value());
}

TEST_CASE("docs/reconciliation.md shows the header that the reader asks for") {
  std::ifstream file(ASSAY_SOURCE_DIR "/docs/reconciliation.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  CHECK(page.find("    " + std::string(csv_header) + "\n") != std::string::npos);
}
