// The shipped payment code as a system under test, and what varies it. Not the host that runs it on
// a machine: that is payments_host.hpp.
#pragma once

#include <string_view>

#include "harness/system.hpp"
#include "systems/payments/payments_host.hpp"
#include "systems/payments/shipped.hpp"

namespace assay::systems {

/// The shipped code with parts, ports or settings replaced: a defect of it.
[[nodiscard]] harness::System payments_with(std::string_view name, std::string_view summary,
                                            AdaptParts adapt_parts, AdaptPorts adapt_ports = {},
                                            AdaptConfig adapt_config = {});

}  // namespace assay::systems
