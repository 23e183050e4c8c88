// What things are called where all tenants of a service meet: in facts, on wires, at processors.
// Not what a tenant calls them.
#pragma once

#include <string>
#include <string_view>

namespace assay::harness {

/// What a tenant's name is called where there are several tenants: "acme/pay-1". That of a tenant
/// without a name is left as it is.
[[nodiscard]] std::string world_name(std::string_view tenant, std::string_view name);

}  // namespace assay::harness
