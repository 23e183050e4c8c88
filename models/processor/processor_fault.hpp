// The faults of a processor: what models/rules/mishap.hpp says, one in each file of faults/.
// Asked once per request that is carried out, and once per question. Of a question what is
// late only makes the answer late, until when look-ups find nothing.
#pragma once

#include "models/rules/mishap.hpp"
#include "sim/decisions/fault.hpp"

namespace assay::models {

using ProcessorFault = sim::Fault<Mishap>;
using ProcessorFaultTable = sim::FaultTable<Mishap>;

/// One for each file of faults/, by name.
[[nodiscard]] const ProcessorFaultTable& processor_faults();

}  // namespace assay::models
