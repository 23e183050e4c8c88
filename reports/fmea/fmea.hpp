// Failure modes and their effects, computed from a campaign: how grave (by what moved in the run),
// how often (by counted runs, with an interval, under the rates that the scenario states), how soon
// an operator could see it. No product of ranks: what to do first comes from a table, gravity
// first. Source: the order of AIAG and VDA's FMEA handbook (2019), severity, occurrence, detection.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/risk/proportion.hpp"
#include "reports/shown_run.hpp"

namespace assay::reports {

enum class ActionPriority : std::uint8_t { low, medium, high };

[[nodiscard]] std::string_view to_text(ActionPriority priority);

/// The first thing in a run that somebody could see who has only the service's own screens.
struct Signal {
  std::string what;        ///< "alarm outbox.stuck", "a payment is parked", "a break is noted"
  std::int64_t after = 0;  ///< virtual nanoseconds since the first fault of the run
};

/// One failure mode.
struct FailureMode {
  std::string id;  ///< of the finding
  std::string scenario;
  std::string function;  ///< what was being done: "acquirer.capture"
  std::string mode;      ///< what has to go wrong
  std::string effect;    ///< what broke, in one sentence
  std::string property;
  std::string defect;
  properties::Severity severity{};
  history::Amount moved;
  std::optional<campaign::Counted> occurred;   ///< runs; none where they were not counted
  std::string rates;                           ///< "acquirer.capture/reply: lose 1/6"
  std::optional<Signal> signal;                ///< none: nothing that an operator could see
  std::string action;                          ///< the scenario's prevention
  std::optional<campaign::Counted> after_fix;  ///< the same, of the code without the defect
};

/// The failure modes of a campaign, one for each distinct finding, what comes first at the top.
[[nodiscard]] std::vector<FailureMode> failure_modes(const campaign::Results& results,
                                                     std::span<const FindingReport> failures);

/// The first signal in a run, counted from its first fault; none where there is none after it.
[[nodiscard]] std::optional<Signal> first_signal(const ShownRun& run);

/// What to do first. A mode that did not occur in any of the runs counted by its upper end.
[[nodiscard]] ActionPriority priority_of(properties::Severity severity,
                                         const std::optional<campaign::Counted>& occurred,
                                         const std::optional<Signal>& signal);

/// As a table for spreadsheets (RFC 4180) and as a page.
[[nodiscard]] std::string fmea_csv(std::span<const FailureMode> modes);
[[nodiscard]] std::string fmea_html(std::span<const FailureMode> modes);

}  // namespace assay::reports
