// The shipped payment code and the gallery of its defects.
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"
#include "systems/shipped_system.hpp"

namespace assay::systems {

ShippedSystem payments() { return {payments_system(), all_defects()}; }

}  // namespace assay::systems
