// The shipped payment code, which does something that no code under test should do as soon as a
// node of it starts again after a crash: each way in which a system takes its process along.
#pragma once

#include <string>
#include <vector>

#include "harness/system.hpp"

namespace dying {

/// A way, and what is right to say of it.
struct Way {
  const char* name;
  const char* words;      ///< that a report of it has
  bool is_known = true;   ///< violated; else unknown, since somebody else may have done it
};

[[nodiscard]] const std::vector<Way>& all_variants();

/// A system that goes that way.
[[nodiscard]] assay::harness::System system_that(const std::string& way);

/// The one that $ASSAY_TEST_WAY names.
[[nodiscard]] assay::harness::System wished_system();

}  // namespace dying
