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
  template <typename Context>
  auto format(const Value& value, Context& context) const {
    return fmt::formatter<std::string_view>::format(text_of(value), context);
  }
};

inline std::string_view text_of(const Name& name) { return name.text(); }
inline std::string_view text_of(const Currency& currency) { return currency.code(); }

}  // namespace assay::history

template <>
struct fmt::formatter<assay::history::Name> : assay::history::TextFormatter<assay::history::Name> {
};
template <>
struct fmt::formatter<assay::history::Currency>
    : assay::history::TextFormatter<assay::history::Currency> {};
