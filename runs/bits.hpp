// A set of small numbers in as many words as it needs. Not std::vector<bool>: a campaign counts
// which are set, run by run, and looks only at those.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace assay::runs {

class Bits {
 public:
  /// Empties the set; from now on it takes numbers below `size`. The memory stays.
  void clear(std::size_t size) { words_.assign((size + 63) / 64, 0); }
  void set(std::size_t number) { words_[number / 64] |= std::uint64_t{1} << number % 64; }
  [[nodiscard]] bool has(std::size_t number) const {
    return (words_[number / 64] >> number % 64 & 1U) != 0;
  }
  [[nodiscard]] bool empty() const {
    return std::ranges::all_of(words_, [](std::uint64_t word) { return word == 0; });
  }

  /// Calls `visit` with each number, in rising order.
  template <typename Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t rest = words_[i]; rest != 0; rest &= rest - 1) {
        visit(i * 64 + static_cast<std::size_t>(std::countr_zero(rest)));
      }
    }
  }

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace assay::runs
