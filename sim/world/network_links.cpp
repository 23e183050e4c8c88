// What faults do to messages, and when it shows; links that are cut or slow for a while: what
// breaks them, for how long, and whom they stop.
#include <algorithm>
#include <array>

#include "sim/world/network.hpp"
#include "sim/world/world.hpp"

namespace assay::sim {

namespace {

constexpr Duration overtaking = 200_ms;  // what a reordered message is late by, at the least

}  // namespace

void Network::apply_fault(Message& message, SiteId site, Fate fate, Duration latency) {
  switch (fate) {
    case Fate::deliver: break;
    case Fate::lose: vanish(message); break;
    case Fate::past_timeout: schedule(message, message.timeout + latency); break;
    case Fate::reorder: schedule(message, latency + overtaking); break;
    case Fate::hold:
      message.held = true;
      held_.push_back(&message);
      schedule(message, hold_max);
      break;
    case Fate::reset:
      world_.kernel().at(world_.now() + latency, Keeps::busy, &Network::on_reset, this,
                         message.call);
      vanish(message);
      break;
    case Fate::duplicate: {
      Message& copy = copy_of(message);
      message.faulted = false;  // it shows where the second comes
      schedule(message, latency);
      schedule(copy, latency + latency_at(site));
      break;
    }
    case Fate::partition:
    case Fate::partition_one_way:
    case Fate::black_hole:
    case Fate::slow_link: apply_to_link(message, fate, latency); break;
  }
}

void Network::vanish(Message& message) {
  world_.showed(message.fault);
  let_go(message);
}

void Network::show_arrived(const Message& message) {
  const bool late = world_.now() - message.sent >= overtaking;
  const bool in_vain = message.call == no_call || !is_awaited(message.call);
  switch (message.fate) {
    case Fate::duplicate: world_.showed(message.fault); break;
    case Fate::past_timeout:
      if (in_vain) world_.showed(message.fault);
      break;
    default:
      if (late) world_.showed(message.fault);
      break;
  }
}

/// What strikes a message strikes those after it too.
void Network::apply_to_link(Message& message, Fate fate, Duration latency) {
  const Duration length = outage_length(message);
  const bool slow = fate == Fate::slow_link;
  if (fate == Fate::black_hole) {
    const bool reply = message.direction == Direction::reply;
    break_link(reply ? message.from : nullptr, reply ? nullptr : message.to, length, false);
  } else {
    break_link(message.from, message.to, length, slow);
    if (fate != Fate::partition_one_way) break_link(message.to, message.from, length, slow);
  }
  if (slow) return schedule(message, slowed(latency));
  vanish(message);
}

void Network::break_link(const Node* from, const Node* to, Duration length, bool slow) {
  const TimePoint until = world_.now() + length;
  outages_.push_back({from, to, until, slow});
  const std::uint64_t ends = (from != nullptr ? from->name_hash : 1) * 3 +
                             (to != nullptr ? to->name_hash : 1) + (slow ? 1U : 0U);
  world_.note_observed(mix(ends) ^ static_cast<std::uint64_t>(until.ns()));
}

Duration Network::outage_length(const Message& message) {
  const SiteId site = world_.site("link/outage", message.from->name() + "/" + message.to->name());
  const OptionSet& options = delay_options();
  const std::uint32_t answer =
      world_.decisions().ask(site, Aspect::delay, DecisionKind::timing, options);
  static constexpr std::array shortest{6_s, 500_ms, 20_s};
  static constexpr std::array step{50_ms, 20_ms, 200_ms};
  const std::uint32_t bucket = options.option_of(answer);
  return shortest[bucket] + step[bucket] * options.grain_of(answer);
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
