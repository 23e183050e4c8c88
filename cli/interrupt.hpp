// Ctrl-C and termination: the first asks the program to finish the runs in flight and write what it
// has, the second ends it at once.
#pragma once

namespace assay::cli {

/// From now on the first SIGINT or SIGTERM only raises a flag.
void listen_for_interrupts();

/// Whether somebody asked the program to end.
[[nodiscard]] bool interrupted();

}  // namespace assay::cli
