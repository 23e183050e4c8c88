// Whether a recorded history can be put into one order: object by object, since a history is
// linearizable where that of each object is (Herlihy and Wing, 1990).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "properties/linear/operation.hpp"
#include "properties/property.hpp"

namespace assay::properties::linear {

struct Limits {
  std::uint64_t steps = 50'000'000;              ///< over all objects
  std::uint64_t bytes = std::uint64_t{1} << 30;  ///< of what a search remembers
};

/// Why there is no order: the longest that fits, and the call that fits nowhere behind it.
struct DeadEnd {
  std::string key;  ///< of the object; empty where there is one alone
  std::size_t longest = 0;
  std::size_t calls = 0;  ///< of that object
  std::string state;      ///< that the longest order leads to
  Operation stuck;
};

struct Answer {
  Verdict verdict = Verdict::unknown;  ///< unknown: a limit was reached first
  std::size_t objects = 0;
  std::size_t calls = 0;
  std::uint64_t steps = 0;
  std::optional<DeadEnd> dead_end;  ///< where it is violated
};

/// What a history is held against.
struct Model {
  std::string_view name;  ///< "cas-register"
  std::string_view summary;
  std::vector<std::string_view> functions;  ///< that its calls may have
  /// The objects take turns that grow, so that an easy violation is not kept waiting by a hard
  /// object. Contract: each call has one of the functions.
  Answer (*check)(std::vector<Operation> calls, const Limits& limits);
};
[[nodiscard]] std::span<const Model> models();

}  // namespace assay::properties::linear
