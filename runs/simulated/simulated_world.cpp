// The context of a run: everything that its world is made of, set up anew for each run in memory
// that stays.
#include "runs/simulated/simulated_world.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "models/clients/balance_reader.hpp"
#include "models/clients/client.hpp"
#include "models/consumers/consumers.hpp"
#include "models/environment/statements.hpp"
#include "models/environment/telemetry.hpp"
#include "models/processor/processor.hpp"
#include "models/rules/profile.hpp"
#include "runs/fault_coverage.hpp"
#include "runs/simulated/deployment.hpp"
#include "runs/simulated/fault_triggers.hpp"
#include "runs/simulated/swarm.hpp"
#include "scenarios/check.hpp"
#include "scenarios/settings.hpp"
#include "sim/check.hpp"
#include "sim/world/world.hpp"

namespace assay::runs {

namespace {

/// How far the clocks of machines may be off: what the system promises to bear.
sim::Duration skew_max_of(const scenarios::Scenario& scenario, const harness::System& system) {
  if (system.edge_policy == nullptr) return sim::NodeFaults{}.skew_max;
  return edge_policy_of(system, scenarios::full_settings(scenario, system, 0)).skew_max;
}

history::AlarmClaims claims_of(const harness::System& system) {
  history::AlarmClaims claims = 0;
  for (const harness::AlarmMeaning& one : system.alarms) claims |= history::bit(one.claim);
  return claims;
}

history::Bounds bounds_of(const scenarios::Scenario& scenario, const harness::System& system) {
  const scenarios::Limits& limits = scenario.limits;
  history::Bounds bounds;
  bounds.effect_max = limits.effect_max.ns();
  bounds.reconcile_max = limits.reconcile_max.ns();
  bounds.resolve_max = limits.resolve_max.ns();
  bounds.tries_max = limits.tries_max;
  const auto policy = [&](std::uint32_t version) {
    return edge_policy_of(system, scenarios::full_settings(scenario, system, version));
  };
  bounds.lease_max = policy(0).lease.ns();
  bounds.key_retention = policy(0).key_retention.ns();
  bounds.skew_max = skew_max_of(scenario, system).ns();
  bounds.capture_margin = policy(0).capture_margin.ns();
  for (std::uint32_t version = 1; version <= scenario.versions.size(); ++version) {
    bounds.key_retention = std::min(bounds.key_retention, policy(version).key_retention.ns());
  }
  return bounds;
}

std::vector<history::ProcessorTerms> terms_of(const scenarios::Scenario& scenario) {
  std::vector<history::ProcessorTerms> terms;
  for (const scenarios::Processor& processor : scenario.topology.processors) {
    const models::Profile* const profile = models::find_profile(processor.profile);
    SIM_CHECK(profile != nullptr, "a scenario names a profile that exists");
    terms.push_back({processor.name, profile->knows_keys, profile->key_retention.ns()});
  }
  return terms;
}

/// What faults may do to a node, by what its system promises: pauses beyond any lease that a run
/// may have.
sim::NodeFaults node_faults_of(const scenarios::Scenario& scenario, const harness::System& system) {
  const sim::NodeFaults usual;  // for a system that promises nothing
  sim::NodeFaults faults{.lease = {}, .skew_max = {}};
  for (const auto& one : scenarios::possible_settings(scenario, system)) {
    faults.lease = std::max(faults.lease, edge_policy_of(system, one.settings).lease);
  }
  if (faults.lease == sim::Duration{}) faults.lease = usual.lease;
  faults.skew_max = skew_max_of(scenario, system);
  return faults;
}

sim::RunLimits run_limits_of(const scenarios::Limits& limits) {
  return {limits.virtual_time_max, limits.events_max, limits.faults_until};
}

constexpr sim::Duration probe_longest = sim::Duration{std::int64_t{86'400} * 1'000'000'000};
constexpr sim::Duration remedy_longest = probe_longest * 7;
constexpr std::uint64_t probe_events_max = 1'000'000;

}  // namespace

/// What stays between runs: memory, and what was worked out from the scenario.
class SimulatedWorld::Context {
 public:
  void run(const RunRequest& request, Run& run) {
    prepare(*request.scenario, *request.system);
    open(request);
    const scenarios::Scenario& playing = choose(*scenario_, *request.system);
    Deployment deployment{playing, *request.system, world_, recorder_, database_, ids_, telemetry_};
    if (wants_probe(request) || request.remedy != nullptr) deployment.keep_asked();
    try {
      deployment.deploy();
      run.exit = world_.run();
    } catch (...) {  // bad settings, seen only when the system is put together
      world_.end();
      throw;
    }
    close(run, deployment);
    run.facts = recorder_.history().size();
    run.remedied = false;
    run.taken.clear();
    if (run.exit == sim::Exit::at_rest && request.remedy != nullptr) {
      treat(run, *request.remedy, deployment);
    }
    run.probed = false;
    run.probe = {};
    if (run.exit == sim::Exit::at_rest && wants_probe(request)) probe(run, deployment);
    end(run);
  }

