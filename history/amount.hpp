// Money as facts state it: whole minor units of a currency. Nothing here adds or multiplies: what
// money comes to is for properties to work out.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string_view>

namespace assay::history {

/// The code of a currency, three letters of ISO 4217 as a rule; empty where none is stated.
class Currency {
 public:
  static constexpr std::size_t length_max = 7;

  constexpr Currency() = default;
  /// Contract: the code fits.
  constexpr Currency(std::string_view code)  // NOLINT: meant to be implicit
      : size_(static_cast<std::uint8_t>(code.size())) {
    if (!fits(code)) throw std::length_error("a currency of more than seven letters");
    std::copy(code.begin(), code.end(), code_.begin());
  }
  constexpr Currency(const char* code) : Currency(std::string_view{code}) {}  // NOLINT: the same

  /// Whether a code is short enough to be kept.
  [[nodiscard]] static constexpr bool fits(std::string_view code) {
    return code.size() <= length_max;
  }
  /// The letters: a view into this object, valid as long as that is.
  [[nodiscard]] constexpr std::string_view code() const { return {code_.data(), size_}; }
  /// Whether none is stated.
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }

  friend constexpr auto operator<=>(const Currency&, const Currency&) = default;

 private:
  std::array<char, length_max> code_{};
  std::uint8_t size_ = 0;
};

/// Integer minor units of a currency; never a floating-point number.
struct Amount {
  std::int64_t minor = 0;
  Currency currency{};
  friend bool operator==(const Amount&, const Amount&) = default;
};

}  // namespace assay::history
