// How a processor tells unasked of what has moved, as values: its manners, what goes wrong when an
// event is made, which messages come of it, and when one is sent again. It waits for nothing and
// signs nothing: whoever plays it does, in the simulated world (models/webhooks) and over HTTP.
// Not modelled: events that tell the state of a whole payment, and several listeners.
// Source: R29, R31, R32; github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "models/rules/processor_rules.hpp"
#include "sim/time.hpp"

namespace assay::models {

/// When a processor tells of a movement, and how patient it is with who listens.
struct WebhookManners {
  std::string_view name;
  std::string_view summary;
  /// So long after the movement. Less than what `reorder` makes an answer wait, so that the event
  /// overtakes that. Source: R32.
  sim::Duration after = 100_ms;
  /// Its own answer to what moved something waits for so long, and the event does not. Source: R32.
  sim::Duration answer_after{};
  /// A listener that takes longer has not answered.
  sim::Duration patience = 10_s;
};

/// When an event is sent again after each try that failed; then never more. Source: R29.
inline constexpr std::array<sim::Duration, 7> webhook_retries{5_s, 5_min, 30_min, 2_h,
                                                              5_h, 10_h,  10_h};
/// How long `hold` keeps an event: longer than listeners' tolerance for old signatures, 5 minutes.
inline constexpr sim::Duration webhook_hold_max = 320_s;

/// All manners, by name.
[[nodiscard]] std::span<const WebhookManners> webhook_manners();
/// The manners of that name, or nullptr.
[[nodiscard]] const WebhookManners* find_webhook_manners(std::string_view name);

/// What goes wrong when an event is made, as data. Which faults there are: models/webhooks/faults.
struct WebhookMishap {
  /// Who comes with a message of their own beside it.
  enum class Beside : std::uint8_t {
    nobody,
    forger,    ///< of the same operation, as done, under an id of its own and a signature of theirs
    neighbour  ///< the processor itself, of an operation that is not this service's
  };
  bool unsent = false;          ///< nobody is ever told
  bool old_secret = false;      ///< the first try is signed by a secret that is valid no longer
  bool second_id = false;       ///< it is told once more under another id
  sim::Duration again_after{};  ///< it is told once more so much later, under its id
  Beside beside = Beside::nobody;
};

/// Whose signature a message carries.
enum class Signer : std::uint8_t { processor, old_secret_first, forger };

/// When to make a delivery again that was tried so often and answered so; nothing: never. No answer
/// is a status of 0. Whoever answers 410 is told nothing more, and a forger tries once.
[[nodiscard]] std::optional<sim::Duration> retry_after(Signer signer, std::size_t tries,
                                                       std::uint32_t status);

/// One message about a movement, to be delivered until it is taken.
struct Telling {
  Movement moved;
  sim::Duration later{};  ///< so much later than the manners have it
  Signer signer = Signer::processor;
  bool first_id = false;  ///< by the id of the first of them
};

/// What is sent of that movement, in order. Its views live as long as the movement's.
[[nodiscard]] std::vector<Telling> tellings_of(const Movement& moved, const WebhookMishap& mishap);

}  // namespace assay::models
