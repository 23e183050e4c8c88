// One task per suspect.
#include "campaign/jobs/investigation.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "campaign/determinism/repeat.hpp"
#include "campaign/jobs/checkpoint_keeper.hpp"
#include "campaign/pool/pool.hpp"
#include "campaign/results/finding_json.hpp"

namespace assay::campaign {

namespace {

/// The finding of a suspect that the checkpoint holds; nullptr where there is none, or one of a
/// seed that is no longer the first.
const runs::Finding* known(const Suspect& suspect, CheckpointKeeper& keeper) {
  const auto found = keeper.state().findings.find(suspect.key);
  const bool holds = found != keeper.state().findings.end() && found->second.seed == suspect.seed;
  return holds ? &found->second : nullptr;
}

/// One task per suspect that the checkpoint holds a finding of, or of which it holds none.
class SuspectTasks : public Tasks {
 public:
  SuspectTasks(std::span<const Suspect> suspects, CheckpointKeeper& keeper, bool found)
      : suspects_{suspects}, keeper_{keeper}, found_{found} {}

  std::optional<std::string> next() override {
    while (next_ < suspects_.size() && !is_due(suspects_[next_])) ++next_;
    if (next_ == suspects_.size()) return {};
    return std::to_string(next_++);
  }
  void put_back(const std::string&) override {}
  [[nodiscard]] double budget(const std::string& task) const override {
    return patience * budget_of(of(task).sweep->scenario);
  }

 protected:
  [[nodiscard]] const Suspect& of(const std::string& task) const {
    return suspects_[std::stoull(task)];
  }
  [[nodiscard]] CheckpointKeeper& keeper() { return keeper_; }
  [[nodiscard]] runs::Finding& finding_of(const std::string& task) {
    return keeper_.state().findings.at(of(task).key);
  }

 private:
  [[nodiscard]] bool is_due(const Suspect& suspect) {
    return (known(suspect, keeper_) != nullptr) == found_;
  }

  std::span<const Suspect> suspects_;
  CheckpointKeeper& keeper_;
  bool found_;
  std::size_t next_ = 0;
};

class InvestigationTasks : public SuspectTasks {
 public:
  InvestigationTasks(std::span<const Suspect> suspects, CheckpointKeeper& keeper)
      : SuspectTasks{suspects, keeper, false} {}

  void done(const std::string& task, const std::string& answer) override {
    runs::Finding finding = finding_from(nlohmann::json::parse(answer));
    finding.runs_to_find = finding.seed - of(task).sweep->first + 1;
    keeper().state().findings[of(task).key] = std::move(finding);
    keeper().note();
  }
  void lost(const std::string&, const Death&) override {}
};

/// One task per finding: whether its seed and its plan go the same way again, in a process that has
/// run nothing else, and after other seeds.
class RepeatTasks : public SuspectTasks {
 public:
  RepeatTasks(std::span<const Suspect> suspects, CheckpointKeeper& keeper)
      : SuspectTasks{suspects, keeper, true} {}

