// What comes of a fault that strikes once, counted over runs of a scenario in which it alone may
// strike. Conditional on the strike: how often faults strike out there, only their owner knows.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "campaign/risk/rates.hpp"
#include "runs/verdict.hpp"
#include "runs/world.hpp"

namespace assay::campaign {

/// Runs in which one fault struck once and nothing else did.
struct Strikes {
  std::string scenario;
  std::string fault;  ///< "acquirer.capture/reply: lose"
  std::uint64_t runs = 0;
  std::uint64_t undecided = 0;  ///< of them: neither harm nor its absence could be told
  std::array<std::uint64_t, harm_kinds> harmed{};  ///< of them, by harm
};

/// The kind of harm that a run came to, by what was measured in it: the gravest first. Noise is
/// none.
[[nodiscard]] std::array<bool, harm_kinds> harm_in(std::span<const properties::Judgement> judged);

/// A scenario's faults, each alone, over the first seeds in which it struck just once, `wanted` of
/// them or as many as `seeds_limit` seeds have. Contract: the scenario lists its faults.
/// Determinism: a pure function of its arguments.
[[nodiscard]] std::vector<Strikes> count_strikes(runs::World& world,
                                                 const scenarios::Scenario& scenario,
                                                 const harness::System& system,
                                                 std::uint64_t wanted, std::uint64_t seeds_limit);

}  // namespace assay::campaign
