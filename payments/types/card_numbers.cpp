// Groups are digits with one blank, hyphen or point between them; any neighbouring ones, put
// together, may be the number.
#include "payments/types/card_numbers.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace payments {
namespace {

constexpr std::size_t digits_min = 12, card_digits_min = 13, digits_max = 19;

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

bool is_number(std::string_view digits) {
  return digits.size() >= digits_min && check_digit_is_right(digits);
}

bool is_number_of_card(std::string_view digits) {
  const std::string_view four = digits.substr(0, 4);
  const bool begins_as_card =
      (digits[0] >= '3' && digits[0] <= '6') || (four >= "2221" && four <= "2720");
  return digits.size() >= card_digits_min && begins_as_card && check_digit_is_right(digits);
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

/// Whether some neighbouring pieces, put together, are a number as `is_one` has it.
bool holds_number(std::string_view text, bool (*is_one)(std::string_view digits)) {
  const std::vector<DigitRun> pieces = pieces_of(text);
  for (std::size_t first = 0; first < pieces.size(); ++first) {
    std::string together;
    for (std::size_t next = first; next < pieces.size(); ++next) {
      if (next > first && !adjoin(text, pieces[next - 1], pieces[next])) break;
      together += pieces[next].digits;
      if (together.size() > digits_max) break;
      if (is_one(together)) return true;
    }
  }
  return false;
}

bool is_too_long_for_number(const DigitRun& piece) { return piece.digits.size() > digits_max; }

}  // namespace

bool is_suspect_of_card_number(std::string_view text) {
  return std::ranges::any_of(pieces_of(text), is_too_long_for_number) ||
         holds_number(text, is_number);
}

bool may_hold_card_number(std::string_view text) { return holds_number(text, is_number_of_card); }

}  // namespace payments
