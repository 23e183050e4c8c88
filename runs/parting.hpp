// Where two runs of one input part: what a system under test that is not deterministic is shown by.
// It says which event, and never why.
#pragma once

#include <cstdint>
#include <string>

namespace assay::runs {

/// Where two runs of one input went different ways.
struct Parting {
  std::uint64_t event = 0;  ///< the first that differs, from 1; 0 where it did not show again
  std::string expected;     ///< that event in the first run
  std::string found;        ///< and in the other
  friend bool operator==(const Parting&, const Parting&) = default;
};

}  // namespace assay::runs
