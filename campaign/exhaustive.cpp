// One task per scenario.
#include "campaign/exhaustive.hpp"

#include <algorithm>

#include "campaign/finding_json.hpp"
#include "campaign/pool.hpp"
#include "scenarios/one_cause.hpp"

namespace assay::campaign {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

std::string to_text(const scenarios::ExhaustedScenario& done) {
  ordered_json findings = ordered_json::array();
  for (const scenarios::Finding& finding : done.findings)
    findings.push_back(campaign::to_json(finding));
  const sim::Exhausted& search = done.search;
  return ordered_json{{"plans", search.plans},       {"ran", search.ran},
                      {"pruned", search.pruned},     {"equal_states", search.equal_states},
                      {"complete", search.complete}, {"violated", done.violated},
                      {"unknown", done.unknown},     {"findings", findings}}
      .dump();
}

scenarios::ExhaustedScenario exhausted_from(const json& value, std::uint32_t faults) {
  scenarios::ExhaustedScenario done;
  done.search = {.faults = faults,
                 .plans = value.at("plans").get<std::uint64_t>(),
                 .ran = value.at("ran").get<std::uint64_t>(),
                 .pruned = value.at("pruned").get<std::uint64_t>(),
                 .equal_states = value.at("equal_states").get<std::uint64_t>(),
                 .complete = value.at("complete").get<bool>()};
  value.at("violated").get_to(done.violated);
  value.at("unknown").get_to(done.unknown);
  for (const auto& one : value.at("findings")) done.findings.push_back(finding_from(one));
  return done;
}

struct Searched {
  std::optional<scenarios::ExhaustedScenario> done;
  std::optional<LostRun> lost;  ///< the number of the run, from 1, in place of a seed
  double seconds = 0;
};

class SearchTasks : public Tasks {
 public:
  SearchTasks(std::size_t count, std::uint32_t faults, Journal& journal)
      : started_(count), count_{count}, faults_{faults}, journal_{journal} {}

  std::optional<std::string> next() override {
    while (next_ < count_ && !is_due(next_)) ++next_;
    if (next_ == count_) return {};
    started_[next_] = Clock::now();
    return std::to_string(next_++);
  }
  void done(const std::string& task, const std::string& answer) override {
    const json told = json::parse(answer);
    found_ += told.at("violated").get<std::uint64_t>();
    keep(task, {{"answer", told}});
  }
  void lost(const std::string& task, const Death& death) override {
    keep(task, {{"seed", death.seed}, {"how", death.how}});
    ++found_;
  }
  [[nodiscard]] std::uint64_t found() const override { return found_; }

  /// What is known of a search: from this sitting or an earlier one.
  [[nodiscard]] Searched searched(std::size_t number) const {
    const auto kept = journal_.state().searched.find(number);
    if (kept == journal_.state().searched.end()) return {};
    const json& told = kept->second;
    Searched searched{.done = {}, .lost = {}, .seconds = told.at("seconds").get<double>()};
    if (told.contains("answer")) {
      searched.done = exhausted_from(told.at("answer"), faults_);
    } else {
      searched.lost =
          LostRun{told.at("seed").get<std::uint64_t>(), told.at("how").get<std::string>()};
    }
    return searched;
  }

 private:
  [[nodiscard]] bool is_due(std::size_t number) const {
    const Checkpoint& known = journal_.state();
    if (!known.shard.takes(number)) return false;
    const auto kept = known.searched.find(number);
    if (kept == known.searched.end()) return true;
    return kept->second.contains("answer") && !kept->second.at("answer").at("complete");
  }
  void keep(const std::string& task, json told) {
    const std::size_t number = std::stoull(task);
    told["seconds"] = seconds(Clock::now() - started_[number]);
    journal_.state().searched[number] = std::move(told);
    journal_.note();
  }

  std::vector<Clock::time_point> started_;
  std::size_t count_;
  std::size_t next_ = 0;
  std::uint64_t found_ = 0;
  std::uint32_t faults_;
  Journal& journal_;
};

properties::Verdict verdict_of(const Searched& searched) {
  using enum properties::Verdict;
  if (searched.lost || (searched.done && searched.done->violated > 0)) return violated;
  if (!searched.done || !searched.done->search.complete) return unknown;
  return searched.done->unknown > 0 ? unknown : holds;
}

ScenarioResult to_result(const Order& order, const Searched& searched, std::uint32_t faults) {
  ScenarioResult result;
  result.name = order.hunt.scenario.name;
  result.file = order.scenario_path;
  result.strategy = "exhaustive";
  result.system = order.hunt.defect.empty() ? order.hunt.system.name
                                            : order.hunt.scenario.topology.system;
  result.defect = order.hunt.defect;
  result.digest = sim::Digest{}.hex();
  result.exhaustive = ExhaustiveResult{.faults = faults};
  for (const properties::Property& one : order.hunt.jury.properties()) {
    result.judged.emplace_back(one.name);
  }
  result.complete = false;
  result.verdict = verdict_of(searched);
  if (searched.lost) result.lost.push_back(*searched.lost);
  if (!searched.done) return result;
  const sim::Exhausted& search = searched.done->search;
  result.complete = search.complete;
  result.runs = search.ran;
  result.violated = searched.done->violated;
  result.unknown = searched.done->unknown;
  result.exhaustive = {faults, search.plans, search.ran, search.pruned, search.equal_states};
  if (searched.seconds > 0) {
    result.runs_per_second =
        static_cast<std::uint64_t>(static_cast<double>(search.ran) / searched.seconds);
  }
  return result;
}

std::string search(const Order& order, std::uint32_t faults, StopSign stop, SeedSlot& slot) {
  scenarios::Simulator simulator;
  std::uint64_t run = 0;
  const auto between_runs = [&] {
    about_to_run(slot, ++run);
    return stop.shown();
  };
  return to_text(scenarios::exhaust(simulator, order.hunt.scenario, order.hunt.system,
                                    order.hunt.defect, faults, between_runs));
}

}  // namespace

Results run_exhaustive(std::span<const Order> orders, std::uint32_t faults,
                       const std::string& version, const Settings& settings, Journal& journal) {
  SearchTasks tasks{orders.size(), faults, journal};
  const MakeWork make_work = [&](StopSign stop) -> Work {
    return [=](const std::string& task, SeedSlot& slot) {
      return search(orders[std::stoull(task)], faults, stop, slot);
    };
  };
  work_off(tasks, make_work, settings);
  Results results{.version = version};
  results.shard = journal.state().shard;
  for (std::size_t i = 0; i < orders.size(); ++i) {
    if (!results.shard.takes(i)) continue;
    const Searched searched = tasks.searched(i);
    results.scenarios.push_back(to_result(orders[i], searched, faults));
    results.complete &= results.scenarios.back().complete;
    if (!searched.done) continue;
    for (scenarios::Finding finding : searched.done->findings) {
      finding.runs_to_find = searched.done->search.ran;
      results.findings.push_back({std::move(finding), "", "", true});
    }
  }
  results.findings = scenarios::merged(std::move(results.findings), &ReportedFinding::finding);
  results.verdict = campaign::verdict_of(results);
  journal.save();
  results.wall_seconds = journal.seconds();
  return results;
}

}  // namespace assay::campaign
