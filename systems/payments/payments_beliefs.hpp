// Reads the payment code's belief out of what it commits, through its own public decoders, into
// observations. It sees rows, never the service.
#pragma once

#include "models/recorder.hpp"
#include "models/store/database.hpp"

namespace assay::systems {

/// Turns one committed row into the observations it stands for; rows of other tables say nothing.
void observe_payments(const models::CommittedRow& row, models::Recorder& recorder, sim::Node& node);

}  // namespace assay::systems
