// One after the other.
#include "systems/shipped.hpp"

#include <utility>

#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

harness::Registry shipped() {
  harness::Registry registry;
  registry.add(payments_system());
  for (Defect& one : all_defects()) registry.add(std::move(one));
  return registry;
}

}  // namespace assay::systems
