// How large the product is: files, functions, lines. Its layers are all folders but tests,
// benchmarks and examples.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/house/definitions.hpp"

namespace house {

/// A length, and what has it.
struct Length {
  std::size_t lines = 0;
  std::string what;
};

struct Sizes {
  std::size_t files = 0;
  std::size_t functions = 0;
  std::size_t code_lines = 0;  ///< neither blank nor a comment alone
  Length median_file;
  Length largest_file;
  Length median_function;
  Length longest_function;
};

/// Of the files that lie in a layer of the product.
[[nodiscard]] Sizes sizes_of(const std::vector<SourceFile>& files);

}  // namespace house
