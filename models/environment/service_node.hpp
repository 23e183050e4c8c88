// The program of a service's node: the system under test behind the wire that its clients know. It
// decodes what they ask and encodes what it answers.
#pragma once

#include <functional>
#include <memory>

#include "harness/service.hpp"
#include "harness/system.hpp"
#include "models/environment/node_environment.hpp"
#include "sim/world/node.hpp"

namespace assay::models {

class ServiceNode final : public sim::Program {
 public:
  /// Makes the system's program for this life. `settings` outlive it.
  /// Errors: whatever the system throws when it is put together.
  ServiceNode(sim::Node& node, const SharedServices& shared, const harness::Settings& settings,
              const harness::System& system);

  void start() override { service_->start(); }
  std::string handle(const sim::Request& request) override;

 private:
  std::string hear(const sim::Request& request);

  Recorder& recorder_;
  NodeEnvironment environment_;
  std::unique_ptr<harness::Service> service_;
};

}  // namespace assay::models
