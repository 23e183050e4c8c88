// A property as its user states it, in a scenario file or as a value in C++: a small expression
// over facts. Facts and fields go by their words of docs/history-format.md. A plain value: what it
// comes to in a history is for property.hpp, how files spell it for scenarios/files.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "properties/property.hpp"

namespace assay::properties::own {

/// A field of the fact that the expression began with.
struct OfFirst {
  std::string field;
  friend bool operator==(const OfFirst&, const OfFirst&) = default;
};

/// What a field is held against.
using Operand = std::variant<bool, std::int64_t, std::string, OfFirst>;

/// How. `present`: the field says something, or (false) it does not; zero, none and false say
/// nothing. All others have one operand, `one_of` a list.
enum class Test : std::uint8_t { equal, one_of, is_not, above, below, present };

/// One field of a fact, held against something.
struct Condition {
  std::string field;
  Test test{};
  std::vector<Operand> operands;
  friend bool operator==(const Condition&, const Condition&) = default;
};

/// Facts of one kind of which all conditions are true.
struct Pattern {
  std::string fact;
  std::vector<Condition> where;
  /// fields in which it is equal to the fact that the expression began with
  std::vector<std::string> same;
  friend bool operator==(const Pattern&, const Pattern&) = default;
};

/// never: no such fact; with an `other`, none before which that one did not come.
/// at_rest: each such fact has its other, wherever, once the world is at rest.
/// after: within a bound after each such fact its other comes (bounds: docs/properties.md).
/// at_most_once: no two such facts agree in the fields of `per`.
enum class Form : std::uint8_t { never, at_rest, after, at_most_once };

/// One property. What it means is the user's own sentence, shown as it is.
struct Stated {
  std::string name;
  std::string meaning;
  Severity harm{};
  Form form{};
  Pattern fact;
  Pattern other;                 ///< of `never` perhaps, of `at_rest` and `after` always
  std::int64_t within = 0;       ///< nanoseconds, of `after`
  std::vector<std::string> per;  ///< of `at_most_once`; without any: once in all
  friend bool operator==(const Stated&, const Stated&) = default;
};

/// Whether there is a second fact in it.
[[nodiscard]] inline bool has_other(const Stated& stated) { return !stated.other.fact.empty(); }

}  // namespace assay::properties::own
