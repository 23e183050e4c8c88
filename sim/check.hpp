// SIM_CHECK: the harness's promise to itself, always on. A claim that fails ends the run as a
// broken harness; it is never reported as a fault of the code under test.
#pragma once

#include <string>

namespace assay::sim {

/// The harness broke its own contract. Not a std::exception, so that code under test which catches
/// those cannot swallow it.
struct BrokenHarness {
  std::string claim;
};

/// Throws BrokenHarness with the claim and where it stands.
[[noreturn, gnu::noinline]] void harness_is_broken(const char* claim, const char* file, int line);

}  // namespace assay::sim

#define SIM_CHECK(condition, claim)                                                     \
  do {                                                                                  \
    if (!(condition)) [[unlikely]]                                                      \
      ::assay::sim::harness_is_broken((claim), __FILE__, __LINE__);                     \
  } while (false)
