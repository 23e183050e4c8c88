// Reading on, period after period.
#include "models/clients/balance_reader.hpp"

#include "harness/names.hpp"
#include "models/clients/ask.hpp"
#include "models/clients/client.hpp"

namespace assay::models {

BalanceReader::BalanceReader(sim::Node& node, Recorder& recorder, BalanceReaderConfig config)
    : node_{node}, recorder_{recorder}, config_{std::move(config)} {}

void BalanceReader::start() {
  node_.spawn("reader", sim::Role::daemon, [this] {
    while (node_.wait_period(config_.period)) read();
  });
}

void BalanceReader::read() {
  const std::string customer = harness::world_name(config_.tenant, config_.customer);
  sim::Node& to = choose_node(node_.world(), config_.service, node_.name() + "/" + customer);
  ask({node_, to, recorder_, config_.timeout},
      harness::BalanceQuestion{config_.tenant, config_.customer, config_.currency});
}

}  // namespace assay::models
