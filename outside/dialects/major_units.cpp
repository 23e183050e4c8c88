// The currency's exponent is that of history/.
#include "outside/dialects/major_units.hpp"

#include <charconv>

#include "history/currency.hpp"

namespace assay::outside {

std::optional<std::int64_t> from_major(std::string_view text, std::string_view currency) {
  const std::size_t decimals = history::decimals_of(currency);
  const std::size_t dot = text.find('.');
  const bool has_dot = dot != std::string_view::npos;
  const std::string_view behind = has_dot ? text.substr(dot + 1) : "";
  if (text.empty() || dot == 0 || behind.size() > decimals || (has_dot && behind.empty())) {
    return std::nullopt;
  }
  std::string digits{text.substr(0, dot)};
  digits.append(behind).append(decimals - behind.size(), '0');
  if (digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  std::int64_t minor = 0;
  const char* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, minor);
  if (read.ptr != end || read.ec != std::errc{}) return std::nullopt;
  return minor;
}

std::string to_major(const history::Amount& amount) {
  if (amount.currency.empty()) return "";
  const std::string written = history::written(amount);
  return written.substr(0, written.find(' '));
}

}  // namespace assay::outside
