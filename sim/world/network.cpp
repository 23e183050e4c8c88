// Messages on their way: fates, latencies, arrivals.
#include "sim/world/network.hpp"

#include <algorithm>
#include <array>

#include "sim/check.hpp"
#include "sim/world/world.hpp"

namespace assay::sim {

namespace {

constexpr std::array<std::string_view, 3> direction_names{"request", "reply", "message"};

}  // namespace

Network::Network(World& world) : world_{world}, faults_{message_faults()} {}

void Network::begin() {
  free_messages_.clear();
  for (Message& message : messages_) free_messages_.push_back(&message);
  free_calls_.clear();
  for (std::uint32_t i = 0; i < calls_.size(); ++i) {
    calls_[i]->generation = 0;
    free_calls_.push_back(i);
  }
  held_.clear();
  outages_.clear();
  in_flight_ = count_ = 0;
}

Network::Message& Network::take_message(Node& from, Node& to, std::string_view operation,
                                        std::string_view scope, std::string_view body) {
  if (free_messages_.empty()) free_messages_.push_back(&messages_.emplace_back());
  Message& message = *free_messages_.back();
  free_messages_.pop_back();
  message.network = this;
  message.from = &from;
  message.to = &to;
  message.operation = operation;
  message.scope = scope;
  message.body = body;
  message.hold_max = hold_max;
  message.named_by_caller = false;
  return message;
}

Network::Message& Network::copy_of(const Message& message) {
  Message& copy = take_message(*message.from, *message.to, {}, {}, {});
  copy = message;
  return copy;
}

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
  Message& request = take_message(from, call.to, call.operation, call.scope, call.body);
  request.timeout = call.timeout;
  if (call.hold_max > Duration{}) request.hold_max = call.hold_max;
  request.named_by_caller = call.named_by_caller;
  request.direction = Direction::request;
  request.call = (std::uint64_t{calls_[pending]->generation} << 32) | pending;
  post(request);
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
  Message& message = take_message(from, to, operation, scope, body);
  message.timeout = Duration{};
  message.direction = Direction::message;
  message.call = no_call;
  post(message);
}

/// "bank.pay/request @ shop-1/pay-1": the service that is called, and who calls it, about what. Of
/// a call that is named by its caller it is the other way round.
SiteId Network::site_of(const Message& message) {
  const bool turned = (message.direction == Direction::reply) != message.named_by_caller;
  const Node& called = turned ? *message.from : *message.to;
  const Node& caller = turned ? *message.to : *message.from;
  std::string name = called.service();
  name.append(".").append(message.operation).append("/");
  name.append(direction_names[static_cast<std::size_t>(message.direction)]);
  const std::size_t action_length = name.size();
  name.append(scope_mark).append(caller.name());
  if (!message.scope.empty()) name.append("/").append(message.scope);
  return world_.decisions().site(name, action_length);
}

void Network::post(Message& message) {
  const SiteId site = site_of(message);
  message.sent = world_.now();
  message.held = message.faulted = false;
  message.hash = world_.decisions().hash(site);
  ++count_;
  Digester& digest = world_.digest();
  digest.fold(message.hash);
  if (!message.body.empty()) {
    digest.fold(message.body);
    message.hash = mix(message.hash ^ hash_text(message.body));
  }
  if (world_.trace().enabled()) note_sent(message, site);
  if (!outages_.empty()) {
    if (const Outage* const outage = outage_on(message))
      return apply_outage(message, site, *outage);
  }
  const MessageFault* const fault = faults_.at(world_.ask_fault(site, "deliver", faults_.words()));
  const FaultMark mark = world_.latest_fault();
  const Duration latency = world_.delay_at(site, message_delays);
  if (fault == nullptr) return schedule(message, latency);
  message.faulted = true;
  message.fault = mark;
  message.effect = &fault->effect;
  apply_fault(message, site, latency);
}

void Network::apply_outage(Message& message, SiteId site, const Outage& outage) {
  if (outage.slow) {
    schedule(message, slowed(world_.delay_at(site, message_delays)));
  } else {
    let_go(message);
  }
}

void Network::note_sent(Message& message, SiteId site) {
  static constexpr std::array kinds{TraceKind::request, TraceKind::reply, TraceKind::message};
  message.cause = world_.note(kinds[static_cast<std::size_t>(message.direction)],
                              message.from->name(), std::string{world_.decisions().name(site)});
}

