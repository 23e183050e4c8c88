// A scenario to ask a system about, and what an exploration of it tells. For programs that are no
// tests, too: catch.hpp is the form in which tests ask.
#pragma once

#include <string>

#include "properties/property.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/scenario.hpp"
#include "testing/explored.hpp"

namespace assay::testing {

/// A scenario of the library by its name, or a file. Errors: BadInput.
[[nodiscard]] inline scenarios::Scenario load(const std::string& name_or_file) {
  return scenarios::named_scenario(name_or_file);
}

}  // namespace assay::testing

namespace assay {

using properties::Verdict;
using scenarios::Scenario;
using testing::load;

}  // namespace assay
