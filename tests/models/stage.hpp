// A small simulated world for the tests of the models: one shop node that runs what the test says,
// a processor, two consumers, a store. Not a test; every fault is allowed and only a plan strikes.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/clients/client_fault.hpp"
#include "models/consumers/consumer_fault.hpp"
#include "models/consumers/consumers.hpp"
#include "models/processor/processor.hpp"
#include "models/processor/processor_client.hpp"
#include "models/processor/processor_fault.hpp"
#include "models/recorder.hpp"
#include "models/rules/usual_consumers.hpp"
#include "models/store/database.hpp"
#include "models/webhooks/webhook_fault.hpp"
#include "sim/world/world.hpp"

namespace assay::models::testing {

using namespace sim::literals;

/// A program made of functions.
class Scripted final : public sim::Program {
 public:
  std::function<void()> on_start;
  std::function<std::string(const sim::Request&)> on_request;

  void start() override {
    if (on_start) on_start();
  }
  std::string handle(const sim::Request& request) override {
    return on_request ? on_request(request) : std::string{};
  }
};

/// The answer `word` at the first visit of a site.
inline sim::Answer at(std::string site, std::string word) {
  return {std::move(site), 1, std::move(word), sim::DecisionKind::fault};
}

template <class Effect>
void allow(std::vector<sim::FaultRule>& rules, const sim::FaultTable<Effect>& faults) {
  for (const sim::Fault<Effect>& fault : faults.all()) {
    for (const std::string_view edge : fault.about.edges) {
      rules.push_back({"*.*/" + std::string{edge}, std::string{fault.about.word}, {0, 1}});
    }
  }
}

/// Every fault of every edge, allowed at a chance of nothing.
inline sim::FaultModel every_fault() {
  std::vector<sim::FaultRule> rules;
  allow(rules, sim::message_faults());
  allow(rules, sim::node_faults());
  allow(rules, commit_faults());
  allow(rules, processor_faults());
  allow(rules, consumer_faults());
  allow(rules, webhook_faults());
  allow(rules, client_faults());
  return sim::FaultModel{std::move(rules)};
}

/// Calls a processor, each time with the same patience.
struct Caller {
  ProcessorClient client;
  sim::Duration timeout;

  auto send(const harness::ProcessorRequest& request, std::uint32_t attempt) {
    return client.send(request, attempt, timeout);
  }
  auto look_up(const harness::ProcessorRequest& about) { return client.look_up(about, timeout); }
  auto list(const harness::ListQuestion& question) { return client.list(question, timeout); }
};

class Stage {
 public:
  /// `manners`: how the processor tells `listeners` of what moved; none: it tells nothing.
  explicit Stage(sim::Plan plan = {}, ProcessorConfig processor = {}, bool trace = false,
                 const WebhookManners* manners = nullptr)
      : plan_{std::move(plan)}, processor_config_{processor}, manners_{manners} {
    sim::RunInput input;
    input.plan = &plan_;
    input.trace = trace;
    input.limits.time_max = 100_h;
    input.limits.faults_until = 99_h;
    world.begin(input, faults_);
    recorder.begin({});
    database.begin();
    acquirer = &add("acquirer", "acquirer", [this](sim::Node& node) {
      return std::make_unique<Processor>(node, recorder, processor_config_,
                                         WebhookConfig{manners_, &listeners});
    });
  }
  ~Stage() {
    if (!ended_) world.end();
  }

  sim::Node& add(std::string_view name, std::string_view service, sim::Node::Factory factory) {
    sim::Node& node = world.add_node(name, service);
    node.install(std::move(factory));
    node.start();
    return node;
  }
  /// A consumer as the world has it.
  sim::Node& add_consumer(std::string_view name) {
    return add(name, name, [this, name](sim::Node& node) {
      return std::make_unique<EventConsumer>(node, recorder, usual_consumer(name));
    });
  }

  /// A node that runs `body` at each start of its own.
  sim::Node& shop(std::function<void(sim::Node&)> body) {
    return add("shop-1", "shop", [body = std::move(body)](sim::Node& node) {
      auto program = std::make_unique<Scripted>();
      program->on_start = [body, &node] { body(node); };
      return program;
    });
  }

  /// Runs `body` on the shop to the world's rest.
  sim::Exit play(std::function<void(sim::Node&)> body) {
    shop(std::move(body));
    return run();
  }
  sim::Exit run() {
    const sim::Exit exit = world.run();
    unplaced = world.decisions().unplaced();
    digest = world.digest().value();
    broken_claim = world.kernel().broken_claim();
    return exit;
  }

  Caller client(sim::Node& node, sim::Duration timeout = 2_s) {
    return {{node, *acquirer, recorder, {}}, timeout};
  }
  const EffectLedger& ledger() {
    return static_cast<const Processor*>(acquirer->program())->ledger();
  }
  void pause(sim::Duration length) {
    (void)world.kernel().wait(world.now() + length);
  }
  /// How many facts of a kind were recorded.
  template <typename Fact>
  [[nodiscard]] std::size_t seen() const {
    return all<Fact>().size();
  }
  /// All facts of a kind, in order.
  template <typename Fact>
  [[nodiscard]] std::vector<history::Seen<Fact>> all() const {
    std::vector<history::Seen<Fact>> found;
    for (const history::Observation& one : recorder.history()) {
      if (const auto* fact = one.as<Fact>()) found.push_back(*fact);
    }
    return found;
  }
  [[nodiscard]] std::uint32_t marked(history::CoverageMark mark) const {
    return recorder.coverage().count(mark);
  }

 private:
  sim::Plan plan_;
  ProcessorConfig processor_config_;
  const WebhookManners* manners_;
  sim::FaultModel faults_ = every_fault();
  bool ended_ = false;

 public:
  sim::World world;
  Recorder recorder{world};
  Database database{recorder};
  sim::Node* acquirer = nullptr;
  std::vector<sim::Node*> listeners;
  sim::Plan unplaced;
  sim::Digest digest;
  std::string broken_claim;
};

/// An authorisation of 12.50 EUR for pay-1, to be changed at will.
inline harness::ProcessorRequest authorisation() {
  return {.kind = history::OperationKind::authorise,
          .operation = "op-1",
          .payable = "pay-1",
          .ordinal = 1,
          .parent = {},
          .key = "key-1",
          .amount = {1250, "EUR"}};
}

/// A later operation that leans on `authorisation()`.
inline harness::ProcessorRequest following(history::OperationKind kind, std::string operation,
                                           std::int64_t minor) {
  return {.kind = kind,
          .operation = operation,
          .payable = "pay-1",
          .ordinal = 1,
          .parent = "op-1",
          .key = "key-" + operation,
          .amount = {minor, "EUR"}};
}

}  // namespace assay::models::testing
