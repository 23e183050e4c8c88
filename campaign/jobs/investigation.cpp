// One task per lead.
#include "campaign/jobs/investigation.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "campaign/determinism/repeat.hpp"
#include "campaign/jobs/journal.hpp"
#include "campaign/pool/pool.hpp"
#include "campaign/results/finding_json.hpp"

namespace assay::campaign {

namespace {

/// Shrinking tells of no single run; it may take as long as this many.
constexpr double patience = 30;

/// The finding of a lead that the journal holds; nullptr where there is none, or one of a seed that
/// is no longer the first.
const runs::Finding* known(const Lead& lead, Journal& journal) {
  const auto found = journal.state().findings.find(lead.key);
  const bool holds = found != journal.state().findings.end() && found->second.seed == lead.seed;
  return holds ? &found->second : nullptr;
}

class InvestigationTasks : public Tasks {
 public:
  InvestigationTasks(std::span<const Lead> leads, Journal& journal)
      : leads_{leads}, journal_{journal} {}

  std::optional<std::string> next() override {
    while (next_ < leads_.size() && known(leads_[next_], journal_) != nullptr) ++next_;
    if (next_ == leads_.size()) return {};
    return std::to_string(next_++);
  }
  void done(const std::string& task, const std::string& answer) override {
    const Lead& lead = leads_[std::stoull(task)];
    runs::Finding finding = finding_from(nlohmann::json::parse(answer));
    finding.runs_to_find = finding.seed - lead.hunt->first + 1;
    journal_.state().findings[lead.key] = std::move(finding);
    journal_.note();
  }
  void lost(const std::string&, const Death&) override {}
  void put_back(const std::string&) override {}
  [[nodiscard]] double budget(const std::string& task) const override {
    return patience * budget_of(leads_[std::stoull(task)].hunt->scenario);
  }

 private:
  std::span<const Lead> leads_;
  Journal& journal_;
  std::size_t next_ = 0;
};

/// One task per finding: whether its seed and its plan go the same way again, in a process that has
/// run nothing else, and after other seeds.
class RepeatTasks : public Tasks {
 public:
  RepeatTasks(std::span<const Lead> leads, Journal& journal) : leads_{leads}, journal_{journal} {}

  std::optional<std::string> next() override {
    while (next_ < leads_.size() && known(leads_[next_], journal_) == nullptr) ++next_;
    if (next_ == leads_.size()) return {};
    return std::to_string(next_++);
  }
  void done(const std::string& task, const std::string& answer) override {
    runs::Finding& finding = journal_.state().findings.at(leads_[std::stoull(task)].key);
    const auto told = nlohmann::json::parse(answer);
    if (!told.is_null()) finding.parts = parting_from(told);
  }
  void lost(const std::string& task, const Death& death) override {
    runs::Finding& finding = journal_.state().findings.at(leads_[std::stoull(task)].key);
    finding.parts = {0, "the run comes to an end", "the run " + death.how};
  }
  void put_back(const std::string&) override {}
  [[nodiscard]] bool wants_quiet(const std::string&) const override { return true; }
  [[nodiscard]] double budget(const std::string& task) const override {
    return patience * budget_of(leads_[std::stoull(task)].hunt->scenario);
  }

 private:
  std::span<const Lead> leads_;
  Journal& journal_;
  std::size_t next_ = 0;
};

/// Plays a finding again in this process. Returns: where it parts, where it does.
std::optional<runs::Parting> play_again(const Lead& lead, const runs::Finding& finding,
                                        SeedSlot& slot) {
  runs::Simulator simulator{slot.pulse};
  const Hunt& hunt = *lead.hunt;
  const runs::RunRequest plan{.scenario = &hunt.scenario,
                              .system = &hunt.system,
                              .baseline = sim::Baseline::benign,
                              .plan = &finding.plan};
  const runs::RunRequest seed{
      .scenario = &hunt.scenario, .system = &hunt.system, .seed = lead.seed};
  const auto digest = [&](const runs::RunRequest& request) {
    about_to_run(slot, lead.seed);
    return simulator.run(request).behaviour;
  };
  const auto others = [&] {
    for (std::uint64_t i = 1; i <= others_between; ++i) {
      runs::RunRequest other = seed;
      other.seed = lead.seed + i;
      (void)digest(other);
    }
  };
  const sim::Digest fresh_plan = digest(plan);
  const sim::Digest fresh_seed = digest(seed);
  others();
  if (fresh_plan != finding.digest || digest(plan) != finding.digest) {
    return parting_of(simulator, plan, others);
  }
  if (digest(seed) != fresh_seed) return parting_of(simulator, seed, others);
  return {};
}

/// Holds every finding against itself, played again.
void play_all_again(std::span<const Lead> leads, const Settings& settings, Journal& journal) {
  RepeatTasks tasks{leads, journal};
  const MakeWork make_work = [&](StopSign) -> Work {
    return [=, &journal](const std::string& task, SeedSlot& slot) {
      const Lead& lead = leads[std::stoull(task)];
      return parting_to_json(play_again(lead, *known(lead, journal), slot)).dump();
    };
  };
  work_off(tasks, make_work, settings);
}

}  // namespace

std::vector<Lead> leads_of(const Hunt& hunt, const Hunted& hunted, std::size_t number) {
  std::vector<Lead> leads;
  for (const properties::Property& property : hunt.jury.properties()) {
    const auto seen = hunted.tally.violations.find(std::string{property.name});
    if (seen == hunted.tally.violations.end()) continue;
    leads.push_back(
        {fmt::format("{}/{}", number, property.name), &hunt, property, seen->second.first_seed});
  }
  return leads;
}

runs::Finding bare_finding(const Lead& lead) {
  const Hunt& hunt = *lead.hunt;
  runs::Finding finding;
  finding.id = fmt::format("{}-{}-seed-{}", hunt.scenario.name, lead.property.name, lead.seed);
  finding.scenario = hunt.scenario.name;
  finding.defect = hunt.defect;
  finding.system = hunt.system.name;
  finding.property = lead.property.name;
  finding.claim = lead.property.claim;
  finding.severity = finding.worst = lead.property.severity;
  finding.explanation = "It was violated, and could not be taken apart any further.";
  finding.seed = lead.seed;
  finding.runs_to_find = lead.seed - hunt.first + 1;
  return finding;
}

std::vector<std::optional<runs::Finding>> investigate(std::span<const Lead> leads,
                                                      const Settings& settings, Journal& journal) {
  InvestigationTasks tasks{leads, journal};
  const MakeWork make_work = [&](StopSign) -> Work {
    return [=](const std::string& task, SeedSlot& slot) {
      const Lead& lead = leads[std::stoull(task)];
      runs::Simulator simulator{slot.pulse};
      about_to_run(slot, lead.seed);
      const Hunt& hunt = *lead.hunt;
      return campaign::to_json(runs::investigate(simulator, hunt.scenario, hunt.system, hunt.defect,
                                                 lead.property, lead.seed))
          .dump();
    };
  };
  Settings patient = settings;
  patient.progress = [](const Progress&) {};
  patient.deadline.reset();
  work_off(tasks, make_work, patient);
  play_all_again(leads, patient, journal);
  std::vector<std::optional<runs::Finding>> findings(leads.size());
  for (std::size_t i = 0; i < leads.size(); ++i) {
    if (const auto* const finding = known(leads[i], journal)) findings[i] = *finding;
  }
  return findings;
}

}  // namespace assay::campaign
