// The faults that a scenario allows: those that it lists, or, where it says "everything", every
// fault of the catalogue at every site that a run can pass. Not when they strike: in a run under
// every fault that is drawn per action and fault (runs/simulated/fault_triggers.hpp).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "models/rules/profile.hpp"
#include "scenarios/scenario.hpp"
#include "sim/decisions/fault.hpp"

namespace assay::scenarios {

/// What stands in the place of a list of faults.
inline constexpr std::string_view every_fault_word = "everything";

/// When a fault that a run has drawn strikes: at the `first` visit of its action, and, where
/// `strikes` is more than one, at those that follow.
struct FaultTrigger {
  std::string_view word;
  std::uint32_t first = 0;  ///< counted from 1 over all sites of the action; 0: never
  std::uint32_t strikes = 1;
  std::uint32_t weight = 1;
};

/// What a run under every fault draws from for each action that it passes and each fault there; the
/// first is that it does not strike. Part of the digest of such a scenario.
[[nodiscard]] std::span<const FaultTrigger> fault_triggers();

/// How many runs under every fault are of few kinds of fault, each of them often, so that what
/// needs the same thing twice, or two things that are both rare, is met. Part of the digest, too.
struct FaultFocus {
  std::uint32_t runs = 2;    ///< one run in so many
  std::uint32_t words = 12;  ///< of one fault in so many, wherever it strikes; the others are off
  std::uint32_t factor = 12;  ///< so many times as often as in other runs
};
inline constexpr FaultFocus fault_focus;

/// How many runs under every fault are such that trouble follows trouble: what a payable passes
/// after a fault meets another one of any kind, so that retries, look-ups and recovery are struck
/// while they mend what is broken already. Part of the digest, too.
struct FaultFollow {
  std::uint32_t runs = 3;     ///< one run in so many
  std::uint32_t visits = 10;  ///< at one visit in so many
  std::uint32_t strikes = 3;  ///< at most so often in a run
};
inline constexpr FaultFollow fault_follow;

/// The faults of a scenario: its list, or one entry for each service, kind of answer and, where
/// that comes to nothing at some operations, operation. Where profiles are drawn, what may strike
/// at any of them.
[[nodiscard]] std::vector<AllowedFault> allowed_faults_of(const Scenario& scenario);

/// Whether that fault may strike in a run in which that service is a processor of `profile` or,
/// where it is nullptr, no processor: it comes to something there, and keeps the promises that the
/// scenario wants kept.
[[nodiscard]] bool may_strike(const Scenario& scenario, const sim::FaultAbout& fault,
                              const models::Profile* profile);

/// Whether a fault keeps every promise of the environment (E5), at a processor of that profile or,
/// where it is nullptr, at what is none.
[[nodiscard]] bool keeps_contract(const sim::FaultAbout& fault, const models::Profile* profile);

}  // namespace assay::scenarios
