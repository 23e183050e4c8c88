// What a service's answer to a key that comes again may be by the policy that it declares, beyond
// what every service may answer. Serves the properties that judge answers: whoever says that it
// stores failures, or tells the status of now, is held to that, and to nothing else (I03, I36).
#pragma once

#include <cstdint>

#include "properties/index.hpp"

namespace assay::properties::detail {

/// The answer says that the operation was not carried out, the service declares that such an end
/// stands under its key (`definite_ends`), and by all that it could know when it said so nothing
/// had happened, nor could happen any more.
bool failed_for_good(const Index& index, const Seen<ResponseReceived>& told);

/// The answer is a failure of the service's own, the service declares that it repeats its first
/// answer whatever it is (`first_answer`), and that one was stored under the key before; where
/// nobody recorded what was stored, it was given.
bool repeats_failure(const Index& index, const Seen<ResponseReceived>& told);

/// Between a fact and an answer something happened that a service which tells the status of now
/// (`current_status`) had to tell: the operation came to the end that the answer speaks of, it was
/// undone, or something of its payable that undoes was done.
bool status_changed(const Index& index, const Seen<ResponseReceived>& told, std::uint64_t from);

/// The effect was undone before a fact, or the service itself gave the whole of it back: by a
/// refund that took effect and goes back to it (Mandate::surplus).
bool was_given_back(const Index& index, const Seen<EffectApplied>& effect, std::uint64_t before);

}  // namespace assay::properties::detail
