// The world: kernel, network, nodes, fault model and trace of one run at a time. Built and torn
// down in microseconds; used again for the next run, with nothing carried over but memory.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "sim/decisions/fault_rules.hpp"
#include "sim/kernel/kernel.hpp"
#include "sim/world/delays.hpp"
#include "sim/world/network.hpp"
#include "sim/world/node.hpp"
#include "sim/world/node_fault.hpp"
#include "sim/world/trace.hpp"

namespace assay::sim {

/// How far the faults of nodes go.
struct NodeFaults {
  Duration lease = 20_s;      ///< what `pause_past_lease` outlasts
  Duration skew_max = 50_ms;  ///< where a clock that jumps ends up, either way
};

/// What a run is a pure function of, but for the nodes' programs.
struct RunInput {
  Baseline baseline = Baseline::benign;
  std::uint64_t seed = 0;
  const Plan* plan = nullptr;        ///< nullptr: the empty plan
  Respondent* respondent = nullptr;  ///< on the baseline `asked`
  RunLimits limits;
  NodeFaults node_faults;
  KeepDecisions keep = KeepDecisions::answers;
  bool trace = false;
  const TraceWatch* watch = nullptr;  ///< of the trace; must outlive the run
};

class World {
 public:
  World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;
  ~World();

  /// Starts a run: an empty world with these faults allowed. `faults` must outlive the run.
  void begin(const RunInput& input, FaultModel& faults);
  /// Who else is told, once, when faults have stopped.
  void when_healed(Kernel::Callback callback, void* object) {
    healed_callback_ = callback;
    healed_object_ = object;
  }
  /// Whom to tell, at once, that a node lost its power; until the next run begins.
  void when_crashed(void (*callback)(void* object, Node& node), void* object) {
    crashed_callback_ = callback;
    crashed_object_ = object;
  }
  /// Tells it. For nodes alone.
  void note_crash(Node& node) {
    if (crashed_callback_ != nullptr) crashed_callback_(crashed_object_, node);
  }
  /// Adds a node, not started. The reference is good until the run's end.
  Node& add_node(std::string_view name, std::string_view service);
  /// Runs to rest, deadlock or a limit.
  Exit run();
  /// Ends all fibers and removes all nodes. What unwinds has no effect.
  void end();

  [[nodiscard]] Kernel& kernel() { return kernel_; }
  [[nodiscard]] Network& network() { return network_; }
  [[nodiscard]] Trace& trace() { return trace_; }
  [[nodiscard]] std::deque<std::unique_ptr<Node>>& nodes() { return nodes_; }
  [[nodiscard]] TimePoint now() const { return kernel_.now(); }
  [[nodiscard]] Decisions& decisions() { return kernel_.decisions(); }
  [[nodiscard]] Digester& digest() { return kernel_.digest(); }

  /// Asks whether a fault strikes at "action @ scope". Returns: which of `table`, or nullptr for
  /// the benign answer, the only one where nothing is allowed or the world has healed.
  template <class Effect>
  const Fault<Effect>* fault_at(std::string_view action, std::string_view scope,
                                const FaultTable<Effect>& table) {
    return table.at(place_of_fault(action, scope, table.words()));
  }
  /// The fault that has just been answered, for who carries it out to say when it showed.
  [[nodiscard]] FaultMark latest_fault() const { return latest_fault_; }
  /// What a fault leads to was seen: a message was gone, a node down, a commit refused.
  void showed(FaultMark fault) { kernel_.decisions().showed(fault); }
  /// A point of a node, before or after an effect of a port, at which a fault may be applied to it:
  /// one of node_faults(). Where its power goes, this throws NodeDied in a fiber of that node.
  void crash_point(Node& node, std::string_view action, std::string_view scope);
  /// A question of the workload's: how the client behaves. `options` must outlive the run.
  std::uint32_t workload(std::string_view site, const OptionSet& options);
  /// Interns "action @ scope".
  SiteId site(std::string_view action, std::string_view scope);
  /// Asks at an interned site about a fault that the scenario allows there. Returns: its place
  /// among `faults`, or `no_fault`.
  std::uint32_t ask_fault(SiteId site, std::string_view benign, FaultWords faults);
  /// How long something takes, decided at an interned site.
  Duration delay_at(SiteId site, const Delays& delays) {
    return delays.of(delays_, decisions().ask(site, Aspect::delay, DecisionKind::timing, delays_));
  }

  /// Notes an event in the trace, where one is kept; its cause is what the current fiber did last.
  std::uint32_t note(TraceKind kind, std::string_view node, std::string text);
  /// What is done within delivery, in no fiber, has this cause.
  void set_delivery_cause(std::uint32_t cause) { delivery_cause_ = cause; }
  /// A fingerprint of everything that decides how this run goes on.
  [[nodiscard]] std::uint64_t fingerprint() const;
  /// Folds what observers have seen so far into fingerprints.
  void note_observed(std::uint64_t hash) { observed_ = mix(observed_ ^ hash); }

  /// Whether a scenario allows any fault at actions of a service, such as "client".
  [[nodiscard]] bool may_fail(std::string_view service) const { return faults_->covers(service); }
  /// For tests of the harness: until the next run, the faults of that rule are recorded, and nobody
  /// carries them out.
  void leave_undone(std::size_t rule) { undone_ = rule; }
  /// Keeps what a node's abandoned fibers can still reach.
  void keep_alive(std::unique_ptr<Program> program) { kept_.push_back(std::move(program)); }

 private:
  std::uint32_t place_of_fault(std::string_view action, std::string_view scope, FaultWords faults);
  std::uint32_t ask(SiteId site, DecisionKind kind, const OptionSet& options);
  std::uint32_t note_fault(SiteId site, const OptionSet& options,
                                             std::uint32_t answer);
  void apply(Node& node, const NodeFault& what);
  void cut_power(Node& node, const PowerCut& cut, FaultMark fault);
  void pause_node(Node& node, const Pause& pause, FaultMark fault);
  void heal();
  static void on_heal(void* world, std::uint64_t);

  Kernel kernel_;
  Network network_{*this};
  Trace trace_;
  std::deque<std::unique_ptr<Node>> nodes_;
  std::vector<std::unique_ptr<Program>> kept_;
  FaultModel* faults_ = nullptr;
  const OptionSet& delays_ = delay_options();
  NodeFaults node_faults_;
  Kernel::Callback healed_callback_ = nullptr;
  void* healed_object_ = nullptr;
  void (*crashed_callback_)(void* object, Node& node) = nullptr;
  void* crashed_object_ = nullptr;
  std::uint64_t observed_ = 0;
  std::uint32_t delivery_cause_ = 0;
  FaultMark latest_fault_ = 0;
  std::optional<std::size_t> undone_;
};

/// Proves, through Boost itself, that virtual time and exception state work in this program as
/// built. Errors: BrokenHarness with what does not.
void check_platform();

}  // namespace assay::sim
