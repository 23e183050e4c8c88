// Reads the payment code's belief out of what it commits, through its own public decoders, into
// observations. It sees rows, never the service.
#pragma once

#include "harness/statements.hpp"
#include "harness/store.hpp"

namespace assay::systems {

/// Turns one committed row into the statements it stands for; rows of other tables say nothing.
void observe_payments(const harness::CommittedRow& row, harness::Statements& statements);

}  // namespace assay::systems
