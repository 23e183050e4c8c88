// The currencies we accept, and how many decimals each has. Not a rate table: amounts of two
// currencies never meet.
// Source: ISO 4217, list one (codes and minor units).
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string_view>

namespace payments {

namespace detail {

struct CurrencyFacts {
  std::string_view code;
  std::uint8_t exponent;
};

inline constexpr std::array<CurrencyFacts, 19> currencies{{
    {"XXX", 0}, {"AUD", 2}, {"BHD", 3}, {"BRL", 2}, {"CAD", 2}, {"CHF", 2}, {"CNY", 2},
    {"DKK", 2}, {"EUR", 2}, {"GBP", 2}, {"INR", 2}, {"JPY", 0}, {"KRW", 0}, {"KWD", 3},
    {"NOK", 2}, {"PLN", 2}, {"SEK", 2}, {"TND", 3}, {"USD", 2},
}};

}  // namespace detail

/// One of the currencies of the table. By default XXX, "no currency", which no amount may have.
class Currency {
 public:
  constexpr Currency() = default;

  /// The currency with this code, or none if we do not accept it.
  [[nodiscard]] static constexpr std::optional<Currency> find(std::string_view code) {
    if (code.size() != 3) return std::nullopt;
    for (std::size_t i = 1; i < detail::currencies.size(); ++i) {
      const std::string_view known = detail::currencies[i].code;
      if (known[0] == code[0] && known[1] == code[1] && known[2] == code[2]) {
        return Currency(static_cast<std::uint8_t>(i));
      }
    }
    return std::nullopt;
  }

  /// The same, for codes written in the program: an unknown one does not compile.
  [[nodiscard]] static consteval Currency of(std::string_view code) {
    const auto found = find(code);
    if (!found) throw std::invalid_argument("not a currency of the table");
    return *found;
  }

  [[nodiscard]] constexpr std::string_view code() const { return detail::currencies[index_].code; }
  /// How many decimals its amounts have.
  [[nodiscard]] constexpr int exponent() const { return detail::currencies[index_].exponent; }
  [[nodiscard]] constexpr bool known() const { return index_ != 0; }

  friend constexpr auto operator<=>(const Currency&, const Currency&) = default;

 private:
  constexpr explicit Currency(std::uint8_t index) : index_(index) {}

  std::uint8_t index_ = 0;
};

}  // namespace payments
