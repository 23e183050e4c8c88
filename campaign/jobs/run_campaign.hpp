// A campaign: scenarios run with many seeds, what they violate taken apart, and all of it turned
// into results. Writes nothing and prints nothing.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "campaign/jobs/hunt.hpp"
#include "campaign/jobs/journal.hpp"
#include "campaign/results/results.hpp"
#include "harness/registry.hpp"

namespace assay::campaign {

/// A hunt, and how the command line names its scenario: needed again to replay what it finds.
struct Order {
  Hunt hunt;
  std::string scenario_path;  ///< empty for a scenario of the library
};

/// The orders as an undertaking: what a checkpoint is known by.
[[nodiscard]] Undertaking undertaking_of(std::string verb, std::span<const Order> orders,
                                         const std::string& version);

/// The orders that an undertaking stands for. Errors: those of system_for.
[[nodiscard]] std::vector<Order> orders_of(const Undertaking& undertaking,
                                           const harness::Registry& registry);

/// Goes on from where the journal stands, to the end or to where it is stopped. Errors: WorkFailed.
[[nodiscard]] Results run_campaign(std::span<const Order> orders, const std::string& version,
                                   const Settings& settings, Journal& journal);

/// Runs the orders and takes every violated property apart. Errors: WorkFailed.
[[nodiscard]] Results run_campaign(std::span<const Order> orders, const std::string& version,
                                   const Settings& settings);

/// The counts of a hunt under their names.
[[nodiscard]] ScenarioResult to_result(const Hunt& hunt, const Hunted& hunted);

/// The command that replays a seed.
[[nodiscard]] std::string seed_command(const Order& order, std::uint64_t seed);

/// The finding that a lost run is.
[[nodiscard]] ReportedFinding lost_run_finding(const Order& order, const LostRun& lost);

}  // namespace assay::campaign
