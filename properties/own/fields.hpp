// The fields of facts at run time, by name: what each kind tells of itself (history/facts), read
// with a visitor like files, digests and documents. No list of its own. Amounts are told as two
// fields, "amount.minor" and "amount.currency"; a fact's stamp as "at" and "observer".
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "history/observation.hpp"

namespace assay::properties::own {

/// What a field holds. A word is one of a closed list.
enum class FieldType : std::uint8_t { text, word, number, flag };

/// A field of a kind of fact.
struct FieldAbout {
  std::string name;
  FieldType type{};
  std::span<const std::string_view> words{};  ///< of a word: constants
};

/// What a field holds in one fact: a text or word, or a number; a flag is 0 or 1.
struct Value {
  std::string_view text{};  ///< valid as long as the fact
  std::int64_t number = 0;
  bool says_something = false;  ///< not what a fact has that was told nothing
  friend bool operator==(const Value& left, const Value& right) {
    return left.text == right.text && left.number == right.number;
  }
  friend auto operator<=>(const Value& left, const Value& right) {
    if (const auto text = left.text <=> right.text; text != 0) return text;
    return left.number <=> right.number;
  }
};

/// The fields of a kind, in the order in which it tells them, those of the stamp first.
[[nodiscard]] const std::vector<FieldAbout>& fields_of(history::FactKind kind);

/// The place of a field among those of its kind; nothing where the kind has none of that name.
[[nodiscard]] std::optional<std::size_t> place_of(history::FactKind kind, std::string_view field);

/// What the field at a place holds. A number beyond 63 bits is held at their limit.
[[nodiscard]] Value value_at(const history::Observation& seen, std::size_t place);

}  // namespace assay::properties::own
