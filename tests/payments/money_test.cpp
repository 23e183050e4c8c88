// Money: nothing is lost, nothing wraps, nothing mixes.
#include "payments/types/money.hpp"
#include "payments/types/ids.hpp"
#include "payments/types/time.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <limits>
#include <numeric>

using namespace payments;
using namespace payments::literals;

namespace {

template <typename A, typename B>
concept can_add = requires(A a, B b) { a + b; };
template <typename A, typename B>
concept can_multiply = requires(A a, B b) { a * b; };
template <typename A, typename B>
concept can_compare = requires(A a, B b) { a == b; };

// What must not compile.
static_assert(!can_add<Instant, Instant>);
static_assert(can_add<Instant, Duration>);
static_assert(!can_add<Money, Money>);
static_assert(!can_multiply<Money, std::int64_t>);
static_assert(!can_multiply<Money, double>);
static_assert(!can_compare<PayableId, CustomerId>);
static_assert(!can_compare<OperationId, std::string>);
static_assert(!std::is_convertible_v<std::string, OperationId>);
static_assert(!std::is_convertible_v<std::int64_t, Money>);

constexpr std::int64_t top = std::numeric_limits<std::int64_t>::max();

Money any_money(std::int64_t minor) {
  const auto& codes = detail::currencies;
  const auto at = *rc::gen::inRange<std::size_t>(1, codes.size());
  return {minor, *Currency::find(codes[at].code)};
}

}  // namespace

TEST_CASE("amounts are written with the decimals of their currency") {
  CHECK(12.50_eur == Money{1250, Currency::of("EUR")});
  CHECK(3_jpy == Money{3, Currency::of("JPY")});
  CHECK(1.234_kwd == Money{1234, Currency::of("KWD")});
  CHECK(format(12.50_eur) == "12.50 EUR");
  CHECK(format({-5, Currency::of("EUR")}) == "-0.05 EUR");
  CHECK(format(1'000_jpy) == "1000 JPY");
}

TEST_CASE("an amount is read back as it was written") {
  CHECK(rc::check([](std::int64_t minor) {
    const Money money = any_money(minor);
    RC_ASSERT((parse_money(format(money)) == money));
  }));
  CHECK(parse_money(format({top, Currency::of("KWD")})) == Money{top, Currency::of("KWD")});
}

TEST_CASE("text that is no canonical amount is refused") {
  for (const std::string_view bad :
       {"12.5 EUR", "12.500 EUR", "12,50 EUR", "12.50EUR", "12.50 eur", "12.50 XXX", "12.50",
        "+1.00 EUR", "01.00 EUR", "-0.00 EUR", ".50 EUR", "1.0 JPY", "", " EUR", "1e2 EUR"}) {
    INFO(bad);
    CHECK(parse_money(bad) == std::unexpected(MoneyError::malformed));
  }
  CHECK(parse_money("99999999999999999999 JPY") == std::unexpected(MoneyError::overflow));
}

TEST_CASE("sums that do not fit, or mix currencies, are refused") {
  const Currency eur = Currency::of("EUR");
  CHECK(add({top, eur}, {1, eur}) == std::unexpected(MoneyError::overflow));
  CHECK(subtract({-top - 1, eur}, {1, eur}) == std::unexpected(MoneyError::overflow));
  CHECK(add(1.00_eur, 1_jpy) == std::unexpected(MoneyError::currency_mismatch));
}

TEST_CASE("subtracting undoes adding wherever both fit") {
  CHECK(rc::check([](std::int64_t a, std::int64_t b) {
    const Money first = any_money(a);
    const auto sum = add(first, {b, first.currency});
    RC_PRE(sum.has_value());
    RC_ASSERT((subtract(*sum, {b, first.currency}) == first));
  }));
}

TEST_CASE("the parts of an allocation sum to the whole and stay near their share") {
  CHECK(rc::check([](std::int64_t minor) {
    const auto weights = *rc::gen::nonEmpty(
        rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 1000)));
    const auto parts = allocate({minor, Currency::of("EUR")}, weights);
    const auto total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    if (total == 0) {
      RC_ASSERT((parts == std::unexpected(MoneyError::no_weights)));
      return;
    }
    __extension__ __int128 sum = 0;
    for (std::size_t i = 0; i < parts->size(); ++i) {
      sum += (*parts)[i].minor;
      RC_ASSERT(weights[i] != 0 || (*parts)[i].minor == 0);
    }
    RC_ASSERT(sum == minor);
  }));
}

TEST_CASE("a remainder goes to the parts that were cut most") {
  const auto thirds = allocate(1.00_eur, std::vector<std::int64_t>{1, 1, 1});
  REQUIRE(thirds.has_value());
  CHECK(*thirds == std::vector<Money>{0.34_eur, 0.33_eur, 0.33_eur});
}
