// From names on the command line to what is run: scenarios by name or file, systems by defect,
// settings for workers. Shared by the verbs that run something.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "campaign/jobs/run_campaign.hpp"
#include "cli/options.hpp"
#include "cli/terminal.hpp"
#include "scenarios/files/recording.hpp"

namespace assay::cli {

/// A scenario and, where it came from a file, that file's path.
struct Target {
  scenarios::Scenario scenario;
  std::string path;
};

/// Whether a word on the command line names a file, and no scenario of the library.
[[nodiscard]] bool is_file(const std::string& name);

/// The scenario of a file. It must be one for the system that it names, unless the options name
/// another. Errors: BadInput.
[[nodiscard]] scenarios::Scenario scenario_in(const std::string& path, const Options& options);

/// Errors: UnknownName for a name, BadInput for a file.
[[nodiscard]] Target target_named(const std::string& name_or_file, const Options& options);

/// What the options say of a failure or plan file.
[[nodiscard]] scenarios::RecordingRequest recording_request(const Options& options);

/// The system that is run in a scenario, as the options say. Errors: those of
/// scenarios::system_for.
[[nodiscard]] const harness::System& system_for(const scenarios::Scenario& scenario,
                                                const Options& options);

/// One job per name; without names, per scenario of the library that the system can be run in.
/// Seeds as the options say.
[[nodiscard]] std::vector<campaign::CampaignJob> jobs_for(const Options& options);

/// Where all of the library that fits is to be run: the rest of it, and why it does not fit.
[[nodiscard]] std::vector<campaign::Unfit> unfit_scenarios(
    std::span<const campaign::CampaignJob> jobs);

[[nodiscard]] campaign::Settings settings_for(const Options& options, Terminal& terminal);

/// The exit code that results deserve.
[[nodiscard]] int exit_code(const campaign::Results& results);

}  // namespace assay::cli
