// Text for people, made only where a trace is kept; and scopes, made on every call.
#include "models/observation_text.hpp"

#include <fmt/format.h>

#include "history/currency.hpp"
#include "history/names.hpp"

namespace assay::models {
namespace {

void add(std::string& line, std::string_view word, std::string_view value) {
  if (value.empty()) return;
  if (!line.empty()) line += ", ";
  line += word;
  if (!word.empty()) line += ' ';
  line += value;
}

void add_what(std::string& line, const history::Observation& seen) {
  if (seen.payable.empty()) return;
  line += seen.ordinal > 0 ? scope_of(seen.payable, seen.kind, seen.ordinal) : seen.payable;
}

void add_money(std::string& line, const history::Observation& seen) {
  if (seen.amount.currency.empty()) return;
  add(line, "", written(seen.amount));
}

void add_numbers(std::string& line, const history::Observation& seen) {
  if (seen.number > 0) add(line, "number", std::to_string(seen.number));
  if (seen.status > 0) add(line, "status", std::to_string(seen.status));
  if (seen.outcome != history::Outcome::none) add(line, "", to_text(seen.outcome));
}

}  // namespace

std::string one_line(const history::Observation& seen) {
  std::string line;
  add_what(line, seen);
  add_money(line, seen);
  add_numbers(line, seen);
  if (!seen.to.empty()) add(line, "", (seen.from.empty() ? "none" : seen.from) + " -> " + seen.to);
  add(line, "operation", seen.operation);
  add(line, "effect", seen.effect);
  add(line, "event", seen.event);
  add(line, "customer", seen.customer);
  add(line, "key", seen.key);
  add(line, "processor key", seen.processor_key);
  add(line, "because", seen.reason);
  const std::string_view fact = to_text(seen.fact);
  return line.empty() ? std::string{fact} : fmt::format("{}: {}", fact, line);
}

std::string scope_of(std::string_view payable, history::OperationKind kind, std::uint32_t ordinal) {
  return fmt::format("{}/{}-{}", payable, to_text(kind), ordinal);
}

}  // namespace assay::models
