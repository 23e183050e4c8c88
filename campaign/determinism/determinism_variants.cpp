// The ways in which the program runs itself again: what differs, and how its answer is read.
#include <string_view>

#include <fmt/format.h>

#include "campaign/determinism/selfcheck.hpp"
#include "campaign/pool/fresh_process.hpp"

namespace assay::campaign {

namespace {

Launch with_arguments(const Launch& launch, std::initializer_list<std::string> arguments) {
  Launch made = launch;
  made.arguments.insert(made.arguments.begin(), arguments);
  return made;
}

/// A way whose processes start like `launch`; its arguments come after the verb's own.
DeterminismVariant variant(std::string name, Launch launch) {
  const auto digests = [launch](const std::string& scenario,
                                std::uint64_t count) -> std::expected<Lines, std::string> {
    const auto finished = run_process(
        with_arguments(launch, {"internal-digests", scenario, "--seeds", std::to_string(count)}));
    if (!finished) return std::unexpected{"this machine does not allow it"};
    if (finished->code != 0) {
      return Lines{fmt::format("its process ended with code {}", finished->code)};
    }
    return lines_of(finished->output);
  };
  const auto trace = [launch](const std::string& scenario, std::uint64_t seed) {
    const auto finished = run_process(
        with_arguments(launch, {"internal-trace", scenario, "--seed", std::to_string(seed)}));
    return finished ? lines_of(finished->output) : Lines{};
  };
  return {std::move(name), digests, trace};
}

}  // namespace

std::vector<DeterminismVariant> variants_of(const std::string& program,
                                            const std::vector<std::string>& options) {
  const Launch plain{.program = program, .arguments = options};
  const auto with = [&](std::vector<std::pair<std::string, std::string>> environment) {
    Launch launch = plain;
    launch.environment = std::move(environment);
    return launch;
  };
  const auto asked = [&](const std::vector<std::string>& arguments) {
    Launch launch = plain;
    launch.arguments.insert(launch.arguments.end(), arguments.begin(), arguments.end());
    return launch;
  };
  Launch fixed = plain;
  fixed.fixed_addresses = true;
  return {variant("a fresh process", plain),
          variant("another fresh process", plain),
          variant("the same process again, after another scenario", asked({"--again"})),
          variant("another locale and time zone",
                  with({{"LC_ALL", "C.UTF-8"}, {"LANG", "C.UTF-8"}, {"TZ", "Pacific/Kiritimati"}})),
          variant("fixed addresses", fixed),
          variant("a filled heap and a longer environment",
                  with({{"MALLOC_PERTURB_", "165"}, {"ASSAY_PADDING", std::string(40'000, 'x')}})),
          variant("one worker", asked({"--jobs", "1"})),
          variant("two workers", asked({"--jobs", "2"}))};
}

}  // namespace assay::campaign
