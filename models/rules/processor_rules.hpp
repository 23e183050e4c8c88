// How a card processor behaves, as a value: keys first, then rules, then effects. Each call is a
// step from (state, what comes in, now) to what is answered and what is left to be done later. It
// waits for nothing, sends nothing and knows no clock: whoever plays it does (the simulated node
// in models/processor, a server some day). What goes wrong inside comes in as an argument too.
// Not modelled: 3-D Secure, asynchronous refunds, disputes. What is told unasked: webhooks.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "harness/processor.hpp"
#include "models/rules/effect_ledger.hpp"
#include "models/rules/key_store.hpp"
#include "models/rules/mishap.hpp"
#include "models/rules/profile.hpp"
#include "sim/time.hpp"

namespace assay::models {

struct ProcessorConfig {
  const Profile* profile = &card_profile();
  /// D_max: a request takes effect within this of when it was sent, or never. Source: E1.
  sim::Duration effect_max = 30_s;
};

/// Something that is true of money from now on. Its views live as long as the rules.
struct Movement {
  enum class Kind : std::uint8_t { applied, reversed, declined };
  Kind kind{};
  harness::ProcessorRequest request;  ///< what was asked for, with the amount that it came to
  std::string_view effect{};          ///< the processor's reference; none where it was declined
  std::string_view reason{};          ///< why reversed or declined
  /// When a hold that was placed lapses, or what a capture leaves of it that stands.
  sim::TimePoint capture_before{};
};

/// A hold that lapses if nothing has become of it by then.
struct Lapse {
  sim::TimePoint at;
  std::size_t authorisation = 0;
};

/// What carrying a request out came to.
struct CarriedOut {
  harness::ProcessorReply reply;
  std::vector<Movement> movements;  ///< in order
  std::optional<Lapse> due;         ///< what to come back for: `lapse`
  bool mishap_showed = false;       ///< whether what went wrong had a consequence
};

/// What becomes of a request that has just come.
struct Received {
  std::optional<harness::ProcessorReply> reply;  ///< at once; none: it is to be carried out
  bool replayed = false;  ///< the reply is that of an earlier request with its key
};

class ProcessorRules {
 public:
  explicit ProcessorRules(const ProcessorConfig& config)
      : config_{config},
        keys_{config.profile->key_retention},
        ledger_{config.profile->hold, config.profile->keeps_remainder} {}

  /// Takes a request in that was sent then: its key is in flight from now on, where it has one.
  /// `body`: a fingerprint of all that makes two requests with one key the same.
  Received receive(const harness::ProcessorRequest& wanted, std::uint64_t body, sim::TimePoint sent,
                   sim::TimePoint now);
  /// When a request is carried out that was received now.
  [[nodiscard]] sim::TimePoint due(sim::TimePoint sent, sim::TimePoint now,
                                   const Mishap& mishap) const;
  /// Carries out what `receive` left open. Contract: once for each.
  CarriedOut carry_out(const harness::ProcessorRequest& wanted, const Mishap& mishap,
                       sim::TimePoint now);
  /// Lets a hold lapse, where it still stands. Returns: what became of it.
  std::optional<Movement> lapse(std::size_t authorisation, sim::TimePoint now);

  /// Whether this kind of processor can be asked what became of a request.
  [[nodiscard]] bool can_be_asked() const { return config_.profile->look_up; }
  [[nodiscard]] harness::ProcessorReply look_up(const harness::ProcessorRequest& about) const;
  /// Returns: nothing where `after` is no place of a page.
  [[nodiscard]] std::optional<harness::ListPage> list(const harness::ListQuestion& question) const;

  [[nodiscard]] const EffectLedger& ledger() const { return ledger_; }

 private:
  [[nodiscard]] bool is_keyed(const harness::ProcessorRequest& wanted) const;
  CarriedOut settle(const harness::ProcessorRequest& wanted, const Mishap& mishap,
                    sim::TimePoint now);
  CarriedOut refuse(const harness::ProcessorRequest& wanted, DeclineCode code);
  void note_effect(CarriedOut& done, std::size_t place) const;
  void keep_answer(const harness::ProcessorRequest& wanted, const CarriedOut& done);

  ProcessorConfig config_;
  KeyStore keys_;
  EffectLedger ledger_;
};

/// A request that cannot be taken in at all is answered so.
[[nodiscard]] harness::ProcessorReply reply_to(const harness::ProcessorRequest& wanted,
                                               harness::ProcessorStatus status);

/// Whether the request says what it wants, and an amount that can be moved.
[[nodiscard]] bool is_valid(const harness::ProcessorRequest& wanted);

}  // namespace assay::models
