// Building, running and ending a world; asking for faults and crashes.
#include "sim/world/world.hpp"

#include <exception>
#include <utility>
#include <vector>

#include "sim/check.hpp"

namespace assay::sim {

namespace {

const Plan no_plan;

/// Abandoned fibers may still reach what they used: it is never taken away from them.
template <class Owners>
void keep_for_ever(Owners& owners) {
  thread_local auto* const kept = new std::vector<typename Owners::value_type>;
  for (auto& owner : owners) kept->push_back(std::move(owner));
}

void restart_node(void* node, std::uint64_t) {
  auto* const down = static_cast<Node*>(node);
  // It may have been started by something else meanwhile.
  if (!down->alive) down->start();
}

void resume_node(void* node, std::uint64_t pause) {
  auto* const paused = static_cast<Node*>(node);
  // A later pause is not this one's to end.
  if (paused->pauses() == pause) paused->resume();
}

}  // namespace

World::World() = default;

World::~World() {
  if (kernel_of_this_thread() == &kernel_) end();  // an exception cut the run short
}

void World::begin(const RunInput& input, FaultModel& faults) {
  faults_ = &faults;
  node_faults_ = input.node_faults;
  observed_ = 0;
  delivery_cause_ = 0;
  latest_fault_ = 0;
  undone_.reset();
  healed_callback_ = nullptr;
  crashed_callback_ = nullptr;
  network_.begin();
  trace_.begin(input.trace, input.watch);
  kernel_.begin(input.limits, input.baseline, input.seed,
                input.plan != nullptr ? *input.plan : no_plan, input.keep);
  decisions().answered_by(input.respondent);
  kernel_.on_heal(&World::on_heal, this);
}

Node& World::add_node(std::string_view name, std::string_view service) {
  return *nodes_.emplace_back(
      std::make_unique<Node>(*this, static_cast<std::uint32_t>(nodes_.size()), name, service));
}

Exit World::run() { return kernel_.run(); }

void World::end() {
  // The ports first: nothing that still unwinds may have an effect.
  for (auto& node : nodes_) node->alive = false;
  kernel_.end();
  if (kernel_.abandoned() > 0) {
    keep_for_ever(nodes_);
    keep_for_ever(kept_);
  }
  nodes_.clear();
  kept_.clear();
}

SiteId World::site(std::string_view action, std::string_view scope) {
  const std::string name = std::string{action}.append(scope_mark).append(scope);
  return decisions().site(name, action.size());
}

std::uint32_t World::ask_fault(SiteId site, std::string_view benign, FaultWords faults) {
  // Once the world has healed nothing is asked, so that no plan can strike then either.
  if (kernel_.healed()) return no_fault;
  if (!decisions().knows_options(site)) {
    decisions().know_options(site, faults_->options(decisions().action(site), benign, faults));
  }
  const OptionSet* const options = decisions().known_options(site);
  if (options == nullptr) return no_fault;
  return options->option(ask(site, DecisionKind::fault, *options)).fault;
}

std::uint32_t World::ask(SiteId site, DecisionKind kind, const OptionSet& options) {
  const std::uint64_t state = decisions().keeps_all() ? fingerprint() : 0;
  const std::uint32_t answer = decisions().ask(site, Aspect::fate, kind, options, state);
  return answer == 0 ? 0 : note_fault(site, options, answer);
}

std::uint32_t World::note_fault(SiteId site, const OptionSet& options, std::uint32_t answer) {
  latest_fault_ = decisions().latest_fault();
  if (trace_.enabled()) {
    note(TraceKind::fault, "",
         options.name(answer) + " at " + std::string{decisions().name(site)});
  }
  // Drawn and recorded as ever, and only not carried out: all else of the run stays what it was.
  return undone_ && faults_->rule_of(options, answer) == *undone_ ? 0 : answer;
}

// Most actions allow nothing: then there is nothing to ask, and the site needs no name.
std::uint32_t World::place_of_fault(std::string_view action, std::string_view scope,
                                    FaultWords faults) {
  if (kernel_.healed()) return no_fault;
  const OptionSet* const options = faults_->options(action, "none", faults);
  if (options == nullptr) return no_fault;
  const SiteId site = this->site(action, scope);
  decisions().know_options(site, options);
  const std::uint32_t answer = ask(site, DecisionKind::fault, *options);
  if (answer == 0) return no_fault;
  // Who asked goes on differently: plans that differ here are in different states.
  note_observed(mix(hash_text(action) ^ hash_text(scope)) + answer);
  return options->option(answer).fault;
}

void World::crash_point(Node& node, std::string_view action, std::string_view scope) {
  if (!kernel_.may_act()) return;
  const OptionSet* const options =
      kernel_.healed() ? nullptr : faults_->options(action, "go", node_faults().words());
  if (options == nullptr && !trace_.enabled()) return;
  const SiteId site = this->site(action, std::string{node.name()}.append("/").append(scope));
  if (trace_.enabled()) {
    note(TraceKind::crash_point, node.name(), std::string{decisions().name(site)});
  }
  if (options == nullptr) return;
  decisions().know_options(site, options);
  const std::uint32_t answer = ask(site, DecisionKind::crash, *options);
  if (answer != 0) apply(node, *node_faults().at(options->option(answer).fault));
}

void World::apply(Node& node, const NodeFault& what) {
  const FaultMark fault = latest_fault_;
  if (const auto* const cut = std::get_if<PowerCut>(&what.effect)) {
    cut_power(node, *cut, fault);
  } else if (const auto* const pause = std::get_if<Pause>(&what.effect)) {
    pause_node(node, *pause, fault);
  } else if (const auto* const jump = std::get_if<ClockJump>(&what.effect)) {
    const Duration most = node_faults_.skew_max;
    const Duration skew = jump->ahead ? most : Duration{} - most;
    if (std::exchange(node.clock.skew, skew) != skew) showed(fault);
    node.note_input(hash_text(what.about.word));
  }
}

void World::cut_power(Node& node, const PowerCut& cut, FaultMark fault) {
  const Duration down = delay_at(site("node/restart", node.name()), restart_delays);
  node.crash();
  if (!node.alive) showed(fault);
  if (cut.next_version) node.upgrade();
  // Set before its fiber is told, which ends it here. It keeps the world busy: a node that is to
  // come back is no rest.
  kernel_.at(now() + down, Keeps::busy, &restart_node, &node, 0);
  if (kernel_.current() == nullptr) throw NodeDied{};  // within delivery: the network catches it
  (void)kernel_.may_act();
}

void World::pause_node(Node& node, const Pause& pause, FaultMark fault) {
  Duration length = delay_at(site("node/pause", node.name()), pause_delays);
  if (pause.past_lease) length = length + node_faults_.lease + node_faults_.skew_max * 4;
  node.note_input(mix(static_cast<std::uint64_t>(now().ns())));
  node.pause();
  if (node.paused) showed(fault);
  kernel_.at(now() + length, Keeps::busy, &resume_node, &node, node.pauses());
  if (kernel_.current() != nullptr) (void)kernel_.wait(now());  // it goes on when the node does
}

std::uint32_t World::workload(std::string_view site, const OptionSet& options) {
  const SiteId id = decisions().site(site);
  return decisions().ask(id, Aspect::fate, DecisionKind::workload, options,
                         decisions().keeps_all() ? fingerprint() : 0);
}

std::uint32_t World::note(TraceKind kind, std::string_view node, std::string text) {
  if (!trace_.enabled()) return 0;
  // What happens in no fiber is caused by the delivery that is under way.
  FiberRecord* const fiber = kernel_.current();
  std::uint32_t& cause = fiber != nullptr ? fiber->cause : delivery_cause_;
  cause = trace_.add(now(), cause, kind, node, std::move(text), digest());
  return cause;
}

std::uint64_t World::fingerprint() const {
  // Whatever a run may go on differently by has a part in it; what is left out would let a search
  // take two states for one and miss what only one of them leads to.
  std::uint64_t sum = mix(const_cast<Kernel&>(kernel_).decisions().counters_fingerprint());
  sum = mix(sum ^ kernel_.timers_fingerprint());
  sum = mix(sum ^ network_.in_flight());
  sum = mix(sum ^ observed_);
  for (const auto& node : nodes_) {
    sum = mix(sum ^ node->inputs);
    sum = mix(sum ^ (node->alive ? 1U : 0U) ^ (node->paused ? 2U : 0U));
  }
  return sum;
}

void World::heal() {
  note(TraceKind::heal, "", "faults have stopped");
  network_.heal();
  for (auto& node : nodes_) {
    if (node->paused) node->resume();
  }
  if (healed_callback_ != nullptr) healed_callback_(healed_object_, 0);
}

void World::on_heal(void* world, std::uint64_t) { static_cast<World*>(world)->heal(); }

const OptionSet& delay_options() {
  static const OptionSet options{{{"typical", 6}, {"early", 1}, {"late", 1}}, 64};
  return options;
}

}  // namespace assay::sim