void Network::schedule(Message& message, Duration latency) {
  const TimePoint time = world_.now() + latency;
  if (world_.decisions().keeps_all()) {
    in_flight_ += mix(message.hash ^ static_cast<std::uint64_t>(time.ns()));
    message.hash = mix(message.hash ^ static_cast<std::uint64_t>(time.ns()));
  }
  world_.kernel().at(time, Keeps::busy, &Network::on_arrival, &message, 0);
}

void Network::heal() {
  outages_.clear();
  for (Message* const message : held_) {
    if (!message->held) continue;
    message->held = false;
    Message& copy = copy_of(*message);
    message->to = nullptr;  // its own timer will find it gone
    schedule(copy, 1_ms);
  }
  held_.clear();
}

bool Network::is_awaited(std::uint64_t call) const {
  const PendingCall& pending = *calls_[static_cast<std::uint32_t>(call)];
  return pending.caller != nullptr && pending.generation == call >> 32;
}

void Network::on_arrival(void* object, std::uint64_t) {
  auto* const message = static_cast<Message*>(object);
  message->network->arrive(*message);
}

void Network::on_reset(void* network, std::uint64_t call) {
  static_cast<Network*>(network)->conclude(call, CallStatus::reset, {}, 0);
}

void Network::arrive(Message& message) {
  message.held = false;
  if (world_.decisions().keeps_all()) in_flight_ -= message.hash;
  if (message.to == nullptr || !message.to->alive) {
    let_go(message);
    return;
  }
  if (world_.trace().enabled()) {
    message.cause = trace(TraceKind::delivery, *message.to, message.cause,
                          message.operation + " " + message.scope);
    world_.set_delivery_cause(message.cause);
  }
  if (message.faulted) show_arrived(message);
  if (message.direction == Direction::reply) {
    conclude(message.call, CallStatus::answered, std::move(message.body), message.cause);
    let_go(message);
  } else {
    message.to->note_input(message.hash);
    arrive_request(message);
  }
}

void Network::arrive_request(Message& message) {
  Program* const program = message.to->program();
  if (program == nullptr) {
    let_go(message);
    return;
  }
  const bool at_once = message.direction == Direction::message || program->answers_at_once();
  if (at_once && !message.to->paused) {
    try {
      take_in(message, *program);
    } catch (const NodeDied&) {  // the power went at a crash point within delivery
    } catch (const std::exception& error) {
      if (!message.to->under_test) throw;
      world_.kernel().report_failed(std::string{"an exception left a delivery: "} + error.what());
    }
    return;
  }
  take_in_later(message, *program);
}

/// Answers in a fiber of its own.
void Network::take_in_later(Message& message, Program& program) {
  message.to->spawn("request", Role::operation, [this, &message, &program] {
    world_.kernel().current()->cause = message.cause;
    take_in(message, program);
  });
}

void Network::take_in(Message& message, Program& program) {
  struct LetGo {
    Network& network;
    Message& message;
    bool armed = true;
    ~LetGo() {
      if (armed) network.let_go(message);
    }
  } guard{*this, message};
  const Request request{*message.from, message.operation, message.scope, message.body,
                        message.sent};
  if (message.direction == Direction::message) {
    program.receive(request);
    return;
  }
  std::string body = program.handle(request);
  if (!world_.kernel().may_act() || !message.to->alive) return;
  guard.armed = false;
  answer_request(message, std::move(body));
}

void Network::answer_request(Message& message, std::string body) {
  // The request becomes its reply.
  std::swap(message.from, message.to);
  message.direction = Direction::reply;
  message.body = std::move(body);
  FiberRecord* const fiber = world_.kernel().current();
  if (fiber != nullptr) message.cause = fiber->cause;
  post(message);
}

void Network::conclude(std::uint64_t id, CallStatus status, std::string body, std::uint32_t cause) {
  if (id == no_call) return;
  if (!is_awaited(id)) return;  // nobody waits any more
  PendingCall& call = *calls_[static_cast<std::uint32_t>(id)];
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
  return world_.trace().add(world_.now(), cause, kind, node.name(), std::move(what),
                            world_.digest());
}

}  // namespace assay::sim
