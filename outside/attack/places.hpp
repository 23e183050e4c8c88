// Where something may go wrong beside the processor's own faults: on the client's way to the
// service and back, on the way to another upstream, and, everywhere, that the service is killed.
// The words are those of the simulated world where that has them.
#pragma once

#include <string>
#include <string_view>

#include "outside/serve/faults.hpp"

namespace assay::outside::attack {

struct Strike {
  enum class Does : std::uint8_t {
    lose,
    reset,
    duplicate,
    fail_before,
    fail_after,
    kill,
    pause,
    refuse,        ///< of a commit: a conflict with another transaction
    cut_applied,   ///< of a commit: it is applied, and the connection breaks
    cut_lost,      ///< of a commit: it is not applied, and the connection breaks
    kill_applied,  ///< of a commit: it is applied, and the service is killed before it knows
    kill_lost,     ///< of a commit: the service is killed before it
  };
  Does does{};
};
using StrikeTable = sim::FaultTable<Strike>;

/// All of them, by their words; those of commits are `serialisation`, `unknown_applied`,
/// `unknown_lost`, `kill_applied`, `kill_lost`.
[[nodiscard]] const StrikeTable& strikes();

/// The word for a service that is killed at a message.
inline constexpr std::string_view kill_word = "kill";

/// And for one that stands still for a while, longer than its usual time-outs of a second.
inline constexpr std::string_view pause_word = "pause";
inline constexpr sim::Duration pause_length{1'500'000'000};
/// Whether a word is about the service's process, wherever it strikes.
[[nodiscard]] bool is_of_process(std::string_view word);

/// "processor.authorise/reply @ pay-17/attempt-1" of the payment "pay-17" as plans have it:
/// "... @ pay-1/attempt-1".
[[nodiscard]] std::string as_planned(const std::string& site, const std::string& reference);
/// And back.
[[nodiscard]] std::string as_played(const std::string& site, const std::string& reference);

}  // namespace assay::outside::attack
