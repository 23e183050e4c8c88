// Digits are counted before they are added up, so nothing overflows.
#include "payments/reconciliation/document.hpp"

#include <algorithm>
#include <utility>

namespace payments::reconciliation {
namespace {

bool digits_only(std::string_view text) {
  return std::ranges::all_of(text, [](char sign) { return sign >= '0' && sign <= '9'; });
}

/// Whole digits and decimals. None: it is no number.
std::optional<std::pair<std::string_view, std::string_view>> parts_of(std::string_view number) {
  const auto point = number.find('.');
  const std::string_view whole = number.substr(0, point);
  const bool has_point = point != std::string_view::npos;
  const std::string_view decimals = has_point ? number.substr(point + 1) : std::string_view{};
  const bool good = !whole.empty() && digits_only(whole) && digits_only(decimals) &&
                    (!has_point || !decimals.empty());
  return good ? std::optional(std::pair(whole, decimals)) : std::nullopt;
}

std::optional<std::int64_t> minor_of(std::string_view whole, std::string_view decimals,
                                     std::size_t exponent) {
  if (decimals.size() > exponent) return std::nullopt;
  std::string digits(whole);
  digits.append(decimals).append(exponent - decimals.size(), '0');
  std::int64_t minor = 0;
  for (const char sign : digits) {
    minor = minor * 10 + (sign - '0');
    if (minor > amount_max) return std::nullopt;
  }
  return minor;
}

}  // namespace

std::optional<StatedAmount> read_amount(std::string_view number, std::string_view currency) {
  std::string_view rest = number;
  const bool negative = rest.starts_with('-');
  if (negative || rest.starts_with('+')) rest.remove_prefix(1);
  const auto parts = parts_of(rest);
  if (!parts) return std::nullopt;
  StatedAmount stated;
  stated.text = std::string(number).append(" ").append(currency);
  const auto known = Currency::find(currency);
  if (!known) return stated;
  const auto exponent = static_cast<std::size_t>(known->exponent());
  const auto minor = minor_of(parts->first, parts->second, exponent);
  if (minor) stated.amount = Money{negative ? -*minor : *minor, *known};
  return stated;
}

}  // namespace payments::reconciliation
