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
/// Reads past terms.
void skip_terms(RecordReader& in);

void write(RecordWriter& out, Money money);
void read(RecordReader& in, Money& money);

/// Writes -1 for none: no clock of ours shows a time before its epoch.
void write(RecordWriter& out, std::optional<Instant> instant);
void read(RecordReader& in, std::optional<Instant>& instant);

/// Reads a word that `find` turns into a value, or rejects the record.
template <typename Value, typename Find>
void read_word(RecordReader& in, Value& value, Find find) {
  std::string_view word;
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

// A row is read into values that keep its texts, or into views of them: where a text goes.
template <typename Kind>
std::string& text_in(Id<Kind>& id) { return id.value; }
inline std::string& text_in(std::string& text) { return text; }
inline std::string_view& text_in(std::string_view& text) { return text; }

// And where the tenant of a payable goes.
inline std::string& tenant_in(Facts& facts) { return facts.payable.tenant.value; }
template <typename View>
std::string_view& tenant_in(View& view) { return view.tenant; }
template <typename Kind>
std::string& text_in(TenantName<Kind>& name) { return name.value; }

/// Reads facts, or a view of them.
template <typename AnyFacts>
void read_facts(RecordReader& in, AnyFacts& facts) {
  in.text(text_in(facts.operation)).text(tenant_in(facts)).text(text_in(facts.payable));
  read_word(in, facts.kind, operation_kind_from);
  in.count(facts.ordinal).text(text_in(facts.customer));
  read(in, facts.amount);
  in.text(text_in(facts.parent)).text(text_in(facts.effect));
  if constexpr (requires { facts.terms; }) {
    read(in, facts.terms);
  } else {
    skip_terms(in);
  }
}

}  // namespace payments::detail
