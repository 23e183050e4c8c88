// A defect of the gallery: the payment code with one part replaced by a believable mistake. It
// passes every fault-free test; the property that it names must catch it with all others off.
#pragma once

#include <string_view>
#include <vector>

#include "harness/system.hpp"

namespace assay::systems {

struct Defect {
  std::string_view name;
  std::string_view summary;   ///< the mistake, in one sentence
  std::string_view lesson;    ///< what it teaches, in one sentence
  std::string_view source;    ///< where it comes from: "project #issue", or a rule
  std::string_view property;  ///< the property that catches it
  std::string_view scenario;  ///< the scenario in which it is hunted
  harness::System system;
};

/// Every defect of the gallery, sorted by name. One file in systems/payments/defects is one defect.
[[nodiscard]] std::vector<Defect> all_defects();

/// The defect of that name, or nullptr.
[[nodiscard]] const Defect* find_defect(std::string_view name);

}  // namespace assay::systems
