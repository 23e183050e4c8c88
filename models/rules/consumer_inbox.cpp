// Keeping events and handing them out in order.
#include "models/rules/consumer_inbox.hpp"

#include <algorithm>
#include <utility>

namespace assay::models {

bool ConsumerInbox::take(harness::Event message) {
  if (!known_.insert(message.event).second) return false;
  Stream& stream = streams_[message.payable];
  if (message.place <= stream.applied + 1) {
    due_.push_back(std::move(message));
  } else {
    stream.early.emplace(message.place, std::move(message));
  }
  return true;
}

const harness::Event* ConsumerInbox::next_due() {
  if (due_.empty()) return nullptr;
  current_ = std::move(due_.front());
  due_.pop_front();
  Stream& stream = streams_[current_.payable];
  stream.applied = std::max(stream.applied, current_.place);
  const auto [first, last] = stream.early.equal_range(stream.applied + 1);
  for (auto next = first; next != last; ++next) due_.push_back(std::move(next->second));
  stream.early.erase(first, last);
  return &current_;
}

}  // namespace assay::models
