// The network: requests with replies and one-way messages, between any two nodes. The fault model:
// each message has one fate per direction, of those that the scenario allows: one of
// message_faults(). Broken links are restored when the world heals. Not modelled: bandwidth,
// sockets.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/decisions/fault_rules.hpp"
#include "sim/kernel/kernel.hpp"
#include "sim/world/message_fault.hpp"
#include "sim/world/node.hpp"
#include "sim/world/trace.hpp"

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
  Duration hold_max{};           ///< of its messages, where they are held; zero: the network's
  bool named_by_caller = false;  ///< its sites: "bank.tell/request @ shop-1/..." calls shop-1
};

class Network {
 public:
  explicit Network(World& world);

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

  static constexpr std::uint64_t no_call = ~std::uint64_t{0};

  struct Message {
    Network* network = nullptr;
    Node* from = nullptr;
    Node* to = nullptr;
    std::uint64_t call = 0;
    std::uint64_t hash = 0;
    TimePoint sent;
    Duration timeout;
    std::uint32_t cause = 0;
    Direction direction = Direction::message;
    Duration hold_max;
    bool named_by_caller = false;
    bool held = false;
    bool faulted = false;  // by `fault`, which has `effect`
    std::string operation, scope, body;
    FaultMark fault = 0;
    const MessageEffect* effect = nullptr;
  };
  struct PendingCall {
    FiberRecord* caller = nullptr;
    std::uint32_t generation = 0;
    CallStatus status = CallStatus::timed_out;
    std::string reply;
  };
  /// A link that is cut or slow for a while; nullptr stands for any node.
  struct Outage {
    const Node* from = nullptr;
    const Node* to = nullptr;
    TimePoint until;
    bool slow = false;
  };

  Message& take_message(Node& from, Node& to, std::string_view operation, std::string_view scope,
                        std::string_view body);
  void let_go(Message& message) { free_messages_.push_back(&message); }
  /// It will never arrive: that is what some faults are about.
  void vanish(Message& message);
  /// Whether what a fault did to this message shows at its arrival.
  void show_arrived(const Message& message);
  [[nodiscard]] bool is_awaited(std::uint64_t call) const;
  Message& copy_of(const Message& message);
  std::uint32_t take_call();
  void release_call(std::uint32_t index);
  void post(Message& message);
  void apply_outage(Message& message, SiteId site, const Outage& outage);
  void note_sent(Message& message, SiteId site);
  void schedule(Message& message, Duration latency);
  void apply_fault(Message& message, SiteId site, Duration latency);
  void delay(Message& message, const Delay& by, Duration latency);
  void copy(Message& message, const Copy& twice, SiteId site, Duration latency);
  void reset(Message& message, Duration latency);
  void cut(Message& message, const Cut& link, Duration latency);
  void break_link(const Node* from, const Node* to, Duration length, bool slow);
  /// How long a message takes over a slow link.
  static Duration slowed(Duration latency);
  /// The outage that a message meets on its way, or nullptr.
  const Outage* outage_on(const Message& message);
  SiteId site_of(const Message& message);
  void arrive(Message& message);
  void arrive_request(Message& message);
  void take_in(Message& message, Program& program);
  void take_in_later(Message& message, Program& program);
  void answer_request(Message& message, std::string body);
  void conclude(std::uint64_t call, CallStatus status, std::string body, std::uint32_t cause);
  std::uint32_t trace(TraceKind kind, const Node& node, std::uint32_t cause, std::string what);
  static void on_arrival(void* message, std::uint64_t);
  static void on_reset(void* network, std::uint64_t call);

  World& world_;
  const MessageFaultTable& faults_;
  std::deque<Message> messages_;
  std::vector<Message*> free_messages_;
  std::vector<std::unique_ptr<PendingCall>> calls_;
  std::vector<std::uint32_t> free_calls_;
  std::vector<Message*> held_;
  std::vector<Outage> outages_;
  std::uint64_t in_flight_ = 0;
  std::uint64_t count_ = 0;
};

}  // namespace assay::sim
