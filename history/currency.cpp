// The currencies that do not have two decimals.
#include "history/currency.hpp"

#include <algorithm>
#include <array>

namespace assay::history {

namespace {

constexpr std::array<std::string_view, 16> without_decimals{
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW",
    "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"};
constexpr std::array<std::string_view, 7> with_three{"BHD", "IQD", "JOD", "KWD",
                                                     "LYD", "OMR", "TND"};

}  // namespace

unsigned decimals_of(std::string_view currency) {
  if (std::ranges::find(without_decimals, currency) != without_decimals.end()) return 0;
  return std::ranges::find(with_three, currency) != with_three.end() ? 3 : 2;
}

std::string written(const Amount& amount) {
  if (amount.currency.empty()) return std::to_string(amount.minor);
  const std::size_t places = decimals_of(amount.currency.code());
  const auto minor = static_cast<std::uint64_t>(amount.minor);
  std::string digits = std::to_string(amount.minor < 0 ? 0 - minor : minor);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, 1, '.');
  std::string text = amount.minor < 0 ? "-" + digits : digits;
  text += ' ';
  return text += amount.currency.code();
}

}  // namespace assay::history
