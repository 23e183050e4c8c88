// Five payment services of other designs than the shipped one, each right in its own way, as
// systems that can be put under test. Each is one file of its name; parts/ is what they share.
#pragma once

#include <vector>

#include <assay/harness/system.hpp>

namespace designs {

/// What is proved not to have happened has failed for good; only a new key begins anew.
[[nodiscard]] assay::harness::System definite_failure();
/// The first answer to a key is stored and repeated, a failure of the service included.
[[nodiscard]] assay::harness::System stored_errors();
/// A key that comes again is answered with what is known then.
[[nodiscard]] assay::harness::System current_status();
/// The processor is given no keys: nothing is sent twice, and what is in doubt waits for a person.
[[nodiscard]] assay::harness::System keyless_parks();
/// What comes after it was given up goes back.
[[nodiscard]] assay::harness::System reversing();

[[nodiscard]] std::vector<assay::harness::System> all();

}  // namespace designs
