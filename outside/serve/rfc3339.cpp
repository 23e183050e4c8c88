// Dates by std::chrono's calendar; the digits by hand, since g++ 12 has neither format nor parse.
#include "outside/serve/rfc3339.hpp"

#include <charconv>
#include <chrono>

#include <fmt/format.h>

namespace assay::outside {
namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t day = 86'400 * second;

std::string decimals(std::int64_t nanoseconds) {
  if (nanoseconds == 0) return "";
  if (nanoseconds % 1'000'000 == 0) return fmt::format(".{:03}", nanoseconds / 1'000'000);
  if (nanoseconds % 1'000 == 0) return fmt::format(".{:06}", nanoseconds / 1'000);
  return fmt::format(".{:09}", nanoseconds);
}

/// Reads so many digits off the front.
std::optional<unsigned> digits(std::string_view& text, std::size_t count) {
  unsigned value = 0;
  if (text.size() < count) return std::nullopt;
  const char* const end = text.data() + count;
  if (std::from_chars(text.data(), end, value).ptr != end) return std::nullopt;
  text.remove_prefix(count);
  return value;
}

bool skip(std::string_view& text, char letter) {
  if (!text.starts_with(letter)) return false;
  text.remove_prefix(1);
  return true;
}

/// Reads "YYYY-MM-DD" off the front; the days since 1970.
std::optional<std::int64_t> read_date(std::string_view& text) {
  const auto year = digits(text, 4);
  const bool first = skip(text, '-');
  const auto month = digits(text, 2);
  const bool then = skip(text, '-');
  const auto of_month = digits(text, 2);
  if (!year || !first || !month || !then || !of_month) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)},
                                         std::chrono::month{*month}, std::chrono::day{*of_month}};
  if (!date.ok() || *year < 1970 || *year > 2261) return std::nullopt;
  return std::chrono::sys_days{date}.time_since_epoch().count();
}

/// Reads "hh:mm:ss" off the front; the seconds since midnight.
std::optional<std::int64_t> read_clock(std::string_view& text) {
  const auto hour = digits(text, 2);
  const bool first = skip(text, ':');
  const auto minute = digits(text, 2);
  const bool then = skip(text, ':');
  const auto seconds = digits(text, 2);
  if (!hour || !first || !minute || !then || !seconds) return std::nullopt;
  if (*hour > 23 || *minute > 59 || *seconds > 59) return std::nullopt;
  return std::int64_t{*hour} * 3600 + std::int64_t{*minute} * 60 + *seconds;
}

/// Reads ".250" off the front, where it is there; the nanoseconds.
std::optional<std::int64_t> read_decimals(std::string_view& text) {
  if (!skip(text, '.')) return 0;
  const std::size_t count = text.find_first_not_of("0123456789");
  if (count == 0 || count == std::string_view::npos || count > 9) return std::nullopt;
  std::int64_t value = *digits(text, count);
  for (std::size_t place = count; place < 9; ++place) value *= 10;
  return value;
}

}  // namespace

std::string to_rfc3339(sim::TimePoint time) {
  std::int64_t days = time.ns() / day;
  if (time.ns() % day < 0) --days;
  const std::int64_t rest = time.ns() - days * day;
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  const std::int64_t seconds = rest / second;
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     seconds / 3600, seconds / 60 % 60, seconds % 60, decimals(rest % second));
}

std::optional<sim::TimePoint> read_rfc3339(std::string_view text) {
  const auto date = read_date(text);
  if (!date || !skip(text, 'T')) return std::nullopt;
  const auto clock = read_clock(text);
  if (!clock) return std::nullopt;
  const auto rest = read_decimals(text);
  if (!rest || text != "Z") return std::nullopt;
  return sim::TimePoint{*date * day + *clock * second + *rest};
}

}  // namespace assay::outside
