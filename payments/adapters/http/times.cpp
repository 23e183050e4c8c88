// The calendar is the standard library's.
#include "payments/adapters/http/times.hpp"

#include <charconv>
#include <chrono>
#include <cstdint>

namespace payments::http {
namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr std::size_t decimals_max = 9;

std::string padded(std::int64_t number, std::size_t width) {
  std::string digits = std::to_string(number);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

/// Digits at a place, or none.
std::optional<unsigned> digits_at(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return std::nullopt;
  const char* const first = text.data() + at;
  unsigned value = 0;
  const auto read = std::from_chars(first, first + count, value);
  if (read.ec != std::errc{} || read.ptr != first + count) return std::nullopt;
  return value;
}

/// ".25" as nanoseconds; empty is none at all.
std::optional<std::int64_t> fraction_of(std::string_view text) {
  if (text.empty()) return 0;
  text.remove_prefix(1);
  const auto value = digits_at(text, 0, text.size());
  if (text.empty() || text.size() > decimals_max || !value) return std::nullopt;
  std::int64_t nanoseconds = *value;
  for (std::size_t i = text.size(); i < decimals_max; ++i) nanoseconds *= 10;
  return nanoseconds;
}

}  // namespace

std::string to_rfc3339(Instant at) {
  using namespace std::chrono;
  const sys_time<nanoseconds> point{nanoseconds{at.count}};
  const auto day = floor<days>(point);
  const year_month_day date{day};
  const hh_mm_ss time{point - day};
  return padded(int{date.year()}, 4) + "-" + padded(unsigned{date.month()}, 2) + "-" +
         padded(unsigned{date.day()}, 2) + "T" + padded(time.hours().count(), 2) + ":" +
         padded(time.minutes().count(), 2) + ":" + padded(time.seconds().count(), 2) + "." +
         padded(time.subseconds().count(), decimals_max) + "Z";
}

std::optional<Instant> from_rfc3339(std::string_view text) {
  using namespace std::chrono;
  constexpr std::size_t least = 20;  // "2026-11-30T18:38:21Z"
  if (text.size() < least || !text.ends_with('Z')) return std::nullopt;
  if (text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':') {
    return std::nullopt;
  }
  const auto years = digits_at(text, 0, 4), months = digits_at(text, 5, 2);
  const auto day = digits_at(text, 8, 2), hour = digits_at(text, 11, 2);
  const auto minute = digits_at(text, 14, 2), seconds_past = digits_at(text, 17, 2);
  if (!years || !months || !day || !hour || !minute || !seconds_past) return std::nullopt;
  const year_month_day date{year{static_cast<int>(*years)}, month{*months},
                            std::chrono::day{*day}};
  if (!date.ok() || *hour > 23 || *minute > 59 || *seconds_past > 59) return std::nullopt;
  if (*years < 1970 || *years > 2261) return std::nullopt;
  const std::string_view rest = text.substr(19, text.size() - least);
  if (!rest.empty() && rest[0] != '.') return std::nullopt;
  const auto fraction = fraction_of(rest);
  if (!fraction) return std::nullopt;
  const std::int64_t whole = sys_days{date}.time_since_epoch().count() * std::int64_t{86'400} +
                             *hour * 3'600 + *minute * 60 + *seconds_past;
  return Instant{whole * second + *fraction};
}

}  // namespace payments::http
