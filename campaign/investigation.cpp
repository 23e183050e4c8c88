// One task per lead.
#include "campaign/investigation.hpp"

#include <algorithm>

#include "campaign/finding_json.hpp"
#include "campaign/pool.hpp"

namespace assay::campaign {

namespace {

/// Shrinking tells of no single run; it may take as long as this many.
constexpr int patience = 30;

class InvestigationTasks : public Tasks {
 public:
  explicit InvestigationTasks(std::span<const Lead> leads)
      : leads_{leads}, findings_(leads.size()) {}

  std::optional<std::string> next() override {
    if (next_ == leads_.size()) return {};
    return std::to_string(next_++);
  }
  void done(const std::string& task, const std::string& answer) override {
    const std::size_t number = std::stoull(task);
    scenarios::Finding finding = finding_from(nlohmann::json::parse(answer));
    finding.runs_to_find = finding.seed - leads_[number].hunt->first + 1;
    findings_[number] = std::move(finding);
  }
  void lost(const std::string&, const Death&) override {}

  std::vector<std::optional<scenarios::Finding>> take() { return std::move(findings_); }

 private:
  std::span<const Lead> leads_;
  std::vector<std::optional<scenarios::Finding>> findings_;
  std::size_t next_ = 0;
};

}  // namespace

std::vector<Lead> leads_of(const Hunt& hunt, const Hunted& hunted) {
  std::vector<Lead> leads;
  for (const properties::Property& property : hunt.jury.properties()) {
    const auto seen = hunted.tally.violations.find(std::string{property.name});
    if (seen == hunted.tally.violations.end()) continue;
    leads.push_back({&hunt, property, seen->second.first_seed});
  }
  return leads;
}

std::vector<std::optional<scenarios::Finding>> investigate(std::span<const Lead> leads,
                                                           const Settings& settings) {
  InvestigationTasks tasks{leads};
  const MakeWork make_work = [&](StopSign) -> Work {
    return [=](const std::string& task, SeedSlot& slot) {
      const Lead& lead = leads[std::stoull(task)];
      scenarios::Simulator simulator;
      about_to_run(slot, lead.seed);
      const Hunt& hunt = *lead.hunt;
      return to_json(scenarios::investigate(simulator, hunt.scenario, hunt.system, hunt.defect,
                                            lead.property, lead.seed))
          .dump();
    };
  };
  Settings patient = settings;
  patient.hang_after *= patience;
  patient.progress = [](const Progress&) {};
  patient.deadline.reset();
  work_off(tasks, make_work, patient);
  return tasks.take();
}

}  // namespace assay::campaign
