// Ctrl-C, termination and hang-up: the first asks the program to finish the runs in flight and
// write what it has, a second one, more than a moment later, ends it at once.
#pragma once

namespace assay::cli {

/// From now on the first SIGINT, SIGTERM or SIGHUP only raises a flag. What whoever started the
/// program had it ignore stays ignored.
void listen_for_interrupts();

/// Whether somebody asked the program to end.
[[nodiscard]] bool interrupted();

}  // namespace assay::cli
