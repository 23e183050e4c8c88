// Which operation of the service stands behind what clients were told. Serves the properties that
// ask whether one request was answered from another's result.
#pragma once

#include <vector>

#include "properties/index.hpp"

namespace assay::properties::detail {

/// A client was told that its operation succeeded, in the name of another intent's operation.
struct Borrowed {
  const Seen<ResponseReceived>* owner = nullptr;   ///< the answer that the operation belongs to
  const Seen<ResponseReceived>* answer = nullptr;  ///< the later answer, about another intent
};

/// Answers of success about different intents of one kind that name one and the same operation of
/// the service, where the later intent had no effect of its own by then. A service may well name a
/// whole payment by one id; what gives a borrowed answer away is that nothing was done for it.
std::vector<Borrowed> borrowed_answers(const Index& index);

}  // namespace assay::properties::detail
