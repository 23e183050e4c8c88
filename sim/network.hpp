// The network: requests with replies and one-way messages, over links that exist once they are
// used. The fault model: each message has one fate per direction, of those that the scenario
// allows.
//   lose          it never arrives
//   past_timeout  it arrives after its caller has stopped waiting
//   duplicate     it arrives twice, the second time after a delay of its own
//   reorder       it is overtaken by what is sent after it
//   hold          it is kept back until the world heals, or for `hold_max`
//   reset         the connection breaks: it never arrives, and the caller of a request learns of it
// Not modelled: bandwidth, sockets, half-open streams.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/fault_rules.hpp"
#include "sim/kernel.hpp"
#include "sim/node.hpp"
#include "sim/trace.hpp"

namespace assay::sim {

/// What a caller is told. Only `answered` carries a body; the others do not say whether it
/// happened.
enum class CallStatus : std::uint8_t { answered, timed_out, reset, cut };

struct CallResult {
  CallStatus status = CallStatus::cut;
  std::string body;
};

/// A request to make. The views must live until the call returns.
struct Call {
  Node& to;
  std::string_view operation;
  std::string_view scope;  ///< what it is about: "pay-1/attempt-1"
  std::string_view body;
  Duration timeout;
};

class Network {
 public:
  explicit Network(World& world) : world_{world} {}

  /// Forgets all messages; the memory stays.
  void begin();

  /// Asks and waits, in the current fiber, for the answer or the timeout.
  CallResult call(Node& from, const Call& call);
  /// Sends a one-way message and goes on.
  void send(Node& from, Node& to, std::string_view operation, std::string_view scope,
            std::string_view body);
  /// Faults are over: what was held is delivered.
  void heal();

  /// Fingerprint of the messages in flight.
  [[nodiscard]] std::uint64_t in_flight() const { return in_flight_; }
  [[nodiscard]] std::uint64_t messages() const { return count_; }

  Duration hold_max = 20_s;  ///< a held message is let go at the latest after this

 private:
  enum class Direction : std::uint8_t { request, reply, message };
  enum class Fate : std::uint8_t { deliver, lose, past_timeout, duplicate, reorder, hold, reset };

  struct Message {
    Node* from = nullptr;
    Node* to = nullptr;
    std::string operation, scope, body;
    TimePoint sent;
    Duration timeout;
    std::uint64_t call = 0;
    std::uint64_t hash = 0;
    std::uint32_t cause = 0;
    Direction direction = Direction::message;
    bool held = false;
  };
  struct PendingCall {
    FiberRecord* caller = nullptr;
    std::uint32_t generation = 0;
    CallStatus status = CallStatus::timed_out;
    std::string reply;
  };
  /// Remembers the site of messages without a scope of their own.
  struct Link {
    const Node* to;
    std::string operation;
    SiteId site;
  };

  [[nodiscard]] Message& message_at(std::uint32_t index) { return *messages_[index]; }
  std::uint32_t take_message();
  std::uint32_t take_call();
  void release_call(std::uint32_t index);
  void post(std::uint32_t index, SiteId site);
  void schedule(std::uint32_t index, Duration latency);
  void strike(std::uint32_t index, SiteId site, Fate fate, Duration latency);
  SiteId site_of(const Message& message);
  Fate fate_at(SiteId site, Direction direction);
  Duration latency_at(SiteId site);
  void arrive(std::uint32_t index);
  void arrive_request(std::uint32_t index);
  void take_in(std::uint32_t index, Program& program);
  void answer_request(std::uint32_t index, std::string body);
  void conclude(std::uint64_t call, CallStatus status, std::string body, std::uint32_t cause);
  void let_go(std::uint32_t index);
  std::uint32_t trace(TraceKind kind, const Node& node, std::uint32_t cause, std::string what);
  static void on_arrival(void* network, std::uint64_t index);
  static void on_reset(void* network, std::uint64_t call);

  World& world_;
  std::vector<std::unique_ptr<Message>> messages_;
  std::vector<std::uint32_t> free_messages_;
  std::vector<std::unique_ptr<PendingCall>> calls_;
  std::vector<std::uint32_t> free_calls_;
  std::vector<std::vector<Link>> links_;  // by the sender's number
  std::vector<std::uint32_t> held_;
  std::string name_;
  std::uint64_t in_flight_ = 0;
  std::uint64_t count_ = 0;
};

}  // namespace assay::sim
