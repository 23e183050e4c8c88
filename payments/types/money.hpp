// Money: 64-bit minor units of a currency. Adding may fail, nothing multiplies, and text becomes
// money only at the edge (R28). No floating point anywhere; a remainder is allocated, not dropped.
#pragma once

#include "payments/types/currency.hpp"

#include <compare>
#include <cstdint>
#include <expected>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace payments {

/// An amount of one currency. Units: minor units (cents for EUR, whole yen for JPY).
struct Money {
  std::int64_t minor = 0;
  Currency currency;

  friend bool operator==(const Money&, const Money&) = default;
};

/// More than this is nobody's payment, whatever the currency: it is refused at the edge, so that
/// sums of millions of payments fit. Units: minor units.
inline constexpr std::int64_t amount_max = 1'000'000'000'000;

/// Why an amount could not be computed. Nothing was computed.
enum class MoneyError : std::uint8_t { overflow, currency_mismatch, malformed, no_weights };

/// The sum. Errors: overflow, currency_mismatch.
[[nodiscard]] std::expected<Money, MoneyError> add(Money a, Money b);

/// `a` less `b`; may be negative. Errors: overflow, currency_mismatch.
[[nodiscard]] std::expected<Money, MoneyError> subtract(Money a, Money b);

/// Splits `whole` in proportion to `weights`; the parts always sum to `whole`, and the parts that
/// were cut most get the remaining minor units, the earlier first on a tie.
/// Errors: no_weights (empty, negative or all zero).
[[nodiscard]] std::expected<std::vector<Money>, MoneyError> allocate(
    Money whole, std::span<const std::int64_t> weights);

/// Such as "12.50 EUR", "-3 JPY". Always the currency's full number of decimals.
[[nodiscard]] std::string format(Money money);

/// The inverse of `format`, and strict: exactly the currency's decimals, one space, a known code.
/// Errors: malformed, overflow.
[[nodiscard]] std::expected<Money, MoneyError> parse_money(std::string_view text);

namespace literals {

/// Compile-time text to minor units; more decimals than the currency has do not compile.
consteval std::int64_t minor_units(const char* text, int exponent) {
  std::int64_t minor = 0;
  int decimals = -1;
  for (const char* c = text; *c != '\0'; ++c) {
    if (*c == '\'') continue;
    if (*c == '.' && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (*c < '0' || *c > '9') throw std::invalid_argument("an amount is written in digits");
    if (decimals >= 0 && ++decimals > exponent) throw std::invalid_argument("too many decimals");
    minor = minor * 10 + (*c - '0');
  }
  for (int done = decimals < 0 ? 0 : decimals; done < exponent; ++done) minor *= 10;
  return minor;
}

consteval Money operator""_eur(const char* text) {
  return {minor_units(text, 2), Currency::of("EUR")};
}
consteval Money operator""_usd(const char* text) {
  return {minor_units(text, 2), Currency::of("USD")};
}
consteval Money operator""_jpy(const char* text) {
  return {minor_units(text, 0), Currency::of("JPY")};
}
consteval Money operator""_kwd(const char* text) {
  return {minor_units(text, 3), Currency::of("KWD")};
}

}  // namespace literals
}  // namespace payments
