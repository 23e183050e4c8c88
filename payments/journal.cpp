// The fold adds nothing of its own: each field is what the latest entry says, or counts entries.
#include "payments/journal.hpp"

#include "payments/detail/words.hpp"
#include "payments/ensure.hpp"

#include <array>
#include <cstddef>
#include <utility>

namespace payments {
namespace {

constexpr std::array<std::string_view, 15> names{
    "requested",    "reply",          "timed_out", "broken", "in_flight",
    "key_reused",   "server_error",   "refused_unsent",      "looked_up",
    "listed",       "orphaned",       "absent",    "lapsed", "amount_differs",
    "no_answer"};

void begin_try(OperationView& view, const JournalEntry& entry) {
  if (view.attempt == 0) view.first_sent = entry.at;
  if (view.key != entry.key) ++view.keys;
  view.attempt = entry.attempt;
  view.key = entry.key;
}

}  // namespace

std::string_view to_text(Cause cause) { return names[static_cast<std::size_t>(cause)]; }

std::optional<Cause> cause_from(std::string_view text) {
  return detail::value_of<Cause>(text, names);
}

void advance(OperationView& view, const JournalEntry& entry) {
  ensure(entry.version == view.version + 1, "a journal has no gaps");
  ensure(entry.from == view.state, "a transition starts from the state before it");
  if (entry.version == 1) view.facts = entry.facts;
  if (entry.to == State::attempting) begin_try(view, entry);
  view.state = entry.to;
  view.version = entry.version;
  view.cause = entry.cause;
  view.since = entry.at;
  if (!entry.reference.empty()) view.reference = entry.reference;
  if (entry.capture_before) view.capture_before = entry.capture_before;
  if (entry.place != 0) view.settled = entry.place;
}

OperationView apply(OperationView view, const JournalEntry& entry) {
  advance(view, entry);
  return view;
}

OperationView fold(std::span<const JournalEntry> entries) {
  OperationView view;
  for (const JournalEntry& entry : entries) advance(view, entry);
  return view;
}

}  // namespace payments
