// Words are compared in full: a prefix or another case is another word.
#include "payments/detail/row_fields.hpp"

#include <array>

namespace payments::detail {
namespace {

template <typename Value, std::size_t n>
std::optional<Value> find_word(const std::array<Value, n>& values, std::string_view text) {
  for (const Value value : values) {
    if (to_text(value) == text) return value;
  }
  return std::nullopt;
}

}  // namespace

std::optional<OperationKind> operation_kind_from(std::string_view text) {
  using enum OperationKind;
  return find_word(std::array{authorise, capture, void_authorisation, refund}, text);
}

std::optional<EventKind> event_kind_from(std::string_view text) {
  using enum EventKind;
  return find_word(std::array{succeeded, declined, failed, late_success}, text);
}

std::optional<Outcome> outcome_from(std::string_view text) {
  using enum Outcome;
  return find_word(std::array{success, pending, declined, not_attempted, unknown}, text);
}

void write(RecordWriter& out, Money money) {
  out.number("minor", money.minor).text("currency", money.currency.code());
}

void read(RecordReader& in, Money& money) {
  in.number("minor", money.minor);
  read_word(in, "currency", money.currency, [](std::string_view code) {
    return code == Currency{}.code() ? std::optional(Currency{}) : Currency::find(code);
  });
}

void write(RecordWriter& out, const Facts& facts) {
  out.text("operation", facts.operation.value).text("payable", facts.payable.value);
  out.text("kind", to_text(facts.kind)).count("ordinal", facts.ordinal);
  out.text("customer", facts.customer.value);
  write(out, facts.amount);
  out.text("parent", facts.parent.value);
}

void read(RecordReader& in, Facts& facts) {
  in.text("operation", facts.operation.value).text("payable", facts.payable.value);
  read_word(in, "kind", facts.kind, operation_kind_from);
  in.count("ordinal", facts.ordinal).text("customer", facts.customer.value);
  read(in, facts.amount);
  in.text("parent", facts.parent.value);
}

void write(RecordWriter& out, std::string_view name, std::optional<Instant> instant) {
  out.number(name, instant ? instant->count : -1);
}

void read(RecordReader& in, std::string_view name, std::optional<Instant>& instant) {
  std::int64_t count = -1;
  in.number(name, count);
  if (count < -1) in.reject();
  instant = count < 0 ? std::nullopt : std::optional(Instant{count});
}

}  // namespace payments::detail
