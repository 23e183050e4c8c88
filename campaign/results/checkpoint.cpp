// Comparing specs, and adding up what shards did.
#include "campaign/results/checkpoint.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/files/bad_input.hpp"

namespace assay::campaign {

namespace {

std::string difference(const SweepSpec& one, const SweepSpec& other) {
  const std::string& name = one.scenario.name;
  if (name != other.scenario.name) return fmt::format("{} for {}", other.scenario.name, name);
  if (one.scenario != other.scenario) return fmt::format("another form of {}", name);
  if (one.system != other.system) {
    return fmt::format("{} with the system {}, not {}", name, other.system, one.system);
  }
  if (one.defect != other.defect) {
    return fmt::format("{} with defect \"{}\", not \"{}\"", name, other.defect, one.defect);
  }
  if (one.first != other.first || one.count != other.count) {
    return fmt::format("{} seeds of {} from {}, not {} from {}", other.count, name, other.first,
                       one.count, one.first);
  }
  if (one.properties != other.properties) return fmt::format("other properties of {}", name);
  return one.path == other.path ? "" : fmt::format("{} from {}", name, other.path);
}

bool overlap(const SeedSet& one, const SeedSet& other) {
  return seeds_in(united(one, other)) != seeds_in(one) + seeds_in(other);
}

void add(SweepResult& sum, const SweepResult& more, const std::string& folder,
         const std::string& name) {
  if (overlap(sum.done, more.done)) {
    scenarios::refuse_input(folder, fmt::format("seeds of {} that no other shard ran", name),
                            "some of the same");
  }
  sum.tally.add(more.tally);
  sum.done = united(std::move(sum.done), more.done);
  sum.lost.insert(sum.lost.end(), more.lost.begin(), more.lost.end());
  std::ranges::sort(sum.lost, {}, &LostRun::seed);
  sum.seconds += more.seconds;
}

/// Of two findings of one suspect the earlier seed's is the campaign's.
void add_findings(Checkpoint& sum, const Checkpoint& more) {
  for (const auto& [suspect, finding] : more.findings) {
    const auto [known, added] = sum.findings.try_emplace(suspect, finding);
    if (!added && finding.seed < known->second.seed) known->second = finding;
  }
}

void must_belong(const Checkpoint& first, const Checkpoint& more, const std::string& folder) {
  const std::string found = difference(first.spec, more.spec);
  if (!found.empty()) scenarios::refuse_input(folder, "a shard of the same campaign", found);
  if (first.shard.of != more.shard.of) {
    scenarios::refuse_input(folder, fmt::format("one of {} shards", first.shard.of),
                            fmt::format("one of {}", more.shard.of));
  }
}

}  // namespace

std::string difference(const CampaignSpec& one, const CampaignSpec& other) {
  if (one.verb != other.verb) return fmt::format("`{}`, not `{}`", other.verb, one.verb);
  if (one.version != other.version || one.behaviour != other.behaviour) {
    return fmt::format("version {}, behaviour {}", other.version, other.behaviour);
  }
  if (one.strategy != other.strategy) return "strategy " + other.strategy;
  if (one.budget != other.budget) {
    return fmt::format("at most {} faults and {} deviations", other.budget.faults,
                       other.budget.deviations);
  }
  if (one.smoke != other.smoke) return other.smoke ? "with --smoke" : "without --smoke";
  if (one.sweeps.size() != other.sweeps.size()) {
    return fmt::format("{} sweeps, not {}", other.sweeps.size(), one.sweeps.size());
  }
  for (std::size_t i = 0; i < one.sweeps.size(); ++i) {
    if (auto found = difference(one.sweeps[i], other.sweeps[i]); !found.empty()) return found;
  }
  return {};
}

void must_be_ours(const CampaignSpec& theirs, const CampaignSpec& ours, const std::string& file) {
  const std::string found = difference(ours, theirs);
  if (!found.empty()) scenarios::refuse_input(file, "the checkpoint of this very campaign", found);
}

Checkpoint merge_checkpoints(const std::vector<std::string>& folders,
                             const harness::Registry& registry) {
  Checkpoint sum;
  std::map<std::uint32_t, std::string> shards;
  for (const std::string& folder : folders) {
    Checkpoint more = load_checkpoint(fmt::format("{}/{}", folder, checkpoint_file), registry);
    const auto [known, added] = shards.try_emplace(more.shard.number, folder);
    if (!added) {
      scenarios::refuse_input(folder, "each shard once",
                              fmt::format("shard {}, as in {}", more.shard.number, known->second));
    }
    if (shards.size() == 1) {
      sum = std::move(more);
      continue;
    }
    must_belong(sum, more, folder);
    for (std::size_t i = 0; i < sum.swept.size(); ++i) {
      add(sum.swept[i], more.swept[i], folder, sum.spec.sweeps[i].scenario.name);
    }
    add_findings(sum, more);
    sum.searched.insert(more.searched.begin(), more.searched.end());
    sum.seconds += more.seconds;
  }
  sum.shard = {};
  return sum;
}

}  // namespace assay::campaign
