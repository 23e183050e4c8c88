// Somebody who looks at a customer's balance now and then and remembers what was shown. It holds up
// nothing: the world may rest while it reads on. Serves I30 and S32: nobody is told an amount that
// was never true.
#pragma once

#include <string>
#include <vector>

#include "models/recorder.hpp"
#include "sim/time.hpp"
#include "sim/world/node.hpp"

namespace assay::models {

using namespace sim::literals;

struct BalanceReaderConfig {
  std::string tenant{};
  std::string customer = "customer-1";
  history::Currency currency = "EUR";
  sim::Duration period = 10_s;
  sim::Duration timeout = 5_s;
  std::vector<sim::Node*> service;
};

class BalanceReader final : public sim::Program {
 public:
  BalanceReader(sim::Node& node, Recorder& recorder, BalanceReaderConfig config);

  void start() override;

 private:
  void read();

  sim::Node& node_;
  Recorder& recorder_;
  BalanceReaderConfig config_;
};

}  // namespace assay::models