  void done(const std::string& task, const std::string& answer) override {
    const auto told = nlohmann::json::parse(answer);
    if (!told.is_null()) finding_of(task).parts = parting_from(told);
  }
  void lost(const std::string& task, const Death& death) override {
    finding_of(task).parts = {0, "the run comes to an end", "the run " + death.how};
  }
  [[nodiscard]] bool wants_quiet(const std::string&) const override { return true; }
};

/// Plays a finding again in this process. Returns: where it parts, where it does.
std::optional<runs::Parting> play_again(const Suspect& suspect, const runs::Finding& finding,
                                        runs::World& world, ProgressSlot& slot) {
  const SeedSweep& sweep = *suspect.sweep;
  const runs::RunRequest plan{.scenario = &sweep.scenario,
                              .system = &sweep.system,
                              .baseline = sim::Baseline::benign,
                              .plan = &finding.plan};
  const runs::RunRequest seed{.scenario = &sweep.scenario,
                              .system = &sweep.system,
                              .seed = suspect.seed,
                              .strategy = sweep.strategy};
  const auto digest = [&](const runs::RunRequest& request) {
    about_to_run(slot, suspect.seed);
    return world.run(request).behaviour;
  };
  const auto others = [&] {
    for (std::uint64_t i = 1; i <= others_between; ++i) {
      runs::RunRequest other = seed;
      other.seed = suspect.seed + i;
      (void)digest(other);
    }
  };
  const sim::Digest fresh_plan = digest(plan);
  const sim::Digest fresh_seed = digest(seed);
  others();
  if (fresh_plan != finding.digest || digest(plan) != finding.digest) {
    return parting_of(world, plan, others);
  }
  if (digest(seed) != fresh_seed) return parting_of(world, seed, others);
  return {};
}

/// Holds every finding against itself, played again.
void play_all_again(std::span<const Suspect> suspects, const Settings& settings,
                    CheckpointKeeper& keeper) {
  RepeatTasks tasks{suspects, keeper};
  const MakeWork make_work = [&](StopSign) -> Work {
    return [=, &keeper, &settings](const std::string& task, ProgressSlot& slot) {
      const Suspect& suspect = suspects[std::stoull(task)];
      const auto world = settings.make_world(&slot.pulse);
      return parting_to_json(play_again(suspect, *known(suspect, keeper), *world, slot)).dump();
    };
  };
  work_off(tasks, make_work, settings);
}

}  // namespace

std::vector<Suspect> suspects_of(const SeedSweep& sweep, const SweepResult& swept,
                                 std::size_t number) {
  std::vector<Suspect> suspects;
  for (const properties::Property& property : sweep.jury.properties()) {
    const auto seen = swept.tally.violations.find(std::string{property.name});
    if (seen == swept.tally.violations.end()) continue;
    suspects.push_back(
        {fmt::format("{}/{}", number, property.name), &sweep, property, seen->second.first_seed});
  }
  return suspects;
}

runs::Finding bare_finding(const Suspect& suspect) {
  const SeedSweep& sweep = *suspect.sweep;
  runs::Finding finding;
  finding.id =
      fmt::format("{}-{}-seed-{}", sweep.scenario.name, suspect.property.name, suspect.seed);
  finding.scenario = sweep.scenario.name;
  finding.defect = sweep.defect;
  finding.system = sweep.system.name;
  finding.property = suspect.property.name;
  finding.claim = suspect.property.claim;
  finding.severity = finding.worst = suspect.property.severity;
  finding.explanation = "It was violated, and could not be taken apart any further.";
  finding.seed = suspect.seed;
  finding.runs_to_find = suspect.seed - sweep.first + 1;
  return finding;
}

std::vector<std::optional<runs::Finding>> investigate(std::span<const Suspect> suspects,
                                                      const Settings& settings,
                                                      CheckpointKeeper& keeper) {
  InvestigationTasks tasks{suspects, keeper};
  const MakeWork make_work = [&](StopSign) -> Work {
    return [=, &settings](const std::string& task, ProgressSlot& slot) {
      const Suspect& suspect = suspects[std::stoull(task)];
      const auto world = settings.make_world(&slot.pulse);
      about_to_run(slot, suspect.seed);
      const SeedSweep& sweep = *suspect.sweep;
      return campaign::to_json(runs::investigate(*world, sweep.scenario, sweep.system, sweep.defect,
                                                 suspect.property, suspect.seed, sweep.strategy))
          .dump();
    };
  };
  Settings patient = settings;
  patient.progress = [](const Progress&) {};
  patient.deadline.reset();
  work_off(tasks, make_work, patient);
  play_all_again(suspects, patient, keeper);
  std::vector<std::optional<runs::Finding>> findings(suspects.size());
  for (std::size_t i = 0; i < suspects.size(); ++i) {
    if (const auto* const finding = known(suspects[i], keeper)) findings[i] = *finding;
  }
  return findings;
}

}  // namespace assay::campaign
