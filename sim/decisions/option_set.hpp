// The ways one kind of decision can go: stable words with integer weights. Option 0 is always the
// benign one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/decisions/fault.hpp"

namespace assay::sim {

/// One way a decision can go.
struct Option {
  std::string id;
  std::uint32_t weight = 1;
  std::uint32_t fault = no_fault;  ///< its place among the faults of what it strikes
};

/// An ordered set of options. Each may stand for `grains` finer steps ("early~17"), which seeded
/// runs draw evenly and which searches leave at 0: jitter, not a choice of its own. Grains are a
/// power of two.
class OptionSet {
 public:
  OptionSet() = default;
  explicit OptionSet(std::vector<Option> options, std::uint32_t grains = 1);

  /// How many answers there are, grains included. 0 is the benign one.
  [[nodiscard]] std::uint32_t size() const {
    return static_cast<std::uint32_t>(options_.size()) * grains_;
  }
  [[nodiscard]] std::uint32_t options() const {
    return static_cast<std::uint32_t>(options_.size());
  }
  [[nodiscard]] std::uint32_t grains() const { return grains_; }
  [[nodiscard]] std::uint32_t option_of(std::uint32_t answer) const { return answer >> shift_; }
  [[nodiscard]] std::uint32_t grain_of(std::uint32_t answer) const {
    return answer & (grains_ - 1);
  }
  [[nodiscard]] const Option& option(std::uint32_t index) const { return options_[index]; }
  /// The sum of all weights times the grains: what a draw ranges over.
  [[nodiscard]] std::uint64_t total() const { return total_; }

  /// The answer that a draw below `total()` falls on.
  [[nodiscard]] std::uint32_t at(std::uint64_t point) const {
    const auto grain = static_cast<std::uint32_t>(point) & (grains_ - 1);
    std::uint64_t rest = point >> shift_;
    if (!table_.empty()) return (std::uint32_t{table_[rest]} << shift_) | grain;
    std::uint32_t index = 0;
    while (rest >= weights_[index]) rest -= weights_[index++];
    return (index << shift_) | grain;
  }

  /// The answer's stable word, with its grain where it has one.
  [[nodiscard]] std::string name(std::uint32_t answer) const;
  /// The answer of that name, or `size()` where there is none.
  [[nodiscard]] std::uint32_t find(std::string_view name) const;

 private:
  std::vector<Option> options_;
  std::vector<std::uint32_t> weights_;
  // The option of each point, where weights are small: 2 ns a draw, where kernel/message has two.
  std::vector<std::uint8_t> table_;
  std::uint32_t grains_ = 1;
  std::uint32_t shift_ = 0;
  std::uint64_t total_ = 0;
};

}  // namespace assay::sim
