// All that was seen of one run in one history, for people: what was heard and what the service
// believed in the end, which are judged apart, and the evidence in it.
#pragma once

#include <cstdint>
#include <vector>

#include "outside/attack/judge.hpp"
#include "outside/attack/run.hpp"

namespace assay::outside::attack {

struct Shown {
  history::History history;
  std::vector<std::uint64_t> evidence;  ///< sequence numbers in it
};

[[nodiscard]] Shown shown_of(const Run& run, const Broken& broken);

}  // namespace assay::outside::attack
