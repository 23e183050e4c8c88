// Messages on their way: fates, latencies, arrivals.
#include "sim/network.hpp"

#include <array>

#include "sim/check.hpp"
#include "sim/world.hpp"

namespace assay::sim {

namespace {

constexpr std::array<std::string_view, 3> direction_names{"request", "reply", "message"};
constexpr std::array<std::string_view, 7> fate_names{"deliver", "lose", "past_timeout", "duplicate",
                                                     "reorder", "hold", "reset"};

constexpr std::uint64_t no_call = ~std::uint64_t{0};
constexpr Duration overtaking = 200_ms;  // what a reordered message is late by, at the least

}  // namespace

void Network::begin() {
  free_messages_.clear();
  for (std::uint32_t i = 0; i < messages_.size(); ++i) free_messages_.push_back(i);
  free_calls_.clear();
  for (std::uint32_t i = 0; i < calls_.size(); ++i) {
    calls_[i]->generation = 0;
    free_calls_.push_back(i);
  }
  for (auto& links : links_) links.clear();
  held_.clear();
  in_flight_ = count_ = 0;
}

std::uint32_t Network::take_message() {
  if (free_messages_.empty()) {
    messages_.push_back(std::make_unique<Message>());
    return static_cast<std::uint32_t>(messages_.size() - 1);
  }
  const std::uint32_t index = free_messages_.back();
  free_messages_.pop_back();
  return index;
}

void Network::let_go(std::uint32_t index) { free_messages_.push_back(index); }

std::uint32_t Network::take_call() {
  std::uint32_t index = static_cast<std::uint32_t>(calls_.size());
  if (free_calls_.empty()) {
    calls_.push_back(std::make_unique<PendingCall>());
  } else {
    index = free_calls_.back();
    free_calls_.pop_back();
  }
  PendingCall& call = *calls_[index];
  call.caller = world_.kernel().current();
  call.status = CallStatus::timed_out;
  call.reply.clear();
  return index;
}

void Network::release_call(std::uint32_t index) {
  calls_[index]->caller = nullptr;
  ++calls_[index]->generation;
  free_calls_.push_back(index);
}

CallResult Network::call(Node& from, const Call& call) {
  Kernel& kernel = world_.kernel();
  if (!kernel.may_act()) return {};
  const std::uint32_t pending = take_call();
  const std::uint32_t index = take_message();
  Message& request = message_at(index);
  request.from = &from;
  request.to = &call.to;
  request.operation.assign(call.operation);
  request.scope.assign(call.scope);
  request.body.assign(call.body);
  request.timeout = call.timeout;
  request.direction = Direction::request;
  request.call = (std::uint64_t{calls_[pending]->generation} << 32) | pending;
  post(index, site_of(request));
  const TimePoint deadline = kernel.now() + call.timeout;
  struct Release {
    Network& network;
    std::uint32_t index;
    ~Release() { network.release_call(index); }
  } release{*this, pending};
  const Woken woken = kernel.wait(deadline);
  if (woken == Woken::by_the_end) return {};
  if (calls_[pending]->status == CallStatus::timed_out) {
    trace(TraceKind::timeout, from, kernel.current()->cause,
          call.to.service() + "." + std::string{call.operation});
  }
  return {calls_[pending]->status, std::move(calls_[pending]->reply)};
}

void Network::send(Node& from, Node& to, std::string_view operation, std::string_view scope,
                   std::string_view body) {
  if (!world_.kernel().may_act()) return;
  const std::uint32_t index = take_message();
  Message& message = message_at(index);
  message.from = &from;
  message.to = &to;
  message.operation.assign(operation);
  message.scope.assign(scope);
  message.body.assign(body);
  message.timeout = Duration{};
  message.direction = Direction::message;
  message.call = no_call;
  post(index, site_of(message));
}

SiteId Network::site_of(const Message& message) {
  const bool plain = message.scope.empty() && message.direction == Direction::message;
  if (plain) {
    if (links_.size() <= message.from->number()) links_.resize(message.from->number() + 1);
    for (const Link& link : links_[message.from->number()]) {
      if (link.to == message.to && link.operation == message.operation) return link.site;
    }
  }
  const bool reply = message.direction == Direction::reply;
  name_.assign((reply ? message.from : message.to)->service());
  name_ += '.';
  name_ += message.operation;
  name_ += '/';
  name_ += direction_names[static_cast<std::size_t>(message.direction)];
  name_ += " @ ";
  name_ += (reply ? message.to : message.from)->name();
  if (!message.scope.empty()) name_ += '/';
  name_ += message.scope;
  const SiteId site = world_.decisions().site(name_);
  if (plain) links_[message.from->number()].push_back({message.to, message.operation, site});
  return site;
}

Network::Fate Network::fate_at(SiteId site, Direction) {
  const OptionSet* options = nullptr;
  const std::uint32_t answer = world_.ask_fault(site, DecisionKind::fault, "deliver", &options);
  if (answer == 0) return Fate::deliver;
  const std::string_view word = options->option(answer).id;
  for (std::size_t i = 0; i < fate_names.size(); ++i) {
    if (fate_names[i] == word) return static_cast<Fate>(i);
  }
  SIM_CHECK(false, "a network fault is one that the network can do");
}

Duration Network::latency_at(SiteId site) {
  const OptionSet& options = delay_options();
  const std::uint32_t answer =
      world_.decisions().ask(site, Aspect::delay, DecisionKind::timing, options);
  static constexpr std::array shortest{5_ms, 1_ms, 40_ms};
  static constexpr std::array step{150_us, 50_us, 2_ms};
  const std::uint32_t bucket = options.option_of(answer);
  return shortest[bucket] + step[bucket] * options.grain_of(answer);
}

void Network::post(std::uint32_t index, SiteId site) {
  Message& message = message_at(index);
  message.sent = world_.now();
  message.held = false;
  message.hash = world_.decisions().hash(site);
  ++count_;
  Digester& digest = world_.digest();
  digest.fold(message.hash);
  if (!message.body.empty()) {
    digest.fold(message.body);
    message.hash = mix(message.hash ^ hash_text(message.body));
  }
  if (world_.trace().enabled()) {
    static constexpr std::array kinds{TraceKind::request, TraceKind::reply, TraceKind::message};
    message.cause = world_.note(kinds[static_cast<std::size_t>(message.direction)],
                                message.from->name(), std::string{world_.decisions().name(site)});
  }
  const Fate fate = fate_at(site, message.direction);
  const Duration latency = latency_at(site);
  if (fate == Fate::deliver) {
    schedule(index, latency);
  } else {
    strike(index, site, fate, latency);
  }
}

void Network::strike(std::uint32_t index, SiteId site, Fate fate, Duration latency) {
  const Message& message = message_at(index);
  switch (fate) {
    case Fate::deliver: break;
    case Fate::lose: let_go(index); break;
    case Fate::past_timeout: schedule(index, message.timeout + latency); break;
    case Fate::reorder: schedule(index, latency + overtaking); break;
    case Fate::hold:
      message_at(index).held = true;
      held_.push_back(index);
      schedule(index, hold_max);
      break;
    case Fate::reset:
      world_.kernel().at(world_.now() + latency, Keeps::busy, &Network::on_reset, this,
                         message.call);
      let_go(index);
      break;
    case Fate::duplicate: {
      const std::uint32_t copy = take_message();
      message_at(copy) = message_at(index);
      schedule(index, latency);
      schedule(copy, latency + latency_at(site));
      break;
    }
  }
}

void Network::schedule(std::uint32_t index, Duration latency) {
  const TimePoint time = world_.now() + latency;
  if (world_.decisions().keeps_all()) {
    in_flight_ += mix(message_at(index).hash ^ static_cast<std::uint64_t>(time.ns()));
    message_at(index).hash = mix(message_at(index).hash ^ static_cast<std::uint64_t>(time.ns()));
  }
  world_.kernel().at(time, Keeps::busy, &Network::on_arrival, this, index);
}

void Network::heal() {
  for (const std::uint32_t index : held_) {
    if (!message_at(index).held) continue;
    message_at(index).held = false;
    const std::uint32_t copy = take_message();
    message_at(copy) = message_at(index);
    message_at(index).to = nullptr;  // its own timer will find it gone
    schedule(copy, 1_ms);
  }
  held_.clear();
}

void Network::on_arrival(void* network, std::uint64_t index) {
  static_cast<Network*>(network)->arrive(static_cast<std::uint32_t>(index));
}

void Network::on_reset(void* network, std::uint64_t call) {
  static_cast<Network*>(network)->conclude(call, CallStatus::reset, {}, 0);
}

void Network::arrive(std::uint32_t index) {
  Message& message = message_at(index);
  message.held = false;
  if (world_.decisions().keeps_all()) in_flight_ -= message.hash;
  if (message.to == nullptr || !message.to->alive) {
    let_go(index);
    return;
  }
  if (world_.trace().enabled()) {
    message.cause = trace(TraceKind::delivery, *message.to, message.cause,
                          message.operation + " " + message.scope);
    world_.set_delivery_cause(message.cause);
  }
  if (message.direction == Direction::reply) {
    conclude(message.call, CallStatus::answered, std::move(message.body), message.cause);
    let_go(index);
  } else {
    message.to->note_input(message.hash);
    arrive_request(index);
  }
}

void Network::arrive_request(std::uint32_t index) {
  Message& message = message_at(index);
  Program* const program = message.to->program();
  if (program == nullptr) {
    let_go(index);
    return;
  }
  const bool at_once =
      message.direction == Direction::message || program->answers_at_once();
  if (at_once && !message.to->paused) {
    try {
      take_in(index, *program);
    } catch (const NodeDied&) {
      // The power went at a crash point within delivery.
    }
    return;
  }
  message.to->spawn("request", Role::operation, [this, index, program] {
    world_.kernel().current()->cause = message_at(index).cause;
    take_in(index, *program);
  });
}

void Network::take_in(std::uint32_t index, Program& program) {
  struct LetGo {
    Network& network;
    std::uint32_t index;
    bool armed = true;
    ~LetGo() {
      if (armed) network.let_go(index);
    }
  } guard{*this, index};
  Message& message = message_at(index);
  const Request request{*message.from, message.operation, message.scope, message.body,
                        message.sent};
  if (message.direction == Direction::message) {
    program.receive(request);
    return;
  }
  std::string body = program.handle(request);
  if (!world_.kernel().may_act() || !message.to->alive) return;
  guard.armed = false;
  answer_request(index, std::move(body));
}

void Network::answer_request(std::uint32_t index, std::string body) {
  Message& message = message_at(index);  // the request becomes its reply
  std::swap(message.from, message.to);
  message.direction = Direction::reply;
  message.body = std::move(body);
  FiberRecord* const fiber = world_.kernel().current();
  if (fiber != nullptr) message.cause = fiber->cause;
  post(index, site_of(message));
}

void Network::conclude(std::uint64_t id, CallStatus status, std::string body, std::uint32_t cause) {
  if (id == no_call) return;
  PendingCall& call = *calls_[static_cast<std::uint32_t>(id)];
  if (call.caller == nullptr || call.generation != id >> 32) return;  // nobody waits any more
  FiberRecord& caller = *call.caller;
  if (caller.killed || call.status != CallStatus::timed_out) return;
  // What a caller takes in is part of its node's state.
  const std::uint64_t arrived = mix(static_cast<std::uint64_t>(world_.now().ns()));
  if (caller.node != nullptr) {
    caller.node->inputs = mix(caller.node->inputs ^ hash_text(body) ^ arrived);
  }
  call.status = status;
  call.reply = std::move(body);
  if (cause != 0) caller.cause = cause;
  world_.kernel().wake(caller);
}

std::uint32_t Network::trace(TraceKind kind, const Node& node, std::uint32_t cause,
                             std::string what) {
  return world_.trace().add(world_.now(), cause, kind, node.name(), std::move(what));
}

}  // namespace assay::sim
