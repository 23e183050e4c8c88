// Arithmetic is checked on 64 bits; products of an allocation need 128.
#include "payments/types/money.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <system_error>

namespace payments {
namespace {

__extension__ using Wide = __int128;

std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

/// Hands `left` single minor units (of sign `unit`) to the parts that were cut most.
void hand_out(std::vector<Money>& parts, const std::vector<Wide>& cut, std::int64_t left,
              std::int64_t unit) {
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return cut[a] != cut[b] ? cut[a] > cut[b] : a < b;
  });
  for (std::int64_t i = 0; i < left; ++i) parts[order[static_cast<std::size_t>(i)]].minor += unit;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// "12.50" with two decimals to "1250"; nothing if the decimals are not exactly so many.
std::string without_point(std::string_view text, int exponent) {
  if (exponent == 0) return std::string(text);
  const auto decimals = static_cast<std::size_t>(exponent);
  if (text.size() < decimals + 2 || text[text.size() - decimals - 1] != '.') return {};
  std::string digits(text.substr(0, text.size() - decimals - 1));
  const bool canonical = digits.size() == 1 || digits.front() != '0';
  return canonical ? digits.append(text.substr(text.size() - decimals)) : std::string{};
}

}  // namespace

std::expected<Money, MoneyError> add(Money a, Money b) {
  if (a.currency != b.currency) return std::unexpected(MoneyError::currency_mismatch);
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a.minor, b.minor, &sum)) return std::unexpected(MoneyError::overflow);
  return Money{sum, a.currency};
}

std::expected<Money, MoneyError> subtract(Money a, Money b) {
  if (a.currency != b.currency) return std::unexpected(MoneyError::currency_mismatch);
  std::int64_t rest = 0;
  if (__builtin_sub_overflow(a.minor, b.minor, &rest)) return std::unexpected(MoneyError::overflow);
  return Money{rest, a.currency};
}

std::expected<std::vector<Money>, MoneyError> allocate(Money whole,
                                                       std::span<const std::int64_t> weights) {
  const bool negative = std::ranges::any_of(weights, [](std::int64_t w) { return w < 0; });
  const Wide total = std::accumulate(weights.begin(), weights.end(), Wide{0});
  if (negative || total == 0) return std::unexpected(MoneyError::no_weights);
  const std::int64_t unit = whole.minor < 0 ? -1 : 1;
  const Wide size = Wide{whole.minor} * unit;
  std::vector<Money> parts;
  std::vector<Wide> cut;
  Wide given = 0;
  for (const std::int64_t weight : weights) {
    const Wide share = size * weight / total;
    parts.push_back({static_cast<std::int64_t>(share * unit), whole.currency});
    cut.push_back(size * weight % total);
    given += share;
  }
  hand_out(parts, cut, static_cast<std::int64_t>(size - given), unit);
  return parts;
}

std::string format(Money money) {
  const std::int64_t unit = power_of_ten(money.currency.exponent());
  const std::int64_t whole = money.minor / unit;
  const std::int64_t part = money.minor % unit;
  std::string text = money.minor < 0 && whole == 0 ? "-" : "";
  text += std::to_string(whole);
  if (money.currency.exponent() > 0) {
    const std::string decimals = std::to_string(part < 0 ? -part : part);
    const auto width = static_cast<std::size_t>(money.currency.exponent());
    text.append(".").append(width - decimals.size(), '0').append(decimals);
  }
  return text.append(" ").append(money.currency.code());
}

std::expected<Money, MoneyError> parse_money(std::string_view text) {
  const auto malformed = std::unexpected(MoneyError::malformed);
  const auto space = text.find(' ');
  if (space == std::string_view::npos) return malformed;
  const auto currency = Currency::find(text.substr(space + 1));
  if (!currency) return malformed;
  const bool negative = text.starts_with('-');
  const std::string_view number = text.substr(negative ? 1 : 0, space - (negative ? 1 : 0));
  const std::string digits = without_point(number, currency->exponent());
  if (!all_digits(digits)) return malformed;
  if (currency->exponent() == 0 && digits.size() > 1 && digits.front() == '0') return malformed;
  const std::string signed_digits = negative ? "-" + digits : digits;
  Money money{0, *currency};
  const char* end = signed_digits.data() + signed_digits.size();
  const auto [stop, error] = std::from_chars(signed_digits.data(), end, money.minor);
  if (error == std::errc::result_out_of_range) return std::unexpected(MoneyError::overflow);
  if (negative && money.minor == 0) return malformed;
  return money;
}

}  // namespace payments
