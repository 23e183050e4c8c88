// How many seeds these tests run: fewer under sanitizers, where script/test says so. A test that
// needs a number of runs to be fair says how many.
#pragma once

#include <cstdint>
#include <cstdlib>

namespace assay::tests {

inline std::uint64_t seeds_or(std::uint64_t usual) {
  const char* const text = std::getenv("ASSAY_SEEDS");
  const std::uint64_t wanted = text != nullptr ? std::strtoull(text, nullptr, 10) : usual;
  return wanted == 0 ? usual : wanted;
}

}  // namespace assay::tests
