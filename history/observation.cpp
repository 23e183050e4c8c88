// Reading out of a fact what it names, by the names of its fields.
#include "history/observation.hpp"

#include <string>

namespace assay::history {

Named named_by(const Observation& seen) {
  const auto read = [](const auto& fact) {
    Named named;
    if constexpr (requires { fact.payable; }) named.payable = fact.payable;
    if constexpr (requires { fact.ordinal; }) named.ordinal = fact.ordinal;
    if constexpr (requires { fact.kind; }) named.kind = fact.kind;
    if constexpr (requires { fact.operation; }) named.operation = fact.operation;
    if constexpr (requires { fact.effect; }) named.effect = fact.effect;
    if constexpr (requires { fact.scope; }) named.scope = fact.scope;
    if constexpr (requires { fact.key; }) named.key = fact.key;
    if constexpr (requires { fact.event; }) named.event = fact.event;
    return named;
  };
  return visit(read, seen);
}

std::string what_is_named(const Named& named) {
  if (named.payable.empty()) return "operation " + named.operation.string();
  std::string text{to_text(named.kind)};
  text += ' ';
  text += std::to_string(named.ordinal);
  text += " of ";
  return text += named.payable.text();
}

}  // namespace assay::history
