// Looks a defect up in the table that is made from the listing of systems/payments/defects.
#include "systems/payments/defect.hpp"

#include <algorithm>

namespace assay::systems {

const Defect* find_defect(std::string_view name) {
  static const std::vector<Defect> defects = all_defects();
  const auto found = std::ranges::find(defects, name, &Defect::name);
  return found == defects.end() ? nullptr : &*found;
}

}  // namespace assay::systems
