// A file layer for SQLite over the usual one, in which the n-th write or sync of a write-ahead log
// fails, before or after it has happened. Everything else goes through untouched, but syncs, which
// are left out: what a test asks is what lies in the file, not how fast a disk is.
#pragma once

#include <cstdint>
#include <string>

namespace payments::testing {

enum class LogFault : std::uint8_t { none, write_before, write_after, sync_before, sync_after };

/// Its name, for StoreOptions; registers it when first asked.
[[nodiscard]] std::string faulty_vfs();

/// The `nth` write or sync of a log from now on fails, counted by the fault's own kind. One at a
/// time. Threads: of the thread that commits.
void fail_log(LogFault fault, int nth);
/// As long as it is on, every write of a log fails.
void fail_all_writes(bool on);
/// Whether a fault struck since the last `fail_log`.
[[nodiscard]] bool log_fault_struck();

}  // namespace payments::testing
