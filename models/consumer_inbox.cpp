// Keeping events and handing them out in order. A run has few of them: a list is enough.
#include "models/consumer_inbox.hpp"

#include <algorithm>

namespace assay::models {

bool ConsumerInbox::take(EventMessage message) {
  const bool known = std::ranges::any_of(
      kept_, [&](const Kept& kept) { return kept.message.event == message.event; });
  if (!known) kept_.push_back({std::move(message), false});
  return !known;
}

bool ConsumerInbox::due(const Kept& kept) const {
  if (kept.applied || kept.message.place <= 1) return !kept.applied;
  return std::ranges::any_of(kept_, [&](const Kept& earlier) {
    return earlier.applied && earlier.message.place + 1 == kept.message.place &&
           earlier.message.payable == kept.message.payable;
  });
}

const EventMessage* ConsumerInbox::next_due() {
  const auto found = std::ranges::find_if(kept_, [&](const Kept& kept) { return due(kept); });
  if (found == kept_.end()) return nullptr;
  found->applied = true;
  return &found->message;
}

}  // namespace assay::models
