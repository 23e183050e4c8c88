// A brace that opens no word is a brace.
#include "outside/attack/words.hpp"

#include <algorithm>
#include <utility>

namespace assay::outside::attack {
namespace {

bool is_letter(char letter) { return (letter >= 'a' && letter <= 'z') || letter == '_'; }

/// The length of "{word}" at the beginning of a text; 0 where none stands there.
std::size_t word_length(std::string_view text) {
  const std::size_t end = text.find('}');
  if (end == std::string_view::npos || end < 2) return 0;
  return std::ranges::all_of(text.substr(1, end - 1), is_letter) ? end + 1 : 0;
}

bool is_number(const std::string& text) {
  return !text.empty() && text.size() < 19 &&
         std::ranges::all_of(text, [](char one) { return one >= '0' && one <= '9'; });
}

}  // namespace

std::string fill(std::string_view text, const Words& words) {
  std::string filled;
  while (!text.empty()) {
    const std::size_t length = text.front() == '{' ? word_length(text) : 0;
    const auto known = length == 0 ? words.end() : words.find(text.substr(1, length - 2));
    if (known == words.end()) {
      filled += text.front();
      text.remove_prefix(1);
    } else {
      filled += known->second;
      text.remove_prefix(length);
    }
  }
  return filled;
}

nlohmann::ordered_json fill_json(const nlohmann::ordered_json& value, const Words& words) {
  if (value.is_string()) {
    const auto text = value.get<std::string>();
    std::string filled = fill(text, words);
    if (text == "{amount}" && is_number(filled)) return std::stoll(filled);
    return filled;
  }
  if (!value.is_structured()) return value;
  nlohmann::ordered_json filled = value;
  for (nlohmann::ordered_json& part : filled) part = fill_json(std::as_const(part), words);
  return filled;
}

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    const std::size_t length = word_length(text.substr(at));
    if (length > 0) words.emplace_back(text.substr(at + 1, length - 2));
  }
  return words;
}

}  // namespace assay::outside::attack
