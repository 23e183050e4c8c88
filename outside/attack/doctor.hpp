// What of an outside file works: one payment without faults, and for each edge whether anything was
// seen there. It judges nothing.
#pragma once

#include <string>
#include <vector>

#include "outside/attack/outside_file.hpp"

namespace assay::outside::attack {

/// One thing that was looked at.
struct Tick {
  bool good = false;
  std::string what;
};

struct Diagnosis {
  std::vector<Tick> ticks;
  std::vector<std::string> timeline;  ///< of the payment

  [[nodiscard]] bool is_good() const;
};

/// Plays one payment. Errors: BadInput, where the file cannot be used or a service is not ready.
[[nodiscard]] Diagnosis diagnose(const OutsideFile& file);

}  // namespace assay::outside::attack
