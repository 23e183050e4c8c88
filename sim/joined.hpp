// One new text from several parts, texts and whole numbers, made at its full length at once: names
// of sites, scopes, ids. Not a formatter: a number is written in plain decimal digits.
#pragma once

#include <array>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "sim/short_text.hpp"

namespace assay::sim {

namespace detail {

/// A number in decimal digits.
class Decimal {
 public:
  explicit Decimal(std::uint64_t number)
      : end_{std::to_chars(digits_.data(), digits_.data() + digits_.size(), number).ptr} {}
  Decimal(const Decimal&) = delete;
  Decimal& operator=(const Decimal&) = delete;
  [[nodiscard]] std::string_view view() const { return {digits_.data(), end_}; }

 private:
  std::array<char, 20> digits_;  // as many as 64 bits can need
  char* end_;
};

inline std::string_view part_of(std::string_view text) { return text; }
inline Decimal part_of(std::unsigned_integral auto number) { return Decimal{number}; }

inline std::string_view view_of(std::string_view text) { return text; }
inline std::string_view view_of(const Decimal& number) { return number.view(); }

template <typename... Parts>
std::string join(const Parts&... parts) {
  const std::size_t length = (view_of(parts).size() + ...);
  std::string text;
  text.resize_and_overwrite(length, [&](char* out, std::size_t) {
    ((out = copy_text(out, view_of(parts))), ...);
    return length;  // libstdc++ 12 tells how much it has made room for, not the size asked for
  });
  return text;
}

}  // namespace detail

/// The parts, one behind the other.
template <typename... Parts>
[[nodiscard]] std::string joined(const Parts&... parts) {
  return detail::join(detail::part_of(parts)...);
}

}  // namespace assay::sim
