// How a broken promise of the harness is raised.
#include "sim/check.hpp"

#include <cstring>

namespace assay::sim {

void harness_is_broken(const char* claim, const char* file, int line) {
  const char* name = std::strrchr(file, '/');
  throw BrokenHarness{std::string{claim} + " (" + (name != nullptr ? name + 1 : file) + ":" +
                      std::to_string(line) + ")"};
}

}  // namespace assay::sim
