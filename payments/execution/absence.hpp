// When "the processor does not know it" proves that an operation had no effect: only if it was
// asked, not answered, after the last try could still arrive and act (E1). The moment of asking and
// the proof are types of their own, made here alone, so that an absence cannot be timed by its
// answer, nor an operation be written off as absent without proof.
// Serves: I10, I11; E1, E3.
#pragma once

#include "payments/journal/journal.hpp"
#include "payments/ports/clock.hpp"
#include "payments/ports/gateway.hpp"
#include "payments/types/config.hpp"

#include <expected>
#include <optional>

namespace payments {

struct Inquiry;
class Engine;

/// A moment at which nothing had yet been asked.
class AskedAt {
 public:
  [[nodiscard]] Instant at() const { return at_; }

 private:
  friend Inquiry inquire(Gateway& gateway, Clock& clock, const Facts& facts);
  explicit AskedAt(Instant at) : at_(at) {}

  Instant at_;
};

/// A question to the processor, and what came back.
struct Inquiry {
  AskedAt asked;
  std::expected<LookUpReply, GatewayError> answer;
};

/// Asks the processor about an operation by our own reference.
[[nodiscard]] Inquiry inquire(Gateway& gateway, Clock& clock, const Facts& facts);

/// From then on a question that finds nothing proves absence: a sender leaves within its lease and
/// a pause, and its request acts within D_max (E1).
[[nodiscard]] Instant absence_provable(const OperationView& view, const Config& config);

/// From then on the same key may be sent again where the processor knows keys: the request before
/// has acted, or the key sees to it that only one does.
[[nodiscard]] Instant key_sendable(const OperationView& view, const Config& config);

/// Proof that no try of an operation had an effect: what it takes to tell that, and to go on. See
/// `Engine::absence`.
class Absence {
 public:
  /// Which try was the latest then.
  [[nodiscard]] std::uint32_t attempt() const { return attempt_; }

 private:
  friend class Engine;
  explicit Absence(std::uint32_t attempt) : attempt_(attempt) {}

  std::uint32_t attempt_;
};

}  // namespace payments
