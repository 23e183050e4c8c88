// Counting and wording what was found.
#include "testing/explored.hpp"

#include <fmt/format.h>

#include "scenarios/files/bad_input.hpp"
#include "testing/describe.hpp"

namespace assay::testing {

std::uint64_t Explored::fired(std::string_view answer) const {
  const std::vector<std::string> faults = runs::allowed_faults(scenario);
  std::uint64_t runs = 0;
  for (std::size_t i = 0; i < faults.size(); ++i) {
    if (faults[i].ends_with(": " + std::string{answer})) runs += tally.faults.applied[i];
  }
  return runs;
}

std::string Explored::text() const {
  std::string text;
  for (const runs::Finding& finding : findings) {
    text += fmt::format("  {} is violated\n  {}\n", finding.property, finding.explanation);
    const bool plan_known = !finding.plan.empty() || finding.digest != sim::Digest{};
    if (plan_known) text += fmt::format("  what it takes:\n{}", describe(finding.plan));
  }
  for (const campaign::Mismatch& one : mismatches) {
    text += describe(fmt::format("seed {}, {},", one.seed, one.variant),
                     {one.event, one.expected, one.found});
  }
  for (const campaign::LostRun& run : lost) {
    if (run.verdict == properties::Verdict::violated) continue;
    text += fmt::format("  seed {} could not be judged: it {}\n", run.seed, run.how);
  }
  return text;
}

std::string Explored::doubts() const {
  std::string text;
  for (const auto& [property, runs] : tally.undecided) {
    text += fmt::format("  {} could not be judged in {} of {} runs\n", property, runs, tally.runs);
  }
  for (const runs::Missing& missing : met.missing) {
    text += fmt::format("  {}: {}\n", missing.name, reason_of(missing));
  }
  if (met.none_applies) text += "  none of its faults can strike this system\n";
  return text;
}

std::string Explored::replay_command() const {
  if (reproduce.empty()) return "nothing to replay: nothing was violated";
  return "reproduce: " + reproduce;
}

const harness::System& must_be_named(const harness::System* system) {
  if (system != nullptr) return *system;
  scenarios::refuse_input("", "the system under test, in the options", "none");
}

}  // namespace assay::testing
