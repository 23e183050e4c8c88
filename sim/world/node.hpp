// A node: a place where a program runs, with a clock of its own. It starts, crashes, restarts,
// pauses and is upgraded. Everything a node owns dies with it, except what lives outside of the
// program (its disk or store, kept by the model that simulates it).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "sim/kernel/fiber_record.hpp"
#include "sim/kernel/kernel.hpp"
#include "sim/time.hpp"

namespace assay::sim {

class Node;
class World;

/// A request as its receiver sees it. The views live until the handler returns.
struct Request {
  Node& from;
  std::string_view operation;
  std::string_view scope;
  std::string_view body;
  TimePoint sent;
};

/// What runs on a node, for one life of that node: made at each start. After a crash nothing
/// reaches it any more; it is destroyed when the run ends, since fibers that unwind may still look
/// at it.
class Program {
 public:
  virtual ~Program() = default;

  /// Starts loops and opens the doors. Runs in a fiber of the node.
  virtual void start() {}
  /// Answers a request, in a fiber of its own, or within delivery where `answers_at_once`.
  virtual std::string handle(const Request& request);
  /// Takes a one-way message. Within delivery: it must not wait.
  virtual void receive(const Request& message);
  /// Whether `handle` never waits, so that no fiber is needed for it.
  [[nodiscard]] virtual bool answers_at_once() const { return false; }
};

/// A clock that may be wrong: local = true + skew + drift. Units: drift in parts per million.
struct NodeClock {
  Duration skew;
  std::int64_t drift_ppm = 0;
  [[nodiscard]] TimePoint at(TimePoint true_time) const {
    return true_time + skew + Duration{true_time.ns() / 1'000'000 * drift_ppm};
  }
};

class Node final : public NodeState {
 public:
  using Factory = std::function<std::unique_ptr<Program>(Node&)>;

  Node(World& world, std::uint32_t number, std::string_view name, std::string_view service);

  [[nodiscard]] World& world() { return world_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  /// The service it belongs to: "shop" for the node "shop-1".
  [[nodiscard]] const std::string& service() const { return service_; }
  /// Its place among the nodes of its world, from 0.
  [[nodiscard]] std::uint32_t number() const { return number_; }
  /// How often it was started.
  [[nodiscard]] std::uint32_t life() const { return life_; }
  [[nodiscard]] Program* program() { return program_.get(); }
  [[nodiscard]] TimePoint local_now() const;
  /// Which version of its program runs here, from 0: a deploy brings in the next at a start.
  [[nodiscard]] std::uint32_t version() const { return version_; }

  /// What to run here, from the next start on.
  void install(Factory factory) { factory_ = std::move(factory); }
  void start();
  /// A power cut: the ports are cut, then the fibers end, then the memory is gone.
  void crash();
  void pause();
  void resume();
  /// How often it was paused.
  [[nodiscard]] std::uint32_t pauses() const { return pauses_; }
  /// Lets the next start run the next version of its program.
  void upgrade() { ++version_; }

  /// Starts a fiber of this node.
  void spawn(const char* purpose, Role role, std::move_only_function<void()> body) {
    kernel_.spawn(this, purpose, role, std::move(body));
  }
  /// Waits one period of a housekeeping loop. Returns: false when the loop is to end.
  bool wait_period(Duration period);
  /// Waits until the node's own clock shows that time. Returns: false where the node is dying.
  bool sleep_until(TimePoint local, Keeps keeps = Keeps::busy);
  /// Folds something that this node has taken in.
  void note_input(std::uint64_t hash) { inputs = mix(inputs ^ hash); }

 private:
  // What each message touches comes first, beside the state above.
  std::uint32_t number_ = 0;
  std::unique_ptr<Program> program_;
  World& world_;
  Kernel& kernel_;
  std::uint32_t life_ = 0;
  std::uint32_t pauses_ = 0;
  std::uint32_t version_ = 0;
  std::string name_;
  std::string service_;
  Factory factory_;

 public:
  NodeClock clock;
};

}  // namespace assay::sim
