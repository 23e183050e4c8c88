// Names and currencies as arguments of fmt. Only for whoever writes texts for people, and never for
// what is folded or compared.
#pragma once

#include <fmt/format.h>

#include <string_view>

#include "history/amount.hpp"
#include "history/name.hpp"

namespace assay::history {

/// Formats whatever `text_of` makes of it.
template <typename Value>
struct TextFormatter : fmt::formatter<std::string_view> {
  /// Writes the text, padded and cut as the format asks. Returns: where the output goes on.
  template <typename Context>
  auto format(const Value& value, Context& context) const {
    return fmt::formatter<std::string_view>::format(text_of(value), context);
  }
};

/// The text as it is written. Valid as long as that of the name, or the currency itself.
inline std::string_view text_of(const Name& name) { return name.text(); }
inline std::string_view text_of(const Currency& currency) { return currency.code(); }

}  // namespace assay::history

/// A name as its text.
template <>
struct fmt::formatter<assay::history::Name> : assay::history::TextFormatter<assay::history::Name> {
};
/// A currency as its code.
template <>
struct fmt::formatter<assay::history::Currency>
    : assay::history::TextFormatter<assay::history::Currency> {};
