// How one kind of card processor behaves where providers differ. A value, not code: each field
// names its source, and the processor model reads them. docs/behaviours.md lists the same.
#pragma once

#include <span>
#include <string_view>

#include "sim/time.hpp"

namespace assay::models {

using namespace sim::literals;

struct Profile {
  std::string_view name;
  std::string_view summary;

  /// Does a key make a repeated request harmless? Source: R3; R6 "legacy acquirers" have none.
  bool knows_keys = true;
  /// A key older than this is forgotten, and its reuse is a new request. Source: R3.
  sim::Duration key_retention = 24_h;
  /// Is an internal error stored under the key and replayed? Source: R3, R5.
  bool replays_errors = true;
  /// Can it be asked by the caller's reference what became of a request? Source: R16.
  bool look_up = true;
  /// Does it move the whole amount or nothing? Then an answer without an amount means the whole.
  bool all_or_nothing = true;
  /// Does what a final capture leaves of its hold stay held until it is voided? Source: R21.
  bool keeps_remainder = false;
  /// An authorisation holds funds for so long, and then lapses. Source: R20.
  sim::Duration hold = 24_h * 7;
  /// From the arrival of a request to its effect. The key is in flight meanwhile. Source: R3 (409).
  sim::Duration processing = 10_ms;
};

/// All profiles, by name.
[[nodiscard]] std::span<const Profile> profiles();
/// The profile of that name, or nullptr.
[[nodiscard]] const Profile* find_profile(std::string_view name);
/// The default: idempotency as Stripe's API v1 has it, holds of seven days.
[[nodiscard]] const Profile& card_profile();

}  // namespace assay::models