  sim::World& world() { return world_; }

 private:
  /// Works out what follows from a scenario and what its system promises, unless both are the same
  /// as for the last run.
  void prepare(const scenarios::Scenario& scenario, const harness::System& system) {
    undelivered_alarm_ = system.undelivered_alarm;
    const bool same_promises =
        schema_.data() == system.settings.data() && edge_policy_ == system.edge_policy;
    if (scenario_ && *scenario_ == scenario && same_promises) return;
    scenarios::must_be_typed(scenario, system);
    scenario_ = scenario;
    schema_ = system.settings;
    edge_policy_ = system.edge_policy;
    bounds_ = bounds_of(scenario, system);
    node_faults_ = node_faults_of(scenario, system);
    faults_ = sim::FaultModel{fault_rules(scenario)};
    terms_ = terms_of(scenario);
    stored_answers_ = edge_policy_of(system, scenarios::full_settings(scenario, system, 0)).stores;
    coverage_.emplace(scenario);
    triggers_ = {};
    swarm_.reset();
    if (scenarios::is_swarm(scenario)) swarm_.emplace(scenario, system.settings);
  }

  /// What this run plays: the scenario, or what a swarm makes of it.
  const scenarios::Scenario& choose(const scenarios::Scenario& scenario,
                                    const harness::System& system) {
    if (!swarm_) {
      begin_at(scenario.limits.begins_at);
      return scenario;
    }
    drawn_ = scenario;
    swarm_->draw(world_, faults_, drawn_);
    recorder_.begin(bounds_of(drawn_, system), recorder_.history().recorded);
    recorder_.set_processors(terms_of(drawn_));
    triggers_.play(drawn_);
    begin_at(drawn_.limits.begins_at);
    return drawn_;
  }

  void begin_at(sim::Duration time_of_day) {
    if (time_of_day > sim::Duration{}) world_.kernel().begin_at(sim::TimePoint{} + time_of_day);
  }

  void open(const RunRequest& request) {
    sim::RunInput input;
    input.baseline = request.baseline;
    input.seed = request.seed;
    input.plan = request.plan;
    input.respondent = request.respondent;
    if (scenario_->every_fault && request.baseline == sim::Baseline::seeded) {
      triggers_.begin(request.seed);
      input.baseline = sim::Baseline::asked;
      input.respondent = &triggers_;
    }
    input.limits = run_limits_of(scenario_->limits);
    input.keep = request.keep;
    input.trace = request.trace;
    input.watch = request.watch;
    input.node_faults = node_faults_;
    world_.begin(input, faults_);
    recorder_.begin(bounds_, request.system->shows);
    recorder_.set_processors(terms_);
    recorder_.set_declared(stored_answers_, claims_of(*request.system));
    database_.begin();
    ids_.begin();
    telemetry_.begin(request.system->alarms, request.system->marks);
    states_.begin(world_.decisions(), faults_, recorder_.coverage());
    world_.decisions().watched_by(&states_);
    world_.when_healed(&Context::on_healed, this);
    world_.when_crashed(&Context::on_crashed, this);
    if (const auto observe = request.system->observe) {
      database_.observe([this, observe](const harness::CommittedRow& row, sim::Node& node) {
        models::NodeStatements statements{node, recorder_};
        observe(row, statements);
      });
    }
  }

  void close(Run& run, const Deployment& deployment) {
    if (run.exit == sim::Exit::at_rest) {
      recorder_.record("world", history::AtRest{});
    } else {
      recorder_.record("world", history::Stopped{.reason = recorder_.name(sim::to_text(run.exit)),
                                                 .busy_clients = deployment.busy_clients()});
    }
    sim::Kernel& kernel = world_.kernel();
    world_.digest().fold(static_cast<std::uint64_t>(run.exit));
    run.behaviour = world_.digest().value();
    run.ended = world_.now();
    run.events = kernel.events();
    run.messages = world_.network().messages();
    if (telemetry_.count(undelivered_alarm_) > 0) {
      recorder_.reached(history::CoverageMark::undelivered_event_alarmed);
    }
    run.sometimes = recorder_.coverage().mask();
    run.marks = telemetry_.marks();
    run.history = &recorder_.history();
    coverage_->count(world_.decisions(), faults_, run.faults);
    states_.count(run.faults.states);
  }

