// Virtual time: signed 64-bit nanoseconds, points and lengths apart. Not wall time: nothing here
// reads a clock. Serves law 1: time passes only when the kernel says so.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace assay::sim {

/// A length of virtual time. Units: nanoseconds.
class Duration {
 public:
  constexpr Duration() = default;
  constexpr explicit Duration(std::int64_t nanoseconds) : ns_{nanoseconds} {}

  [[nodiscard]] constexpr std::int64_t ns() const { return ns_; }
  constexpr auto operator<=>(const Duration&) const = default;

  constexpr Duration operator+(Duration other) const { return Duration{ns_ + other.ns_}; }
  constexpr Duration operator-(Duration other) const { return Duration{ns_ - other.ns_}; }
  constexpr Duration operator*(std::int64_t factor) const { return Duration{ns_ * factor}; }
  constexpr Duration operator/(std::int64_t divisor) const { return Duration{ns_ / divisor}; }
  constexpr Duration operator%(Duration other) const { return Duration{ns_ % other.ns_}; }

 private:
  std::int64_t ns_ = 0;
};

/// A point of virtual time, counted from the world's beginning. A point plus a point does not
/// compile.
class TimePoint {
 public:
  constexpr TimePoint() = default;
  constexpr explicit TimePoint(std::int64_t nanoseconds) : ns_{nanoseconds} {}
  static constexpr TimePoint never() { return TimePoint{std::numeric_limits<std::int64_t>::max()}; }

  [[nodiscard]] constexpr std::int64_t ns() const { return ns_; }
  constexpr auto operator<=>(const TimePoint&) const = default;

  constexpr TimePoint operator+(Duration length) const { return TimePoint{ns_ + length.ns()}; }
  constexpr TimePoint operator-(Duration length) const { return TimePoint{ns_ - length.ns()}; }
  constexpr Duration operator-(TimePoint other) const { return Duration{ns_ - other.ns_}; }

 private:
  std::int64_t ns_ = 0;
};

inline namespace literals {

constexpr Duration operator""_ns(unsigned long long n) {
  return Duration{static_cast<std::int64_t>(n)};
}
constexpr Duration operator""_us(unsigned long long n) {
  return Duration{static_cast<std::int64_t>(n) * 1'000};
}
constexpr Duration operator""_ms(unsigned long long n) {
  return Duration{static_cast<std::int64_t>(n) * 1'000'000};
}
constexpr Duration operator""_s(unsigned long long n) {
  return Duration{static_cast<std::int64_t>(n) * 1'000'000'000};
}
constexpr Duration operator""_min(unsigned long long n) {
  return Duration{static_cast<std::int64_t>(n) * 60'000'000'000};
}
constexpr Duration operator""_h(unsigned long long n) {
  return Duration{static_cast<std::int64_t>(n) * 3'600'000'000'000};
}

}  // namespace literals

}  // namespace assay::sim
