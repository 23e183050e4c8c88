// Each of the five designs with one believable mistake: what it would be if its author had not
// thought of the one thing that makes it right. The mistake is put around the service, which
// is left as it is.
#pragma once

#include "harness/system.hpp"

namespace assay::tests {

/// Takes "not found" for proof as soon as its own pauses are over, before D_max is.
harness::System fails_too_early();
/// Repeats a failure of its own that it never gave as the first answer.
harness::System stores_errors_late();
/// Tells of a hold that was released, of one that was not.
harness::System tells_wrong_status();
/// Its client library sends again what was not answered, to a processor that knows no keys.
harness::System sends_twice();
/// Takes a void or a refund for done that it never sent.
harness::System never_reverses();

}  // namespace assay::tests
