// Points and lengths of time, as the payment code counts them: signed 64-bit nanoseconds.
// Not a clock (see ports/clock.hpp). A point plus a point does not compile, so a deadline can
// never be mistaken for a delay.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace payments {

/// A length of time. Units: nanoseconds.
struct Duration {
  std::int64_t count = 0;

  friend constexpr auto operator<=>(const Duration&, const Duration&) = default;
  friend constexpr Duration operator+(Duration a, Duration b) { return {a.count + b.count}; }
  friend constexpr Duration operator-(Duration a, Duration b) { return {a.count - b.count}; }
  friend constexpr Duration operator*(Duration a, std::int64_t n) { return {a.count * n}; }
};

/// A point in time as one node's clock shows it. Units: nanoseconds since that clock's epoch.
struct Instant {
  std::int64_t count = 0;

  /// Later than every moment that a clock shows; a while later or earlier it is still never.
  static constexpr Instant never() { return {std::numeric_limits<std::int64_t>::max()}; }

  friend constexpr auto operator<=>(const Instant&, const Instant&) = default;
  friend constexpr Instant operator+(Instant t, Duration d) {
    return t == never() ? t : Instant{t.count + d.count};
  }
  friend constexpr Instant operator-(Instant t, Duration d) {
    return t == never() ? t : Instant{t.count - d.count};
  }
  friend constexpr Duration operator-(Instant a, Instant b) { return {a.count - b.count}; }
};

namespace literals {

constexpr std::int64_t in_nanoseconds(unsigned long long n, std::int64_t unit) {
  return static_cast<std::int64_t>(n) * unit;
}
constexpr Duration operator""_ns(unsigned long long n) { return {in_nanoseconds(n, 1)}; }
constexpr Duration operator""_us(unsigned long long n) { return {in_nanoseconds(n, 1'000)}; }
constexpr Duration operator""_ms(unsigned long long n) { return {in_nanoseconds(n, 1'000'000)}; }
constexpr Duration operator""_s(unsigned long long n) { return {in_nanoseconds(n, 1'000'000'000)}; }
constexpr Duration operator""_min(unsigned long long n) { return 60_s * in_nanoseconds(n, 1); }
constexpr Duration operator""_h(unsigned long long n) { return 3'600_s * in_nanoseconds(n, 1); }
constexpr Duration operator""_d(unsigned long long n) { return 86'400_s * in_nanoseconds(n, 1); }

}  // namespace literals
}  // namespace payments
