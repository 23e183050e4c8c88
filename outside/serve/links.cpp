// As sim/world/network_links.cpp has it, for one link.
#include "outside/serve/links.hpp"

#include <algorithm>
#include <variant>

namespace assay::outside {

void Links::later(const Message& message, sim::Duration by) {
  timers_.at(timers_.now() + by, message.deliver);
}

bool Links::meets_outage(const Message& message) {
  std::erase_if(outages_, [&](const Outage& one) { return one.until <= timers_.now(); });
  const auto found = std::ranges::find_if(outages_, [&](const Outage& one) {
    return message.is_reply ? one.replies : one.requests;
  });
  if (found == outages_.end()) return false;
  if (found->slow) later(message, settings_.slow_by);
  return true;
}

void Links::send(const Message& message, const sim::MessageFault* fault) {
  if (fault == nullptr) return message.deliver();
  const sim::MessageEffect& effect = fault->effect;
  if (const auto* const by = std::get_if<sim::Delay>(&effect)) {
    if (by->until_healed) return later(message, settings_.hold_max);
    return later(message, by->more + (by->past_timeout ? settings_.client_timeout : 0_s));
  }
  if (const auto* const link = std::get_if<sim::Cut>(&effect)) return cut(message, *link);
  if (const auto* const twice = std::get_if<sim::Copy>(&effect)) return copy(message, *twice);
  if (std::holds_alternative<sim::Reset>(effect) && message.break_off) message.break_off();
}

void Links::copy(const Message& message, const sim::Copy& twice) {
  const bool unheard = twice.first_unheard && message.deliver_unheard;
  (unheard ? message.deliver_unheard : message.deliver)();
  const auto& again = unheard ? message.deliver : message.deliver_again;
  if (again) timers_.at(timers_.now() + twice.later + settings_.copy_after, again);
}

void Links::cut(const Message& message, const sim::Cut& link) {
  const bool both = link.reach == sim::Cut::Reach::both_ways;
  outages_.push_back({.until = timers_.now() + settings_.outage,
                      .requests = both || !message.is_reply,
                      .replies = both || message.is_reply,
                      .slow = link.slow});
  if (link.slow) later(message, settings_.slow_by);
}

}  // namespace assay::outside
