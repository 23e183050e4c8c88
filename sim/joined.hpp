// One new text from several parts, texts and whole numbers, made at its full length at once: names
// of sites, scopes, ids. Not a formatter: a number is written in plain decimal digits.
#pragma once

#include <array>
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
  explicit Decimal(std::uint64_t number) {
    do {
      digits_[--begin_] = static_cast<char>('0' + number % 10);
      number /= 10;
    } while (number != 0);
  }
  [[nodiscard]] std::string_view view() const {
    return {digits_.data() + begin_, digits_.size() - begin_};
  }

 private:
  std::array<char, 20> digits_;  // as many as 64 bits can need
  std::size_t begin_ = digits_.size();
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
