// What a person found out where nothing that may be asked gives an answer. It is journalled with
// who said so and on what grounds, and binds like any other evidence: the state machine has the
// last word. Serves: I31, I35; an operator's verb.
#pragma once

#include "payments/types/ids.hpp"
#include "payments/types/outcome.hpp"

#include <cstdint>
#include <string>

namespace payments {

struct Settlement {
  PayableId payable;
  OperationId operation;
  Outcome outcome{};    ///< success, declined or not_attempted
  std::string grounds;  ///< what it rests on, such as a ticket of the processor
  std::string who;      ///< who answers for it
};

/// What became of a person's word.
enum class Settled : std::uint8_t {
  yes,
  refused,      ///< nobody's word, no such operation, nothing open about it, or no outcome
  unavailable,  ///< the store did not take it: say it again
};

}  // namespace payments
