// The shipped payment code as a system under test, and nothing of what it is made of: for programs
// outside of this tree, which see none of its headers.
#pragma once

#include "harness/system.hpp"

namespace assay::systems {

/// The shipped payment code, wired as a host would wire it.
[[nodiscard]] const harness::System& payments_system();

}  // namespace assay::systems
