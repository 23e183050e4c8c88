// A history as it was when its run was over: without what a probe saw of it afterwards. For whoever
// shows a run that is not about its probe.
#pragma once

#include "history/history.hpp"

namespace assay::history {

/// A copy of the facts up to the probe, all of them where there was none.
[[nodiscard]] History before_probe(const History& history);

}  // namespace assay::history
