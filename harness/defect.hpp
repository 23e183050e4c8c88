// A defect: a system with one part replaced by a believable mistake. It passes every fault-free
// test; the property that it names must catch it with all others off, or it says what is missing
// for that. Serves the claim that a harness is only as good as the bugs that it finds.
#pragma once

#include <string_view>

#include "harness/system.hpp"

namespace assay::harness {

/// One mistake, and the system that has it. The texts must live as long as the defect does.
struct Defect {
  std::string_view name;
  std::string_view summary;   ///< the mistake, in one sentence
  std::string_view lesson;    ///< what it teaches, in one sentence
  std::string_view source;    ///< where it comes from: "project #issue", or a rule
  std::string_view property;  ///< the property that catches it
  std::string_view scenario;  ///< the scenario of the library in which it is to be caught
  /// Why nothing catches it yet, in a clause; empty where something does. Then `property` is empty,
  /// and it is shown and does not count.
  std::string_view missing{};
  /// The system with the mistake in it: of the defect's name, and `defect_of` the whole one.
  System system;
};

}  // namespace assay::harness
