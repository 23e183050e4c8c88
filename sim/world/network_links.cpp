// What faults do to messages, and when it shows; links that are cut or slow for a while: what
// breaks them, for how long, and whom they stop.
#include <algorithm>

#include "sim/world/network.hpp"
#include "sim/world/world.hpp"

namespace assay::sim {

void Network::apply_fault(Message& message, SiteId site, Duration latency) {
  const MessageEffect& effect = *message.effect;
  if (const auto* const by = std::get_if<Delay>(&effect)) return delay(message, *by, latency);
  if (const auto* const link = std::get_if<Cut>(&effect)) return cut(message, *link, latency);
  if (const auto* const twice = std::get_if<Copy>(&effect)) {
    return copy(message, *twice, site, latency);
  }
  if (std::holds_alternative<Reset>(effect)) reset(message, latency);
  vanish(message);
}

void Network::delay(Message& message, const Delay& by, Duration latency) {
  if (by.until_healed) {
    message.held = true;
    held_.push_back(&message);
    return schedule(message, message.hold_max);
  }
  schedule(message, latency + by.more + (by.past_timeout ? message.timeout : Duration{}));
}

void Network::copy(Message& message, const Copy& twice, SiteId site, Duration latency) {
  Message& second = copy_of(message);
  if (twice.first_unheard) message.call = no_call;
  message.faulted = false;  // it shows where the second comes
  schedule(message, latency);
  schedule(second, latency + twice.later + world_.delay_at(site, message_delays));
}

void Network::reset(Message& message, Duration latency) {
  world_.kernel().at(world_.now() + latency, Keeps::busy, &Network::on_reset, this, message.call);
}

void Network::vanish(Message& message) {
  world_.showed(message.fault);
  let_go(message);
}

void Network::show_arrived(const Message& message) {
  const bool late = world_.now() - message.sent >= overtaking;
  const bool in_vain = message.call == no_call || !is_awaited(message.call);
  const auto* const by = std::get_if<Delay>(message.effect);
  const bool shows = std::holds_alternative<Copy>(*message.effect) ||
                     (by != nullptr && by->past_timeout ? in_vain : late);
  if (shows) world_.showed(message.fault);
}

/// What strikes a message strikes those after it too.
void Network::cut(Message& message, const Cut& link, Duration latency) {
  const SiteId site = world_.site("link/outage", message.from->name() + "/" + message.to->name());
  const Duration length = world_.delay_at(site, outage_delays);
  if (link.reach == Cut::Reach::one_node) {
    const bool reply = message.direction == Direction::reply;
    break_link(reply ? message.from : nullptr, reply ? nullptr : message.to, length, link.slow);
  } else {
    break_link(message.from, message.to, length, link.slow);
    if (link.reach == Cut::Reach::both_ways) {
      break_link(message.to, message.from, length, link.slow);
    }
  }
  if (link.slow) return schedule(message, slowed(latency));
  vanish(message);
}

void Network::break_link(const Node* from, const Node* to, Duration length, bool slow) {
  const TimePoint until = world_.now() + length;
  outages_.push_back({from, to, until, slow});
  const std::uint64_t ends = (from != nullptr ? from->name_hash : 1) * 3 +
                             (to != nullptr ? to->name_hash : 1) + (slow ? 1U : 0U);
  world_.note_observed(mix(ends) ^ static_cast<std::uint64_t>(until.ns()));
}

const Network::Outage* Network::outage_on(const Message& message) {
  std::erase_if(outages_, [&](const Outage& outage) { return outage.until <= world_.now(); });
  const auto found = std::ranges::find_if(outages_, [&](const Outage& outage) {
    return (outage.from == nullptr || outage.from == message.from) &&
           (outage.to == nullptr || outage.to == message.to);
  });
  return found == outages_.end() ? nullptr : &*found;
}

Duration Network::slowed(Duration latency) { return 700_ms + latency * 8; }

}  // namespace assay::sim
