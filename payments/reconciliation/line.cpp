// Words and days, both ways.
#include "payments/reconciliation/line.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace payments::reconciliation {
namespace {

constexpr std::array<std::string_view, 7> source_words{
    "books", "keys", "processor_list", "settlement", "returns", "bank", "advice"};
constexpr std::array<std::string_view, 13> line_kind_words{
    "authorisation", "capture", "refund",  "release", "dispute", "dispute_won", "bank_return",
    "fee",           "tax",     "reserve", "fx",      "payout",  "netted"};

template <typename Enum, std::size_t Count>
std::optional<Enum> enum_of(std::string_view text,
                            const std::array<std::string_view, Count>& words) {
  const auto found = std::ranges::find(words, text);
  if (found == words.end()) return std::nullopt;
  return static_cast<Enum>(found - words.begin());
}

/// A number of exactly so many digits.
std::optional<int> digits_of(std::string_view text) {
  int number = 0;
  for (const char sign : text) {
    if (sign < '0' || sign > '9') return std::nullopt;
    number = number * 10 + (sign - '0');
  }
  return number;
}

std::string padded(int number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

}  // namespace

std::string_view to_text(Source source) { return source_words[static_cast<std::size_t>(source)]; }

std::string_view to_text(LineKind kind) { return line_kind_words[static_cast<std::size_t>(kind)]; }

std::optional<Source> source_from(std::string_view text) {
  return enum_of<Source>(text, source_words);
}

std::optional<LineKind> line_kind_from(std::string_view text) {
  return enum_of<LineKind>(text, line_kind_words);
}

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits_of(text.substr(0, 4));
  const auto month = digits_of(text.substr(5, 2)), day = digits_of(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  const auto since = std::chrono::sys_days{date}.time_since_epoch().count();
  return Day{static_cast<std::int32_t>(since)};
}

std::string format(Day day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day.count}}};
  return padded(static_cast<int>(date.year()), 4) + "-" +
         padded(static_cast<int>(static_cast<unsigned>(date.month())), 2) + "-" +
         padded(static_cast<int>(static_cast<unsigned>(date.day())), 2);
}

}  // namespace payments::reconciliation
