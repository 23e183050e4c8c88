// One line of a recording of calls, in whichever form it is kept: recorded_calls.hpp has the forms.
// Knows nothing of what a call means; models do.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "properties/linear/operation.hpp"

namespace assay::scenarios {

struct RecordedEvent {
  std::uint64_t line = 0;
  std::string process;
  std::string type;  ///< "invoke", "ok", "fail", "info"
  std::string function;
  std::string key;
  properties::linear::Value value;
  properties::linear::Value expected;
  bool timed_out = false;
};

/// Errors: BadInput, with the line.
[[nodiscard]] RecordedEvent read_recorded_event(const std::string& file, std::uint64_t line,
                                                std::string_view text);

}  // namespace assay::scenarios
