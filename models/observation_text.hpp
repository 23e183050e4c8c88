// One observation as one line for people: the trace's form. Not a file format (that is
// history/jsonl.hpp). And the scope that names an operation everywhere.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "history/observation.hpp"

namespace assay::models {

/// Such as "effect_applied: pay-1/authorise-1, operation op-1-1, effect fx-1, 12.50 EUR".
[[nodiscard]] std::string one_line(const history::Observation& seen);

/// "pay-1/capture-2": which operation a client means; the causal scope of all that is done for it.
[[nodiscard]] std::string scope_of(std::string_view payable, history::OperationKind kind,
                                   std::uint32_t ordinal);

}  // namespace assay::models
