// One call of a recorded history: who called what, when it was called and when it came back, and
// what came of it. When is a place in the recording: nothing is known of two calls but which ended
// before the other began.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace assay::properties::linear {

/// A value as it was written down; none for nil.
using Value = std::optional<std::string>;

enum class Ending : std::uint8_t {
  done,     ///< it took effect, and said so
  refused,  ///< it said that it changed nothing: a comparison that was false, a key that is taken
  unknown,  ///< nobody knows whether it took effect
};

inline constexpr std::uint64_t never = std::numeric_limits<std::uint64_t>::max();

struct Operation {
  std::string process;
  std::string function;  ///< a word of the model: "read", "write", "append"
  std::string key;       ///< of the object; empty where there is one alone
  Value argument;
  Value expected;  ///< of a comparison: what has to be there
  Ending ending = Ending::unknown;
  Value result;                    ///< what it said was there
  std::uint64_t called = 0;        ///< its line
  std::uint64_t returned = never;  ///< its last line; never, where it may take effect at any time
};

/// "process 3: cas 1 -> 2, refused (lines 7 to 9)".
[[nodiscard]] std::string to_text(const Operation& operation);

}  // namespace assay::properties::linear
