// An order over the codes.
#include "cli/exit_codes.hpp"

#include <algorithm>
#include <array>

namespace assay::cli {

namespace {

constexpr std::array by_gravity{exits::violated,    exits::another_run, exits::bug,
                           exits::interrupted, exits::wrong_usage, exits::bad_input,
                           exits::cannot_write, exits::nothing_ran, exits::inconclusive};

}  // namespace

int exit_of(properties::Verdict verdict) {
  if (verdict == properties::Verdict::violated) return exits::violated;
  return verdict == properties::Verdict::unknown ? exits::inconclusive : exits::holds;
}

int gravest(std::initializer_list<int> codes) {
  for (const int code : by_gravity) {
    if (std::ranges::find(codes, code) != codes.end()) return code;
  }
  return exits::holds;
}

}  // namespace assay::cli
