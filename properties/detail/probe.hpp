// What a probe asked and what it was answered, key by key; and what the truth of a payable lets
// happen to it, as a processor would say that was asked at that moment (I34). Nothing here takes
// the service's word for anything but for what is open.
#pragma once

#include <cstdint>
#include <vector>

#include "properties/detail/funds.hpp"
#include "properties/index.hpp"

namespace assay::properties::detail {

/// One key of the probe.
struct ProbedKey {
  const Seen<RequestSent>* first = nullptr;      ///< under it, also before the probe
  const Seen<RequestSent>* asked = nullptr;      ///< by the probe, the last time
  const Seen<ResponseReceived>* told = nullptr;  ///< last, to the probe; nullptr: nothing came
  /// the first success before the probe, for the same request
  const Seen<ResponseReceived>* result = nullptr;
  bool ambiguous = false;   ///< it was used for another request as well
  std::uint64_t began = 0;  ///< the probe

  /// The key is one of a client's, and the probe repeats it.
  [[nodiscard]] bool repeats() const { return first->sequence < began; }
};

/// The keys that a probe asked, in the order of their numbers.
std::vector<ProbedKey> probed_keys(const Index& index, std::uint64_t began);

/// What stands of one payable's money right before a fact.
struct Ground {
  Wide held = 0;      ///< by live holds, less what was captured of them
  int holds = 0;      ///< that are live
  int lapsing = 0;    ///< of those: a capture might come too late for it (R20)
  int captures = 0;
  Wide captured = 0;
  Wide refunded = 0;
};
Ground ground_of(const Index& index, Rows payable, std::uint64_t before);

/// Whether a processor that kept to the rules of the card flow would carry that out, on that
/// ground: a hold where there is none, a capture within a hold that does not lapse before it could
/// act, a void of the whole of one, a refund within what was captured.
bool would_accept(const Ground& ground, OperationKind kind, const Amount& amount);

/// The service holds something about the payable to be open right before a fact: unknown, pending,
/// parked, or a break that nobody has settled.
bool is_open(const Index& index, Rows payable, std::uint64_t before);

/// The processor refused an intent for a reason that the request itself did not make.
bool refused_by_processor(Rows intent, std::uint64_t before);

}  // namespace assay::properties::detail
