// Fact by fact, with the terms that all of them are read by.
#include "history/before_probe.hpp"

namespace assay::history {

History before_probe(const History& history) {
  History before;
  before.bounds = history.bounds;
  before.recorded = history.recorded;
  before.processors = history.processors;
  for (const Observation& seen : history) {
    if (seen.sequence > history.size_before_probe()) break;
    before.append(seen);
  }
  return before;
}

}  // namespace assay::history
