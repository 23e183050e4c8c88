// Fields that several rows share, written and read the same way everywhere. Private to rows; it
// decides nothing about what a row means.
#pragma once

#include "payments/journal/journal.hpp"
#include "payments/journal/record_text.hpp"
#include "payments/types/event.hpp"
#include "payments/types/outcome.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace payments::detail {

void write(RecordWriter& out, const Facts& facts);
void read(RecordReader& in, Facts& facts);

/// A name goes with its tenant, always.
template <typename Kind>
void write(RecordWriter& out, const TenantName<Kind>& name) {
  out.text(name.tenant.value).text(name.value);
}
template <typename Kind>
void read(RecordReader& in, TenantName<Kind>& name) {
  in.text(name.tenant.value).text(name.value);
}

void write(RecordWriter& out, const Terms& terms);
/// Rejects a record with a card number where a token belongs.
void read(RecordReader& in, Terms& terms);

void write(RecordWriter& out, Money money);
void read(RecordReader& in, Money& money);

/// Writes -1 for none: no clock of ours shows a time before its epoch.
void write(RecordWriter& out, std::optional<Instant> instant);
void read(RecordReader& in, std::optional<Instant>& instant);

/// Reads a word that `find` turns into a value, or rejects the record.
template <typename Value, typename Find>
void read_word(RecordReader& in, Value& value, Find find) {
  std::string word;
  in.text(word);
  const std::optional<Value> found = find(word);
  if (found) {
    value = *found;
  } else {
    in.reject();
  }
}

[[nodiscard]] std::optional<OperationKind> operation_kind_from(std::string_view text);
[[nodiscard]] std::optional<EventKind> event_kind_from(std::string_view text);
[[nodiscard]] std::optional<Outcome> outcome_from(std::string_view text);

}  // namespace payments::detail
