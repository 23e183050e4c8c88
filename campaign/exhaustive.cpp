// One task per scenario.
#include "campaign/exhaustive.hpp"

#include <algorithm>

#include "campaign/finding_json.hpp"
#include "campaign/pool.hpp"

namespace assay::campaign {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

std::string to_text(const scenarios::ExhaustedScenario& done) {
  ordered_json findings = ordered_json::array();
  for (const scenarios::Finding& finding : done.findings) findings.push_back(to_json(finding));
  const sim::Exhausted& search = done.search;
  return ordered_json{{"plans", search.plans},       {"ran", search.ran},
                      {"pruned", search.pruned},     {"equal_states", search.equal_states},
                      {"complete", search.complete}, {"violated", done.violated},
                      {"unknown", done.unknown},     {"findings", findings}}
      .dump();
}

scenarios::ExhaustedScenario exhausted_from(const std::string& text, std::uint32_t faults) {
  const json value = json::parse(text);
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
  SearchTasks(std::size_t count, std::uint32_t faults) : searched_(count), faults_{faults} {}

  std::optional<std::string> next() override {
    if (next_ == searched_.size()) return {};
    started_.push_back(Clock::now());
    return std::to_string(next_++);
  }
  void done(const std::string& task, const std::string& answer) override {
    const std::size_t number = std::stoull(task);
    searched_[number].done = exhausted_from(answer, faults_);
    searched_[number].seconds = seconds(Clock::now() - started_[number]);
    found_ += searched_[number].done->violated;
  }
  void lost(const std::string& task, const Death& death) override {
    searched_[std::stoull(task)].lost = LostRun{death.seed, death.how};
    ++found_;
  }
  [[nodiscard]] std::uint64_t found() const override { return found_; }
  [[nodiscard]] const std::vector<Searched>& searched() const { return searched_; }

 private:
  std::vector<Searched> searched_;
  std::vector<Clock::time_point> started_;
  std::size_t next_ = 0;
  std::uint64_t found_ = 0;
  std::uint32_t faults_;
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
  result.strategy = "exhaustive";
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
                       const std::string& version, const Settings& settings) {
  const auto started = Clock::now();
  SearchTasks tasks{orders.size(), faults};
  const MakeWork make_work = [&](StopSign stop) -> Work {
    return [=](const std::string& task, SeedSlot& slot) {
      return search(orders[std::stoull(task)], faults, stop, slot);
    };
  };
  work_off(tasks, make_work, settings);
  Results results{.version = version};
  for (std::size_t i = 0; i < orders.size(); ++i) {
    const Searched& searched = tasks.searched()[i];
    results.scenarios.push_back(to_result(orders[i], searched, faults));
    results.complete &= results.scenarios.back().complete;
    if (!searched.done) continue;
    for (scenarios::Finding finding : searched.done->findings) {
      finding.runs_to_find = searched.done->search.ran;
      results.findings.push_back({std::move(finding), "", "", true});
    }
  }
  results.verdict = campaign::verdict_of(results);
  results.wall_seconds = seconds(Clock::now() - started);
  return results;
}

}  // namespace assay::campaign
