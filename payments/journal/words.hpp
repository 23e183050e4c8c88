// From a stable word back to the value that it stands for. Words are compared in full: a prefix or
// another case is another word.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace payments::detail {

/// Whether a text is that word, which is not empty. Most differ in length or in the first letter.
[[nodiscard]] inline bool is_word(std::string_view text, std::string_view word) {
  return text.size() == word.size() && text.front() == word.front() && text == word;
}

/// The value whose word stands at its number, if any does.
template <typename Value, std::size_t n>
[[nodiscard]] std::optional<Value> value_of(std::string_view text,
                                            const std::array<std::string_view, n>& words) {
  for (std::size_t i = 0; i < n; ++i) {
    if (is_word(text, words[i])) return static_cast<Value>(i);
  }
  return std::nullopt;
}

}  // namespace payments::detail
