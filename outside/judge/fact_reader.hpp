// One line and one rule make one fact, packed, with the names by which it is linked to others. A
// value that the field does not take is refused, never guessed.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "outside/judge/flat_line.hpp"
#include "outside/judge/mapping.hpp"
#include "outside/judge/packed_facts.hpp"

namespace assay::outside {

inline constexpr std::size_t link_count = 12;

/// What a fact names, by `Link`. Valid as long as the line and the rule are.
using Links = std::array<std::string_view, link_count>;

/// A fact that was read.
struct ReadFact {
  FactOrigin origin{};
  history::FactKind kind{};
  Links links{};
  std::string packed{};
};

/// The value that stands there; nothing where the line does not have it. Valid as `Links`.
[[nodiscard]] std::optional<std::string_view> value_at(const ValueSource& source,
                                                       const FlatLine& line);
[[nodiscard]] bool fulfils(const std::vector<Condition>& when, const FlatLine& line);

/// Makes the fact of a line. Contract: `into.origin` is set. Returns: false, with the complaint in
/// `error`, where a value is none that the field takes.
[[nodiscard]] bool read_fact(const FactRule& rule, const RecordedSource& source,
                             const FlatLine& line, ReadFact& into, FlatError& error);

}  // namespace assay::outside
