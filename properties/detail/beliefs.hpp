// Where each operation of one intent stands in the end, by the transitions that were committed. It
// never asks whether that is true: that is for the property that uses it.
#pragma once

#include <optional>
#include <vector>

#include "properties/detail/states.hpp"
#include "properties/index.hpp"

namespace assay::properties::detail {

/// The last belief about one operation. A state on no list counts as `unknown`.
struct Belief {
  Id operation = no_id;
  State state = State::none;
  const Seen<TransitionCommitted>* first = nullptr;  ///< when the operation began
  const Seen<TransitionCommitted>* last = nullptr;   ///< the transition into `state`
  /// the first into a terminal state or parked
  const Seen<TransitionCommitted>* settled = nullptr;
};

/// The last belief about each operation that `rows` speak of, in order of appearance.
std::vector<Belief> beliefs_of(const Index& index, Rows rows);

/// Nothing more is asked of this operation: it is terminal, or parked for a listed reason.
bool settled(const Belief& belief);

}  // namespace assay::properties::detail
