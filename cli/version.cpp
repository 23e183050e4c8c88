// What this program was made of.
#include <fmt/format.h>

#include "cli/options.hpp"
#include "runs/run.hpp"

#if !defined(ASSAY_VERSION) || !defined(ASSAY_BOOST_VERSION)
#error "the build tells the versions"
#endif

namespace assay::cli {

namespace {

#if defined(__clang__)
constexpr const char* compiler = "clang " __clang_version__;
#else
constexpr const char* compiler = "g++ " __VERSION__;
#endif

}  // namespace

std::string version_number() { return ASSAY_VERSION; }

std::string version_text() {
  return fmt::format("assay {}\ncompiler {}\nBoost {}\nbehaviour {}\n", version_number(), compiler,
                     ASSAY_BOOST_VERSION, runs::behaviour_version);
}

}  // namespace assay::cli
