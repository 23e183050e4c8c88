// What an event says.
#include "parts/event.hpp"

#include "parts/record.hpp"

namespace designs {

namespace {

Outcome outcome_of(State state) {
  if (state == State::succeeded) return Outcome::success;
  return state == State::declined ? Outcome::declined : Outcome::not_attempted;
}

}  // namespace

StoredEvent event_of(const Operation& it, std::uint64_t place) {
  return {.event = {.event = it.payable + "#" + std::to_string(place),
                    .place = place,
                    .operation = it.id,
                    .payable = it.payable,
                    .kind = it.kind,
                    .ordinal = it.ordinal,
                    .customer = it.customer,
                    .amount = it.amount,
                    .outcome = outcome_of(it.state)}};
}

std::string encode(const StoredEvent& stored) {
  const assay::harness::Event& it = stored.event;
  RecordWriter out;
  out.text(it.event).word(it.place).text(it.operation).text(it.payable).word(it.kind);
  out.number(it.ordinal).text(it.customer).number(it.amount.minor);
  return out.text(it.amount.currency.code()).word(it.outcome).number(stored.taken).take();
}

std::optional<StoredEvent> event_in(std::string_view row) {
  RecordReader in{row};
  StoredEvent stored;
  assay::harness::Event& it = stored.event;
  it.event = in.text();
  in.number(it.place);
  it.operation = in.text();
  it.payable = in.text();
  in.word(it.kind);
  in.number(it.ordinal);
  it.customer = in.text();
  it.amount.minor = in.number();
  const std::string currency = in.text();
  in.word(it.outcome);
  in.number(stored.taken);
  if (!in.good() || !assay::history::Currency::fits(currency)) return std::nullopt;
  it.amount.currency = assay::history::Currency{currency};
  return stored;
}

}  // namespace designs
