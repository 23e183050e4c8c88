// Digits by hand: a decimal text is its digits and where the point stands.
#include "outside/judge/exact_values.hpp"

#include <charconv>
#include <string>

#include "outside/serve/rfc3339.hpp"

namespace assay::outside {
namespace {

constexpr std::int64_t minute = 60'000'000'000;

std::optional<std::int64_t> two_digits(std::string_view text) {
  const auto digit = [](char letter) { return letter >= '0' && letter <= '9'; };
  if (text.size() != 2 || !digit(text[0]) || !digit(text[1])) return {};
  return (text[0] - '0') * 10 + (text[1] - '0');
}

/// Takes "+02:00" off the end; nanoseconds that the clock there is ahead of UTC.
std::optional<std::int64_t> take_offset(std::string& text) {
  constexpr std::size_t length = 6;
  if (text.size() < length) return {};
  const std::string_view end = std::string_view{text}.substr(text.size() - length);
  const auto hours = two_digits(end.substr(1, 2));
  const auto minutes = two_digits(end.substr(4, 2));
  if ((end[0] != '+' && end[0] != '-') || end[3] != ':' || !hours || !minutes) return {};
  if (*hours > 23 || *minutes > 59) return {};
  const std::int64_t ahead = (*hours * 60 + *minutes) * minute;
  const bool behind = end[0] == '-';
  text.resize(text.size() - length);
  text += 'Z';
  return behind ? -ahead : ahead;
}

std::optional<std::int64_t> read_date_and_time(std::string_view text) {
  std::string utc{text};
  std::int64_t ahead = 0;
  if (!utc.ends_with('Z')) {
    const auto taken = take_offset(utc);
    if (!taken) return {};
    ahead = *taken;
  }
  const auto time = read_rfc3339(utc);
  if (!time) return {};
  return time->ns() - ahead;
}

}  // namespace

std::optional<std::int64_t> scaled(std::string_view text, unsigned decimals) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t dot = text.find('.');
  const bool has_dot = dot != std::string_view::npos;
  const std::string_view behind = has_dot ? text.substr(dot + 1) : "";
  if (text.empty() || dot == 0 || (has_dot && behind.empty())) return {};
  std::string_view kept = behind.substr(0, decimals);
  if (behind.substr(kept.size()).find_first_not_of('0') != std::string_view::npos) return {};
  std::string digits{negative ? "-" : ""};
  digits.append(text.substr(0, dot)).append(kept).append(decimals - kept.size(), '0');
  if (digits.find_first_not_of("0123456789", negative ? 1 : 0) != std::string::npos) return {};
  std::int64_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, value);
  if (read.ec != std::errc{} || read.ptr != end) return {};
  return value;
}

std::optional<std::int64_t> read_time(std::string_view text, TimeFormat format) {
  switch (format) {
    case TimeFormat::rfc3339: return read_date_and_time(text);
    case TimeFormat::s: return scaled(text, 9);
    case TimeFormat::ms: return scaled(text, 6);
    case TimeFormat::us: return scaled(text, 3);
    case TimeFormat::ns: return scaled(text, 0);
  }
  return {};
}

}  // namespace assay::outside
