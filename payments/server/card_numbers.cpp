// Groups are digits with one blank, hyphen or point between them.
#include "payments/server/card_numbers.hpp"

#include <string>
#include <vector>

namespace payments::server {
namespace {

constexpr std::size_t digits_min = 13, digits_max = 19;

bool is_digit(char sign) { return sign >= '0' && sign <= '9'; }
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

bool begins_as_card(std::string_view digits) {
  if (digits[0] >= '3' && digits[0] <= '6') return true;
  const std::string_view four = digits.substr(0, 4);
  return four >= "2221" && four <= "2720";
}

bool may_be_number(std::string_view digits) {
  return digits.size() >= digits_min && digits.size() <= digits_max && begins_as_card(digits) &&
         check_digit_is_right(digits);
}

/// Groups that follow each other, each run of them by itself.
std::vector<std::vector<std::string>> runs_of(std::string_view text) {
  std::vector<std::vector<std::string>> runs(1);
  for (std::size_t i = 0; i < text.size();) {
    std::string group;
    while (i < text.size() && is_digit(text[i])) group += text[i++];
    if (!group.empty()) runs.back().push_back(group);
    const bool joins = !group.empty() && i + 1 < text.size() && is_separator(text[i]) &&
                       is_digit(text[i + 1]);
    if (!joins && !runs.back().empty()) runs.emplace_back();
    if (i < text.size() && !is_digit(text[i])) ++i;
  }
  return runs;
}

}  // namespace

bool may_hold_card_number(std::string_view text) {
  for (const std::vector<std::string>& run : runs_of(text)) {
    for (std::size_t first = 0; first < run.size(); ++first) {
      std::string together;
      for (std::size_t next = first; next < run.size(); ++next) {
        together += run[next];
        if (together.size() > digits_max) break;
        if (may_be_number(together)) return true;
      }
    }
  }
  return false;
}

}  // namespace payments::server
