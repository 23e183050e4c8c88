// Taking values out of one parsed line, strictly: what both schemas of a history share. The first
// complaint ends it; nothing is guessed.
#pragma once

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "history/jsonl.hpp"
#include "history/words.hpp"

namespace assay::history::detail {

using Json = nlohmann::json;

/// What was expected and what was found; nothing when all is well.
using Complaint = std::optional<HistoryError>;

Complaint complaint(std::string expected, std::string found);

/// A text in quotes, shortened.
std::string in_quotes(std::string_view text);
/// A value as JSON, shortened.
std::string dumped(const Json& value);

/// One line as an object: each key once, no nesting beyond an amount or a list.
Complaint parse(std::string_view line, Json& into);

template <typename Number>
Complaint take_number(std::string_view name, const Json& value, Number& into) {
  const bool negative_allowed = std::is_signed_v<Number>;
  const bool fits = value.is_number_unsigned() ? std::in_range<Number>(value.get<std::uint64_t>())
                                               : value.is_number_integer() && negative_allowed;
  if (!fits) {
    return complaint(in_quotes(name) + " a whole number from " +
                         std::to_string(std::numeric_limits<Number>::min()) + " to " +
                         std::to_string(std::numeric_limits<Number>::max()),
                     dumped(value));
  }
  into = value.get<Number>();
  return std::nullopt;
}

Complaint take_text(std::string_view name, const Json& value, std::string& into);

/// A word of a closed list. The complaint names them all.
template <typename Enum>
Complaint take_word(std::string_view name, const Json& value, Enum& into) {
  const auto word =
      value.is_string() ? from_text<Enum>(value.get_ref<const std::string&>()) : std::nullopt;
  if (word) {
    into = *word;
    return std::nullopt;
  }
  std::string words;
  for (const std::string_view one : words_of<Enum>()) {
    words += words.empty() ? " one of " : ", ";
    words += one;
  }
  return complaint(in_quotes(name) + words, dumped(value));
}

}  // namespace assay::history::detail
