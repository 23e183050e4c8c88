// A pattern with its words looked up: whether a fact is one of those that it speaks of, and by what
// facts are told to belong together. Names are looked up when it is made, never for a fact.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "properties/index.hpp"
#include "properties/own/fields.hpp"
#include "properties/own/stated.hpp"

namespace assay::properties::own {

/// What some fields hold in one fact.
using Key = std::vector<Value>;

/// Some fields of a kind, looked up.
class KeyFields {
 public:
  /// Contract: the kind has all of them.
  KeyFields(FactKind kind, const std::vector<std::string>& fields);

  [[nodiscard]] Key key_of(const Observation& seen) const;
  /// The first text that is empty in a key: a fact that does not say it can be told from no other.
  /// Returns: an empty name where there is none.
  [[nodiscard]] std::string_view unsaid_in(const Key& key) const;

 private:
  std::vector<std::size_t> places_;
  std::vector<std::string> texts_;  // by place; empty where the field is no text
};

/// Contract: no word of the pattern is wrong. `first` is the kind that the expression begins with.
class Matcher {
 public:
  Matcher(const Pattern& pattern, FactKind first);

  [[nodiscard]] FactKind kind() const { return kind_; }
  /// Whether it is of the kind, and all conditions are true of it. `began` is the fact that the
  /// expression began with: `seen` itself, in its own pattern.
  [[nodiscard]] bool matches(const Observation& seen, const Observation& began) const;

 private:
  struct Held {
    std::size_t place = 0;
    Test test{};
    std::vector<Operand> operands;
    std::vector<std::size_t> of_first;  // by operand that names a field: its place
  };
  [[nodiscard]] static Value value_of(const Held& held, std::size_t operand,
                                      const Observation& began);
  [[nodiscard]] static bool is_true(const Held& held, const Value& value, const Observation& began);

  FactKind kind_;
  std::vector<Held> where_;
};

/// The kind of that word. Errors: std::invalid_argument.
[[nodiscard]] FactKind kind_named(const std::string& word);

}  // namespace assay::properties::own
