// The registry that the program's own `main` fills, for tests of what looks names up in it. Not a
// test.
#pragma once

#include <stdexcept>
#include <string>

#include "systems/shipped.hpp"

namespace assay::tests {

inline const harness::Registry& shipped() {
  static const harness::Registry registry = systems::shipped();
  return registry;
}

/// The shipped code with that defect.
inline const harness::System& system_with(const std::string& defect) {
  const harness::Defect* const found = shipped().find_defect(defect);
  if (found == nullptr) throw std::logic_error{"no defect " + defect};
  return found->system;
}

}  // namespace assay::tests
