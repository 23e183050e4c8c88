// The shop's payment service as something that assay can put under test. Only tests include this,
// and only what implements it knows assay.
#pragma once

#include <assay/harness/system.hpp>

#include "payments/service.hpp"

namespace shop {

[[nodiscard]] assay::harness::System shop_system(GatewayKey key);

}  // namespace shop
