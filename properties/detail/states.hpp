// The reference table of what a service may believe of one operation, written from the payment
// rules (R12-R17, 4.1) and not from any code under test; and the closed list of reasons to park.
#pragma once

#include <optional>
#include <string_view>

#include "history/words.hpp"

namespace assay::properties::detail {

using history::State;

/// The step from one state to the other is legal.
bool legal(State from, State to);

/// No further step is needed: succeeded, declined or failed.
bool terminal(State state);

/// Why an operation may wait for a person, and what proves that no query can help.
struct Parking {
  std::string_view reason;
  bool asked = false;      ///< a look-up after the last send must have brought nothing definite
  bool contested = false;  ///< definite answers may be there, but they disagree with the request
};

/// The entry of the closed list, or nothing.
std::optional<Parking> parking_from(std::string_view reason);

}  // namespace assay::properties::detail
