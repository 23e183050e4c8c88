// The table of kinds, made of what each says of itself.
#include "history/facts.hpp"

#include <utility>

namespace assay::history {
namespace {

constexpr auto table = []<std::size_t... place>(std::index_sequence<place...>) {
  return std::array<About, fact_kinds>{FactAt<place>::about...};
}
(std::make_index_sequence<fact_kinds>{});

}  // namespace

std::span<const About, fact_kinds> all_about() { return table; }

std::optional<FactKind> kind_from(std::string_view word) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table[i].word == word) return static_cast<FactKind>(i);
  }
  return std::nullopt;
}

}  // namespace assay::history
