// From topology and workload to nodes.
#include "runs/simulated/deployment.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "models/clients/balance_reader.hpp"
#include "models/clients/client.hpp"
#include "models/clients/prober.hpp"
#include "models/consumers/consumers.hpp"
#include "models/environment/service_node.hpp"
#include "models/processor/processor.hpp"
#include "models/rules/usual_consumers.hpp"
#include "runs/simulated/remedy_desk.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/late_returns.hpp"
#include "scenarios/settings.hpp"
#include "sim/check.hpp"

namespace assay::runs {

namespace {

constexpr std::string_view service_name = "shop";

std::string numbered(std::string_view stem, std::uint32_t number) {
  std::string name{stem};
  name += '-';
  name += std::to_string(number);
  return name;
}

const sim::OptionSet& skew_options() {
  static const sim::OptionSet options{{{"none", 2}, {"ahead", 1}, {"behind", 1}}};
  return options;
}

models::ClientConfig config_of(const scenarios::ClientGroup& group, std::uint32_t customer,
                               std::uint32_t first_payable, const std::vector<sim::Node*>& service,
                               sim::Duration key_retention) {
  models::ClientConfig config;
  config.kind = group.kind;
  config.flow = group.flow;
  config.payments = group.payments;
  config.copies = group.copies;
  config.tenant = group.tenant;
  config.first_payable = first_payable;
  config.customer = numbered("customer", customer);
  config.amounts = group.amounts;
  config.think_max = group.think_max;
  config.timeout = group.retry.timeout;
  config.backoff_min = group.retry.backoff_min;
  config.backoff_max = group.retry.backoff_max;
  config.tries_max = group.retry.tries_max;
  config.service = service;
  config.late_after = scenarios::late_after(key_retention);
  config.very_late_after = scenarios::very_late_after(key_retention);
  return config;
}

}  // namespace

Deployment::Deployment(const scenarios::Scenario& scenario, const harness::System& system,
                       sim::World& world, models::Recorder& recorder, models::Database& database,
                       models::IdCounters& ids, models::TelemetryLog& telemetry)
    : scenario_{scenario},
      system_{system},
      world_{world},
      recorder_{recorder},
      database_{database},
      ids_{ids},
      telemetry_{telemetry} {
  for (std::uint32_t version = 0; version <= scenario.versions.size(); ++version) {
    settings_.push_back(scenarios::full_settings(scenario, system, version));
  }
  policy_ = edge_policy_of(system, settings_.front());
  if (system.edge_policy == nullptr) policy_.skew_max = sim::NodeFaults{}.skew_max;
}

void Deployment::deploy() {
  deploy_outside_world();
  deploy_service();
  deploy_clients();
}

void Deployment::deploy_outside_world() {
  for (const scenarios::Processor& processor : scenario_.topology.processors) {
    models::ProcessorConfig config;
    config.profile = models::find_profile(processor.profile);
    SIM_CHECK(config.profile != nullptr, "a scenario names a profile that exists");
    if (processor.hold_length > sim::Duration{}) {
      config.profile = &with_hold(*config.profile, processor);
    }
    config.effect_max = scenario_.limits.effect_max;
    const models::WebhookConfig webhooks{
        .manners = models::find_webhook_manners(processor.webhooks), .listeners = &service_};
    sim::Node& node = world_.add_node(processor.name, processor.name);
    node.install([this, config, webhooks](sim::Node& here) {
      return std::make_unique<models::Processor>(here, recorder_, config, webhooks);
    });
    node.start();
    processors_.push_back(&node);
  }
  sim::Node& ledger = deploy_consumer(harness::consumers::ledger);
  sim::Node& notifications = deploy_consumer(harness::consumers::notifications);
  std::vector<models::ReachableProcessor> reachable;
  for (std::size_t i = 0; i < processors_.size(); ++i) {
    const auto& processor = scenario_.topology.processors[i];
    reachable.push_back(
        {*processors_[i], *models::find_profile(processor.profile), !processor.webhooks.empty()});
  }
  shared_ = std::make_unique<models::SharedServices>(
      models::SharedServices{.recorder = recorder_,
                             .database = database_,
                             .ids = ids_,
                             .telemetry = telemetry_,
                             .processors = std::move(reachable),
                             .consumers = {ledger, notifications},
                             .effect_max = scenario_.limits.effect_max});
}

const models::Profile& Deployment::with_hold(const models::Profile& profile,
                                             const scenarios::Processor& processor) {
  models::Profile& own = profiles_.emplace_back(profile);
  own.hold = processor.hold_length;
  return own;
}

sim::Node& Deployment::deploy_consumer(std::string_view name) {
  sim::Node& node = world_.add_node(name, name);
  node.install([this, name](sim::Node& here) {
    auto rule = models::usual_consumer(name);
    if (system_.make_consumer) rule = system_.make_consumer(name, std::move(rule));
    return std::make_unique<models::EventConsumer>(here, recorder_, std::move(rule));
  });
  node.start();
  return node;
}

void Deployment::deploy_service() {
  for (std::uint32_t i = 1; i <= scenario_.topology.service_nodes; ++i) {
    sim::Node& node = world_.add_node(numbered(service_name, i), service_name);
    skew_clock(node);
    node.under_test = true;
    node.install([this](sim::Node& here) { return make_program(here); });
    node.start();
    service_.push_back(&node);
  }
}

/// What the code under test lets out when it is put together ends the run, and is its own fault;
/// what it has against the scenario's settings is bad input.
std::unique_ptr<sim::Program> Deployment::make_program(sim::Node& node) {
  try {
    const std::size_t version = node.version() % settings_.size();
    return std::make_unique<models::ServiceNode>(node, *shared_, settings_[version], system_);
  } catch (const harness::SettingsRefused& refused) {
    throw scenarios::BadInput{
        {scenario_.name, {}, "/service", "settings that the service accepts", refused.what(), ""}};
  } catch (const scenarios::BadInput&) {
    throw;
  } catch (const sim::BrokenHarness&) {
    throw;
  } catch (const sim::NodeDied&) {
    throw;
  } catch (const std::exception& error) {
    world_.kernel().report_failed(
        fmt::format("an exception left the constructor of {}: {}", node.name(), error.what()));
  } catch (...) {
    world_.kernel().report_failed(
        fmt::format("an exception of unknown type left the constructor of {}", node.name()));
  }
  return std::make_unique<sim::Program>();
}

void Deployment::skew_clock(sim::Node& node) {
  const sim::SiteId site = world_.site("node/skew", node.name());
  const std::uint32_t answer =
      world_.decisions().ask(site, sim::Aspect::fate, sim::DecisionKind::timing, skew_options());
  if (answer == 1) node.clock.skew = policy_.skew_max;
  if (answer == 2) node.clock.skew = sim::Duration{} - policy_.skew_max;
}

void Deployment::deploy_clients() {
  struct Names {
    std::uint32_t customers = 0, payables = 0;
    std::vector<sim::Node*> clients{};
  };
  std::map<std::string_view, Names> given;  // by tenant
  std::uint32_t number = 0;
  for (const scenarios::ClientGroup& group : scenario_.workload.clients) {
    Names& names = given[group.tenant];
    for (std::uint32_t i = 0; i < group.count; ++i) {
      ++names.customers;
      models::ClientConfig config = config_of(group, names.customers, names.payables + 1, service_,
                                              policy_.key_retention);
      config.others = names.clients;
      names.clients.push_back(&deploy_client(++number, config));
      names.payables += group.payments;
      if (scenario_.workload.balance_readers) deploy_reader(number, group, names.customers);
    }
  }
}

sim::Node& Deployment::deploy_client(std::uint32_t number, models::ClientConfig config) {
  if (keeps_asked_) config.asked = &asked_;
  sim::Node& node = world_.add_node(numbered("client", number), "client");
  node.install(
      [this, config](
          sim::Node& here) { return std::make_unique<models::Client>(here, recorder_, config); });
  node.start();
  clients_.push_back(&node);
  return node;
}

void Deployment::start_probe() {
  models::ProberConfig config;
  config.asked = &asked_;
  config.service = service_;
  config.key_retention = policy_.key_retention;
  sim::Node& node = world_.add_node("probe", "client");
  node.install([this, config](sim::Node& here) {
    return std::make_unique<models::Prober>(here, recorder_, config);
  });
  node.start();
}

void Deployment::start_remedy(const RemedyRequest& request, std::vector<StepTaken>& taken) {
  sim::Node& node = world_.add_node(operator_name, operator_name);
  node.install([this, &request, &taken](sim::Node& here) {
    return std::make_unique<RemedyDesk>(here, DeskConfig{.request = request,
                                                         .system = system_,
                                                         .asked = asked_,
                                                         .recorder = recorder_,
                                                         .service = service_,
                                                         .processors = processors_,
                                                         .taken = taken});
  });
  node.start();
}

std::size_t Deployment::busy_clients() const {
  const auto is_busy = [this](const sim::Node* client) {
    return world_.kernel().has_fibers_of(*client);
  };
  return static_cast<std::size_t>(std::ranges::count_if(clients_, is_busy));
}

void Deployment::deploy_reader(std::uint32_t number, const scenarios::ClientGroup& group,
                               std::uint32_t customer) {
  models::BalanceReaderConfig config;
  config.tenant = group.tenant;
  config.customer = numbered("customer", customer);
  config.period = scenario_.workload.read_period;
  config.service = service_;
  sim::Node& node = world_.add_node(numbered("reader", number), "reader");
  node.install([this, config](sim::Node& here) {
    return std::make_unique<models::BalanceReader>(here, recorder_, config);
  });
  node.start();
}

}  // namespace assay::runs
