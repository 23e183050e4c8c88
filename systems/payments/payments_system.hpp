// The shipped payment code as a system under test, and the systems that travel with assay. Not the
// host that runs it on a node: that is payments_host.hpp.
#pragma once

#include "scenarios/system.hpp"

namespace assay::systems {

/// The shipped payment code, wired as a host would wire it.
[[nodiscard]] const scenarios::SystemUnderTest& payments_system();

/// The systems that travel with assay.
[[nodiscard]] scenarios::Systems shipped_systems();

}  // namespace assay::systems
