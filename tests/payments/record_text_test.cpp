// The text form of rows: what was written is read back, and nothing else is accepted.
#include "payments/journal/record_text.hpp"
#include "payments/journal/rows.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <limits>
#include <optional>

using namespace payments;

namespace {

std::string written(const std::string& text, std::int64_t number, std::uint64_t count) {
  RecordWriter out("test");
  out.text(text).number(number).count(count);
  return std::move(out).finish();
}

bool accepted(std::string_view record) {
  RecordReader in(record, "test");
  std::string text;
  std::int64_t number = 0;
  std::uint64_t count = 0;
  in.text(text).number(number).count(count);
  return in.finished() && written(text, number, count) == record;
}

bool reads(std::string_view record) {
  RecordReader in(record, "test");
  std::string text;
  std::int64_t number = 0;
  std::uint64_t count = 0;
  return in.text(text).number(number).count(count).finished();
}

/// The number that these digits are read as, if they are.
std::optional<std::uint64_t> number_in(const std::string& digits) {
  const std::string record = "test{" + digits + ",}";
  RecordReader in(record, "test");
  std::uint64_t number = 0;
  in.count(number);
  return in.finished() ? std::optional(number) : std::nullopt;
}

JournalEntry some_entry() {
  return {.facts = {{"op-1"}, {{"acme/"}, "pay/1"}, OperationKind::refund, 2, {"c=1"},
                    {1250, Currency::of("EUR")}, {"op;0"}},
          .version = 3, .from = State::attempting, .to = State::unknown, .attempt = 1,
          .key = {"key{1}"}, .why = Evidence::unknown, .cause = Cause::timed_out,
          .evidence = {"evidence-9"}, .at = {77}, .reference = "r%", .capture_before = Instant{5},
          .place = 0};
}

}  // namespace

TEST_CASE("any text and numbers are read back as they were written") {
  CHECK(rc::check([](const std::string& text, std::int64_t number, std::uint64_t count) {
    const std::string record = written(text, number, count);
    RecordReader in(record, "test");
    std::string text_back;
    std::int64_t number_back = 0;
    std::uint64_t count_back = 0;
    in.text(text_back).number(number_back).count(count_back);
    RC_ASSERT(in.finished());
    RC_ASSERT(text_back == text);
    RC_ASSERT(number_back == number);
    RC_ASSERT(count_back == count);
  }));
}

TEST_CASE("a record with one byte changed, dropped or added has another meaning or none") {
  CHECK(rc::check([](const std::string& text, std::int64_t number, std::uint64_t count) {
    std::string record = written(text, number, count);
    const auto at = *rc::gen::inRange<std::size_t>(0, record.size());
    const char byte = *rc::gen::arbitrary<char>();
    switch (*rc::gen::inRange(0, 3)) {
      case 0: record[at] = byte; break;
      case 1: record.erase(at, 1); break;
      default: record.insert(at, 1, byte);
    }
    RC_ASSERT(!reads(record) || accepted(record));
  }));
}

TEST_CASE("records that are not canonical are refused") {
  CHECK(accepted("test{1:a,-5,7,}"));
  CHECK(accepted("test{3:a,},5,7,}"));
  for (const std::string_view bad :
       {"test{1:a,-5,7,", "test{1:a,-5,7,}x", "", "test", "test{", "test{1:a,+5,7,}",
        "test{1:a,05,7,}", "test{1:a,-0,7,}", "test{1:a,5,-7,}", "test{01:a,5,7,}",
        "test{2:a,5,7,}", "test{0:a,5,7,}", "test{-1:a,5,7,}", "test{:a,5,7,}", "test{a,5,7,}",
        "test{9:a,5,7,}", "test{18446744073709551615:a,5,7,}", "test{1:a,5,7,1,}",
        "test{1:a,9223372036854775808,7,}", "tests{1:a,5,7,}"}) {
    INFO(bad);
    CHECK_FALSE(reads(bad));
  }
}

TEST_CASE("a long number is read digit for digit, and a byte that is no digit is seen anywhere") {
  const std::string digits = "12345678901234567890";
  for (std::size_t length = 1; length <= digits.size(); ++length) {
    const std::string number = digits.substr(0, length);
    CHECK(number_in(number) == std::stoull(number));
    for (std::size_t at = 0; at < length; ++at) {
      for (const char wrong : {'/', ':', '\0', 'a', ' ', '\x80', '\xb0', '\xb9', '\xff'}) {
        std::string damaged = number;
        damaged[at] = wrong;
        INFO(damaged);
        CHECK_FALSE(number_in(damaged));
      }
    }
  }
  CHECK(number_in("18446744073709551615") == 18446744073709551615U);
  CHECK_FALSE(number_in("18446744073709551616"));
  CHECK_FALSE(number_in("99999999999999999999"));
  CHECK_FALSE(number_in("100000000000000000000"));
  CHECK_FALSE(number_in("100000000000000000000000"));
}

TEST_CASE("texts of every length up to three digits of it are read back") {
  for (std::size_t length = 0; length <= 130; ++length) {
    const std::string text(length, ',');
    CHECK(accepted(written(text, -1, 0)));
  }
}

TEST_CASE("a journal entry survives its row") {
  const JournalEntry entry = some_entry();

  CHECK(decode_journal(encode(entry)) == entry);
}

TEST_CASE("a claim survives its row, with the response that it stores") {
  ClaimRecord claim;
  claim.scope = {{"acme"}, "route"};
  claim.key = {"k-1"};
  claim.fingerprint = "5:a,b";
  claim.payable = {{"acme"}, "pay-1"};
  claim.ordinal = 2;
  claim.state = ClaimState::completed;
  claim.token = 7;
  claim.owner = "claim-1-3";
  claim.lease_end = {70};
  claim.expires = {90};
  claim.operation = {"op-1"};
  claim.response = {status::declined, Outcome::declined, {"op-1"}, "declined", {}};

  CHECK(decode_claim(encode(claim)) == claim);
}

TEST_CASE("a row of one table is none of another") {
  const std::string row = encode(some_entry());

  CHECK_FALSE(decode_payment(row));
  CHECK_FALSE(decode_claim(row));
  CHECK_FALSE(decode_outbox(row));
  CHECK_FALSE(decode_balance(row));
  CHECK_FALSE(decode_open(row));
}

TEST_CASE("a journal row cut short anywhere does not decode") {
  const std::string row = encode(some_entry());
  for (std::size_t length = 0; length < row.size(); ++length) {
    CHECK_FALSE(decode_journal(row.substr(0, length)));
  }
}

