// libgcov's own doors, where the build has them.
#include "campaign/determinism/line_counts.hpp"

#include <cstdlib>
#include <string>

extern "C" {
[[gnu::weak]] void __gcov_dump(void);   // NOLINT: libgcov's names
[[gnu::weak]] void __gcov_reset(void);  // NOLINT
}

namespace assay::campaign {

void keep_line_counts(bool struck) {
  if (&__gcov_dump == nullptr || &__gcov_reset == nullptr) return;
  static const char* const folder = std::getenv("ASSAY_LINE_COUNTS");
  if (folder == nullptr) return;
  const std::string below = std::string{folder} + (struck ? "/struck" : "/calm");
  ::setenv("GCOV_PREFIX", below.c_str(), 1);  // read by each dump
  __gcov_dump();
  __gcov_reset();
}

}  // namespace assay::campaign
