// Histories of a service that does everything right while much goes wrong around it: lost and
// late messages, crashes, refusals, declines, contradictions. A tiny model of the rules, not of
// any code: what it writes, every property must accept.
#pragma once

#include <cstdint>
#include <vector>

#include "history_builder.hpp"

namespace assay::properties::stories {

/// Choices, one after the other; benign (0) when they run out.
class Draws {
 public:
  explicit Draws(std::vector<std::uint8_t> bytes) : bytes_(std::move(bytes)) {}
  /// One of 0 to `options` - 1.
  std::size_t next(std::size_t options) {
    return place_ < bytes_.size() ? bytes_[place_++] % options : 0;
  }

 private:
  std::vector<std::uint8_t> bytes_;
  std::size_t place_ = 0;
};

/// Three payables, each of an authorisation and, if that stands, captures and a refund,
/// interleaved in time; healed and at rest in the end.
History correct_history(Draws draws);

}  // namespace assay::properties::stories
