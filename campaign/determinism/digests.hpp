// The digests of single runs, one line each: what the determinism check compares. In this process,
// or spread over workers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "campaign/pool/settings.hpp"
#include "runs/world.hpp"

namespace assay::campaign {

/// Seeds [0, count), one after another in this process.
[[nodiscard]] std::vector<std::string> digests_here(runs::World& world,
                                                    const scenarios::Scenario& scenario,
                                                    const harness::System& system,
                                                    std::uint64_t count);

/// The same, by as many worker processes as the settings say. Errors: WorkFailed.
[[nodiscard]] std::vector<std::string> digests_by_workers(const scenarios::Scenario& scenario,
                                                          const harness::System& system,
                                                          std::uint64_t count,
                                                          const Settings& settings);

/// The events of a run as text, one line each: its words, a tab, and what was digested by then. The
/// last line is the end of the run, with its digest.
[[nodiscard]] std::vector<std::string> trace_lines(const std::vector<sim::TraceEvent>& trace,
                                                   const sim::Digest& digest);

}  // namespace assay::campaign
