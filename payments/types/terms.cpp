// A card number shows by its length and its check digit (ISO/IEC 7812, the Luhn formula), whatever
// stands around it.
#include "payments/types/terms.hpp"

#include <algorithm>
#include <vector>

namespace payments {
namespace {

constexpr std::size_t token_length_max = 255;
constexpr std::size_t number_length_min = 12, number_length_max = 19;

bool is_decimal(char sign) { return sign >= '0' && sign <= '9'; }
bool is_separator(char sign) { return sign == ' ' || sign == '-' || sign == '.'; }

bool check_digit_is_right(std::string_view digits) {
  int sum = 0;
  bool twice = false;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, twice = !twice) {
    const int value = (*digit - '0') * (twice ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 == 0;
}

bool may_be_number(std::string_view digits) {
  return digits.size() >= number_length_min && digits.size() <= number_length_max &&
         check_digit_is_right(digits);
}

/// Digits in one piece, and where the piece ends.
struct DigitRun {
  std::string_view digits;
  std::size_t end = 0;
};

std::vector<DigitRun> pieces_of(std::string_view text) {
  std::vector<DigitRun> pieces;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    while (at < text.size() && is_decimal(text[at])) ++at;
    if (at > begin) pieces.push_back({text.substr(begin, at - begin), at});
    if (at == begin) ++at;
  }
  return pieces;
}

/// Whether one sign alone stands between two pieces, and it is one that cards have there.
bool adjoin(std::string_view text, const DigitRun& one, const DigitRun& next) {
  const std::size_t begin = next.end - next.digits.size();
  return begin == one.end + 1 && is_separator(text[one.end]);
}

/// Whether some neighbouring pieces, put together, may be a card number.
bool holds_number(std::string_view text) {
  const std::vector<DigitRun> pieces = pieces_of(text);
  for (std::size_t first = 0; first < pieces.size(); ++first) {
    if (pieces[first].digits.size() > number_length_max) return true;
    std::string together;
    for (std::size_t next = first; next < pieces.size(); ++next) {
      if (next > first && !adjoin(text, pieces[next - 1], pieces[next])) break;
      together += pieces[next].digits;
      if (together.size() > number_length_max) break;
      if (may_be_number(together)) return true;
    }
  }
  return false;
}

bool is_printable(char sign) { return sign >= ' ' && sign <= '~'; }

}  // namespace

std::optional<InstrumentToken> InstrumentToken::from(std::string_view text) {
  const bool fine = text.size() <= token_length_max && std::ranges::all_of(text, is_printable);
  if (!fine || holds_number(text)) return std::nullopt;
  InstrumentToken token;
  token.text_ = text;
  return token;
}

}  // namespace payments
