// The fold adds nothing of its own: each field is what the latest entry says, or counts entries.
#include "payments/journal/journal.hpp"

#include "payments/journal/words.hpp"
#include "payments/types/ensure.hpp"

#include <array>
#include <cstddef>
#include <utility>

namespace payments {
namespace {

constexpr std::array<std::string_view, 22> names{
    "requested",  "reply",          "timed_out",    "broken",
    "in_flight",  "key_reused",     "server_error", "refused_unsent",
    "looked_up",  "listed",         "orphaned",     "absent",
    "lapsed",     "amount_differs", "no_answer",    "sender_may_still_send",
    "no_look_up", "no_amount",      "settled",      "surplus",
    "told",       "remainder"};

/// What the tries before leave behind: nothing, where the client asks anew for what was given up.
void begin_try(OperationView& view, const JournalEntry& entry) {
  const bool anew = view.attempt == 0 || entry.why == Evidence::resumed;
  if (anew) {
    view.first_sent = entry.at;
    view.tries_before = view.attempt;
    view.in_doubt = false;
  } else if (entry.cause != Cause::refused_unsent) {
    view.in_doubt = true;
  }
  if (view.key != entry.key) {
    ++view.keys;
    view.key_spent = false;
  }
  view.last_sent = entry.at;
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
  if (entry.cause == Cause::server_error) view.key_spent = true;
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

bool follow_each_other(std::span<const JournalEntry> entries) {
  std::uint64_t version = 0;
  State state = State::none;
  for (const JournalEntry& entry : entries) {
    if (entry.version != ++version || entry.from != state) return false;
    state = entry.to;
  }
  return true;
}

OperationView fold(std::span<const JournalEntry> entries) {
  OperationView view;
  for (const JournalEntry& entry : entries) advance(view, entry);
  return view;
}

}  // namespace payments
