// Money, facts and optional moments as fields, and the words of small enumerations.
#include "payments/journal/row_fields.hpp"

#include <array>
#include <utility>

namespace payments::detail {
namespace {

/// Two flags as one number.
constexpr std::uint32_t part_bit = 1, more_bit = 2;

template <typename Value, std::size_t n>
std::optional<Value> find_word(const std::array<Value, n>& values, std::string_view text) {
  for (const Value value : values) {
    if (text == to_text(value)) return value;
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
  out.number(money.minor).text(money.currency.code());
}

void read(RecordReader& in, Money& money) {
  in.number(money.minor);
  read_word(in, money.currency, [](std::string_view code) {
    const auto known = Currency::find(code);
    return known || code != Currency{}.code() ? known : std::optional(Currency{});
  });
}

void write(RecordWriter& out, const Facts& facts) {
  out.text(facts.operation.value);
  write(out, facts.payable);
  out.text(to_text(facts.kind)).count(facts.ordinal);
  out.text(facts.customer.value);
  write(out, facts.amount);
  out.text(facts.parent.value).text(facts.effect);
  write(out, facts.terms);
}

void read(RecordReader& in, Facts& facts) {
  in.text(facts.operation.value);
  read(in, facts.payable);
  read_word(in, facts.kind, operation_kind_from);
  in.count(facts.ordinal).text(facts.customer.value);
  read(in, facts.amount);
  in.text(facts.parent.value).text(facts.effect);
  read(in, facts.terms);
}

void write(RecordWriter& out, const Terms& terms) {
  out.text(terms.instrument.text()).text(terms.merchant_account);
  out.count(static_cast<std::uint64_t>(terms.initiator));
  out.count(static_cast<std::uint64_t>(terms.capture));
  out.count((terms.partial_approval ? part_bit : 0) | (terms.more_to_come ? more_bit : 0));
  out.text(terms.return_address);
}

void read(RecordReader& in, Terms& terms) {
  std::string instrument;
  std::uint32_t initiator = 0, capture = 0, flags = 0;
  in.text(instrument).text(terms.merchant_account);
  in.count(initiator).count(capture).count(flags).text(terms.return_address);
  auto token = InstrumentToken::from(instrument);
  if (!token || initiator > 1 || capture > 1 || flags > (part_bit | more_bit)) return in.reject();
  terms.instrument = std::move(*token);
  terms.initiator = static_cast<Initiator>(initiator);
  terms.capture = static_cast<CaptureMethod>(capture);
  terms.partial_approval = (flags & part_bit) != 0;
  terms.more_to_come = (flags & more_bit) != 0;
}

void write(RecordWriter& out, std::optional<Instant> instant) {
  out.number(instant ? instant->count : -1);
}

void read(RecordReader& in, std::optional<Instant>& instant) {
  std::int64_t count = -1;
  in.number(count);
  if (count < -1) in.reject();
  instant = count < 0 ? std::nullopt : std::optional(Instant{count});
}

}  // namespace payments::detail
