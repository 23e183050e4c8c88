// What a run is a function of, as a digest.
#include "runs/run.hpp"

namespace assay::runs {

bool wants_probe(const RunRequest& request) {
  constexpr std::uint64_t probed_of = 4;
  // Apart from every draw of the run, which are keyed by its seed as well.
  constexpr std::uint64_t salt = 0x70726f6265;
  if (request.probing != Probing::drawn) return request.probing == Probing::always;
  if (request.baseline == sim::Baseline::benign) return true;
  return sim::mix(sim::mix(request.seed) ^ salt) % probed_of == 0;
}

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
