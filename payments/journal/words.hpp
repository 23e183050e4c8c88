// From a stable word back to the value that it stands for. Words are compared in full: a prefix or
// another case is another word.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace payments::detail {

/// The value whose word stands at its number, if any does.
template <typename Value, std::size_t n>
[[nodiscard]] std::optional<Value> value_of(std::string_view text,
                                            const std::array<std::string_view, n>& words) {
  const auto found = std::ranges::find(words, text);
  if (found == words.end()) return std::nullopt;
  return static_cast<Value>(found - words.begin());
}

}  // namespace payments::detail
