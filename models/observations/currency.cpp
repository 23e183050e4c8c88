// The currencies that do not have two decimals.
#include "models/observations/currency.hpp"

#include <algorithm>
#include <array>

namespace assay::models {

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

}  // namespace assay::models
