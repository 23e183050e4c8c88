// How a consumer may refuse an event, as data out of which the faults in faults/ are made. It
// always refuses the delivery at which that began, and takes everything once faults have stopped.
#pragma once

#include "sim/decisions/fault.hpp"
#include "sim/time.hpp"

namespace assay::models {

using namespace sim::literals;

struct Refusal {
  sim::Duration everything_for{};   ///< whatever comes is refused for so long
  bool event_until_healed = false;  ///< this event is refused until faults stop
};

using ConsumerFault = sim::Fault<Refusal>;
using ConsumerFaultTable = sim::FaultTable<Refusal>;

/// One for each file of faults/, by name.
[[nodiscard]] const ConsumerFaultTable& consumer_faults();

}  // namespace assay::models
