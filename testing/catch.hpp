// The Catch2 form of a user's test: load, explore, and a property over random trials. A failing
// test points at its own line, prints one line that reproduces it, and keeps its plan in a corpus.
// RapidCheck's own adapter for Catch can do none of the three. What a test writes is the same for
// Catch2 v2 and v3; v3 was never tried, and runs stay in the test's own process there.
#pragma once

#include <cstdint>
#include <ostream>
#include <source_location>
#include <string>
#include <vector>

#include "testing/check_property.hpp"
#include "testing/scenario.hpp"

#if __has_include(<catch2/catch.hpp>)
#include <catch2/catch.hpp>

#include "testing/catch_witness.hpp"
#else
#include <catch2/catch_test_macros.hpp>
#include <catch2/interfaces/catch_interfaces_capture.hpp>
#include <catch2/internal/catch_stdstreams.hpp>

namespace assay::testing {
/// How v3 hears of an assertion changes from release to release: nothing is carried over.
inline Witness catch_witness() { return {.carries = false}; }
}  // namespace assay::testing
#endif

namespace assay::testing {

/// The test case that is running, standing in that file.
inline TestPlace running_test(const char* file) {
  const std::string name = Catch::getResultCapture().getCurrentTestName();
  return {name, file, this_program(), shell_word(catch_name(name)), catch_witness()};
}

/// Says how to see a failure again, beside the reports of Catch2, which break long lines.
inline void tell(const char* file, std::uint_least32_t line, const std::string& text,
                 const std::string& reproduce) {
  if (!text.empty()) Catch::cerr() << file << ":" << line << ": found:\n" << text;
  if (reproduce.empty()) return;
  Catch::cerr() << file << ":" << line << ": reproduce: " << reproduce << std::endl;
}

/// Says which kept plans no longer play what they were kept for. That fails nothing.
inline void tell_stale(const char* file, std::uint_least32_t line,
                       const std::vector<std::string>& stale) {
  for (const std::string& path : stale) {
    Catch::cerr() << file << ":" << line
                  << ": note: not all of this plan finds its place any more: " << path << std::endl;
  }
}

}  // namespace assay::testing

namespace assay {

/// Explores a scenario for the running test case, its corpus first.
[[nodiscard]] inline testing::Explored explore(
    const scenarios::Scenario& scenario, const testing::ExploreOptions& options = {},
    std::source_location here = std::source_location::current()) {
  testing::Explored found =
      testing::explore_for(testing::running_test(here.file_name()), scenario, options);
  testing::tell(here.file_name(), here.line(), found.text(), found.reproduce);
  testing::tell_stale(here.file_name(), here.line(), found.stale);
  return found;
}

}  // namespace assay

/// ASSAY_HOLDS(scenario, {.trials = 200, .system = &mine}): what the scenario says must hold does
/// so over random workloads, plans and seeds. The options are those of PropertyOptions.
#define ASSAY_HOLDS(...)                                                                         \
  do {                                                                                           \
    const ::assay::testing::CheckedProperty assay_checked =                                      \
        ::assay::testing::check_property(::assay::testing::running_test(__FILE__), __VA_ARGS__); \
    ::assay::testing::tell(__FILE__, __LINE__, "", assay_checked.reproduce);                     \
    ::assay::testing::tell_stale(__FILE__, __LINE__, assay_checked.stale);                       \
    if (!assay_checked.holds) FAIL(assay_checked.text);                                          \
    SUCCEED(assay_checked.text);                                                                 \
  } while (false)
