// Which runs are probed.
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

}  // namespace assay::runs
