// Wiring.
#include "models/environment/node_environment.hpp"

#include <algorithm>
#include <stdexcept>

#include "sim/world/world.hpp"

namespace assay::models {
namespace {

harness::ProcessorPromises promises_of(const ReachableProcessor& processor,
                                       sim::Duration effect_max) {
  const Profile& profile = processor.profile;
  return {.knows_keys = profile.knows_keys,
          .key_retention = profile.key_retention,
          .replays_errors = profile.replays_errors,
          .look_up = profile.look_up,
          .all_or_nothing = profile.all_or_nothing,
          .keeps_remainder = profile.keeps_remainder,
          .effect_max = effect_max,
          .webhooks = processor.webhooks};
}

}  // namespace

NodeEnvironment::NodeEnvironment(sim::Node& node, const SharedServices& shared,
                                 const harness::Settings& settings)
    : node_{node},
      recorder_{shared.recorder},
      settings_{settings},
      clock_{node},
      ids_{node, shared.ids},
      tasks_{node, shared.database},
      store_{node, shared.database},
      bus_{node, shared.consumers, shared.recorder},
      telemetry_{node, shared.telemetry, shared.recorder},
      statements_{node, shared.recorder} {
  for (const ReachableProcessor& processor : shared.processors) {
    names_.push_back(processor.node.service());
    processors_.emplace_back(node, processor.node, shared.recorder,
                             promises_of(processor, shared.effect_max));
  }
}

harness::Processor& NodeEnvironment::processor(std::string_view id) {
  const auto found = std::ranges::find(names_, id);
  if (found == names_.end()) throw std::out_of_range{"no processor " + std::string{id}};
  return processors_[static_cast<std::size_t>(found - names_.begin())];
}

void NodeEnvironment::abort(std::string_view claim) {
  recorder_.record(node_, history::PromiseBroken{.reason = recorder_.name(claim)});
  node_.crash();
  sim::Kernel& kernel = node_.world().kernel();
  if (kernel.current() != nullptr) (void)kernel.may_act();
  throw sim::NodeDied{};
}

}  // namespace assay::models
