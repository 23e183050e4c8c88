// What a run is a function of, as a digest.
#include "runs/run.hpp"

namespace assay::runs {

sim::Digest input_digest(const RunRequest& request) {
  sim::Digester digester;
  digester.fold(std::uint64_t{behaviour_version});
  digester.fold(scenarios::scenario_digest(*request.scenario));
  digester.fold(request.system->name);
  if (!request.strategy.empty()) digester.fold(request.strategy);
  digester.fold(static_cast<std::uint64_t>(request.baseline));
  digester.fold(request.baseline == sim::Baseline::seeded ? request.seed : 0);
  if (request.plan != nullptr) {
    for (const sim::Answer& answer : *request.plan) {
      digester.fold(answer.site);
      digester.fold(answer.n);
      digester.fold(answer.answer);
    }
  }
  return digester.value();
}

}  // namespace assay::runs
