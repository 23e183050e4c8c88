// A run that stops right before one of its events, for a debugger: the timeline so far is shown,
// and SIGTRAP raised in the fiber that is about to do it. Without a debugger the process says where
// it stopped and ends.
#pragma once

#include <cstdint>
#include <string>

#include "cli/options.hpp"
#include "cli/terminal.hpp"
#include "sim/world/trace.hpp"

namespace assay::cli {

/// Whether a debugger holds this process, by what the kernel says of it.
[[nodiscard]] bool is_debugged();

/// Stops the run that it is given to before event `options.stop_at`. Ends the process (2) where no
/// debugger holds it. Both arguments must outlive the run.
[[nodiscard]] sim::TraceWatch breakpoint(const Options& options, Terminal& terminal);

}  // namespace assay::cli