  /// Lets the world go on from its rest, with nothing failing, while somebody carries a remedy out.
  /// Nothing of it is part of the run's plan or behaviour.
  void treat(Run& run, const RemedyRequest& request, Deployment& deployment) {
    world_.digest().reset();
    world_.decisions().fall_silent();
    run.rested = world_.now();
    world_.kernel().go_on(remedy_longest, probe_events_max);
    deployment.start_remedy(request, run.taken);
    run.exit = world_.run();
    run.remedied = true;
    if (run.exit == sim::Exit::at_rest) recorder_.record("world", history::AtRest{});
  }

  /// Lets the world go on from its rest, with nothing failing and nothing left to chance, and asks
  /// what the service is still good for. Nothing of it is part of the run's plan or behaviour.
  void probe(Run& run, Deployment& deployment) {
    world_.digest().reset();
    world_.decisions().fall_silent();
    world_.kernel().go_on(probe_longest, probe_events_max);
    recorder_.record("world", history::ProbeBegan{});
    deployment.start_probe();
    const sim::Exit exit = world_.run();
    // That it asks no more than it has time for is told by the history.
    const bool limited = exit == sim::Exit::time_limit || exit == sim::Exit::event_limit;
    if (!limited) run.exit = exit;
    run.probed = true;
    run.probe = world_.digest().value();
  }

  void end(Run& run) {
    sim::Kernel& kernel = world_.kernel();
    world_.end();
    run.abandoned = kernel.abandoned();
    run.broken_claim = kernel.broken_claim();
    if (kernel.refused_to_end() > 0 && run.broken_claim.empty()) {
      run.broken_claim = "a fiber refused to end when its node lost power";
    }
    if (!run.broken_claim.empty()) run.exit = sim::Exit::broken_harness;
    run.failure = failure_of(run);
  }

  std::string failure_of(const Run& run) {
    if (run.exit == sim::Exit::program_failed) return "ended: " + world_.kernel().failure();
    if (run.exit != sim::Exit::livelock) return {};
    return fmt::format("hung: virtual time stood still at {} ns through very many events",
                       run.ended.ns());
  }

  static void on_healed(void* context, std::uint64_t) {
    static_cast<Context*>(context)->recorder_.record("world", history::Healed{});
  }

  static void on_crashed(void* context, sim::Node& node) {
    static_cast<Context*>(context)->recorder_.record(node, history::MachineDied{});
  }

  std::optional<scenarios::Scenario> scenario_;
  harness::SettingsSchema schema_;
  harness::EdgePolicy (*edge_policy_)(const harness::Settings&) = nullptr;
  std::string_view undelivered_alarm_;
  history::Bounds bounds_;
  history::StoredAnswers stored_answers_{};
  sim::NodeFaults node_faults_;
  sim::FaultModel faults_;
  std::vector<history::ProcessorTerms> terms_;
  std::optional<FaultCoverage> coverage_;
  StateWatch states_;
  std::optional<SwarmDraw> swarm_;
  FaultTriggers triggers_;
  scenarios::Scenario drawn_;
  sim::World world_;
  models::Recorder recorder_{world_};
  models::Database database_{recorder_};
  models::IdCounters ids_;
  models::TelemetryLog telemetry_;
};

SimulatedWorld::SimulatedWorld() : context_{std::make_unique<Context>()} {}

SimulatedWorld::SimulatedWorld(sim::Pulse& pulse) : SimulatedWorld{} {
  context_->world().kernel().show_in(pulse);
}

SimulatedWorld::~SimulatedWorld() = default;

const Run& SimulatedWorld::run(const RunRequest& request) {
  SIM_CHECK(request.scenario != nullptr && request.system != nullptr,
            "a run has a scenario and a system under test");
  RunRequest begun = request;
  if (!request.strategy.empty()) {
    strategy_ = sim::strategy_named(request.strategy).make({.first = request.seed, .count = 1});
    proposal_ = strategy_->begin().value();
    begun.baseline = proposal_.baseline;
    begun.plan = &proposal_.plan;
    begun.respondent = strategy_.get();
  }
  context_->run(begun, run_);
  return run_;
}

const sim::Decisions& SimulatedWorld::decisions() const { return context_->world().decisions(); }

const sim::Trace& SimulatedWorld::trace() const { return context_->world().trace(); }

std::unique_ptr<World> simulated_world(sim::Pulse* pulse) {
  if (pulse == nullptr) return std::make_unique<SimulatedWorld>();
  return std::make_unique<SimulatedWorld>(*pulse);
}

}  // namespace assay::runs
