// One after the other, each with its defects.
#include "systems/shipped.hpp"

#include <utility>

#include "systems/shipped_system.hpp"

namespace assay::systems {

harness::Registry shipped() {
  harness::Registry registry;
  for (ShippedSystem& one : all_systems()) {
    registry.add(std::move(one.system));
    for (harness::Defect& defect : one.defects) registry.add(std::move(defect));
  }
  return registry;
}

}  // namespace assay::systems
