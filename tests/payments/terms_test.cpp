// What an instrument token cannot hold, and how the terms of a request reach the processor.
#include "world.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace payments;
using namespace payments::testing;

namespace {

/// A number of that many digits whose check digit is right.
std::string card_number(int length) {
  std::string digits;
  for (int i = 0; i + 1 < length; ++i) {
    digits += static_cast<char>('0' + *rc::gen::inRange(0, 10));
  }
  int sum = 0;
  bool twice = true;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, twice = !twice) {
    const int value = (*digit - '0') * (twice ? 2 : 1);
    sum += value / 10 + value % 10;
  }
  return digits + static_cast<char>('0' + (10 - sum % 10) % 10);
}

Request with_card(const std::string& token) {
  Request request = authorise();
  request.command.terms.instrument = InstrumentToken::from(token).value();
  return request;
}

}  // namespace

TEST_CASE("a token of the usual forms is a token") {
  for (const char* const text :
       {"tok_1Nx7yLkdIwHu7ixU", "pm_card_visa", "550e8400-e29b-41d4-a716-446655440000",
        "8415698462516993", "src_wmlfc3zyhqzehihu7giusaaawu", ""}) {
    INFO(text);
    CHECK(InstrumentToken::from(text).has_value());
  }
}

TEST_CASE("a card number is no token, however it is written and whatever surrounds it") {
  for (const char* const text :
       {"4111111111111111", "4111 1111 1111 1111", "3782-822463-10005", "tok_5555555555554444",
        "x4111.1111.1111.1111y", "card 4111 1111 1111 1111 12/27", "41111111111111110000000"}) {
    INFO(text);
    CHECK_FALSE(InstrumentToken::from(text).has_value());
  }
}

TEST_CASE("no token is made of any number with a right check digit, or with one around it") {
  CHECK(rc::check([] {
    const std::string number = card_number(*rc::gen::inRange(12, 20));
    RC_ASSERT(!InstrumentToken::from(number));
    RC_ASSERT(!InstrumentToken::from("tok_" + number + "_x"));
    RC_ASSERT(!InstrumentToken::from(number.substr(0, 4) + " " + number.substr(4)));
  }));
}

TEST_CASE("the terms of a request are journalled and reach the processor as they were given") {
  World world;
  Request request = authorise();
  request.command.terms = {.instrument = InstrumentToken::from("tok_7").value(),
                           .merchant_account = "acme-eu",
                           .initiator = Initiator::merchant,
                           .partial_approval = true,
                           .return_address = "https://acme.example/back?x=1"};

  const Response told = world.service->handle(request);

  REQUIRE(world.processor.sends.size() == 1);
  CHECK(world.processor.sends[0].terms == request.command.terms);
  CHECK(world.journal(told.operation).at(0).facts.terms == request.command.terms);
}

TEST_CASE("every try of an operation has the same terms") {
  World world;
  world.processor.mishaps = {Mishap::lose_request};
  world.service->handle(with_card("tok_1"));
  world.settle();

  REQUIRE(world.processor.sends.size() == 2);
  CHECK(world.processor.sends[0].terms == world.processor.sends[1].terms);
}

TEST_CASE("the same key with another card is another payload") {
  World world;
  world.service->handle(with_card("tok_1"));

  CHECK(world.service->handle(with_card("tok_2")).reason == "key_reused");
  CHECK(world.processor.sends.size() == 1);
}

TEST_CASE("after a decline another card may be tried under another key") {
  World world;
  world.processor.outcome = Outcome::declined;
  REQUIRE(world.service->handle(with_card("tok_1")).code == status::declined);
  world.processor.outcome = Outcome::success;
  Request other = with_card("tok_2");
  other.key = {"another"};

  CHECK(world.service->handle(other).code == status::succeeded);
  CHECK(world.processor.sends.back().terms.instrument.text() == "tok_2");
}

TEST_CASE("what was authorised with one card is not answered for another") {
  World world;
  world.config.client_retry_horizon = 1_h;
  REQUIRE(world.service->handle(with_card("tok_1")).code == status::succeeded);
  world.pass(world.config.key_retention + 2_h);
  while (world.service->reap().changed) {
  }
  Request other = with_card("tok_2");
  other.key = {"another"};

  CHECK(world.service->handle(other).reason == "ordinal_reused");
}

TEST_CASE("what leans on an authorisation goes to the account that the authorisation went to") {
  World world;
  Request hold = with_card("tok_1");
  hold.command.terms.merchant_account = "acme-eu";
  REQUIRE(world.service->handle(hold).code == status::succeeded);
  Request elsewhere = capture();
  elsewhere.command.terms.merchant_account = "acme-us";
  CHECK(world.service->handle(elsewhere).reason == "another_merchant_account");
  Request taking = capture();
  taking.key = {"taking"};

  REQUIRE(world.service->handle(taking).code == status::succeeded);
  CHECK(world.processor.sends.back().terms.merchant_account == "acme-eu");
}

TEST_CASE("terms that cannot be met are malformed, and nothing is stored") {
  using Change = void (*)(Terms&);
  const std::vector<std::pair<Change, std::string>> table{
      {[](Terms& t) { t.instrument = {}; }, "missing_instrument"},
      {[](Terms& t) { t.merchant_account = std::string(300, 'x'); }, "bad_merchant_account"},
      {[](Terms& t) { t.return_address = "https://acme.example/\n"; }, "bad_return_address"},
      {[](Terms& t) { t.return_address = std::string(3000, 'x'); }, "bad_return_address"},
      {[](Terms& t) { t.capture = CaptureMethod::automatic; }, "unsupported_capture_method"},
      {[](Terms& t) { t.more_to_come = true; }, "more_to_come_not_expected"},
  };
  for (const auto& [change, reason] : table) {
    World world;
    Request request = authorise();
    change(request.command.terms);
    const Response told = world.service->handle(request);
    CHECK(told.code == status::malformed);
    CHECK(told.reason == reason);
    CHECK(world.store.ever.empty());
  }
}

TEST_CASE("a row with a card number where a token belongs is no row of ours") {
  World world;
  const Response told = world.service->handle(with_card("tok_1234567890123"));
  const Row row = world.store.rows(tables::journal).at(0);
  REQUIRE(decode_journal(row.value).has_value());
  std::string forged = row.value;
  const std::string token = "17:tok_1234567890123";
  REQUIRE(forged.find(token) != std::string::npos);
  forged.replace(forged.find(token), token.size(), "16:4111111111111111");

  CHECK_FALSE(decode_journal(forged).has_value());
}
