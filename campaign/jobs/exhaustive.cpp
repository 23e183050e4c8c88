// Searches in pieces, each of which goes on where the last one stopped.
#include "campaign/jobs/exhaustive.hpp"

#include <algorithm>
#include <deque>
#include <set>

#include "campaign/pool/pool.hpp"
#include "campaign/results/finding_json.hpp"
#include "runs/exhaust.hpp"
#include "runs/one_cause.hpp"
#include "scenarios/system_choice.hpp"

namespace assay::campaign {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::chrono::milliseconds piece{500};  // of a search, after which its state is told

json to_json(const sim::Frontier::Counts& counts) {
  return {counts.left.faults, counts.left.deviations, counts.plans};
}

/// Where there is not one count for each part of the budget they are of no search, and a walk that
/// is to go on from them begins anew.
sim::Frontier::Counts extensions_from(const json& value) {
  const sim::Budget left{value.at(0).get<std::uint32_t>(), value.at(1).get<std::uint32_t>()};
  const std::size_t rows = std::size_t{left.faults} + 1;
  const std::size_t columns = std::size_t{left.deviations} + 1;
  const std::size_t told = value.at(2).size();
  if (told % rows != 0 || told / rows != columns) return sim::Frontier::Counts{};
  sim::Frontier::Counts counts{left};
  value.at(2).get_to(counts.plans);
  return counts;
}

json to_json(const sim::Frontier& frontier) {
  json levels = json::array();
  for (const auto& level : frontier.levels) {
    levels.push_back({level.points, level.answers, to_json(level.counts)});
  }
  json seen = json::array();
  for (const auto& [state, counts] : frontier.seen) seen.push_back({state, to_json(counts)});
  return {{"begun", frontier.begun}, {"levels", levels}, {"seen", seen}};
}

sim::Frontier frontier_from(const json& value) {
  sim::Frontier frontier;
  value.at("begun").get_to(frontier.begun);
  for (const json& one : value.at("seen")) {
    frontier.seen.emplace(one.at(0).get<std::uint64_t>(), extensions_from(one.at(1)));
  }
  for (const json& one : value.at("levels")) {
    frontier.levels.push_back(
        {one.at(0).get<std::size_t>(), one.at(1).get<std::size_t>(), extensions_from(one.at(2))});
  }
  return frontier;
}

ordered_json to_json(const runs::SearchState& state) {
  const sim::Exhausted& search = state.frontier.so_far;
  ordered_json first = ordered_json::object();
  for (const auto& [property, plan] : state.first) first[property] = plan_to_json(plan);
  return {{"plans", search.plans},
          {"ran", search.ran},
          {"pruned", search.pruned},
          {"equal_states", search.equal_states},
          {"complete", search.complete},
          {"violated", state.violated},
          {"unknown", state.unknown},
          {"first", first},
          {"frontier", search.complete ? json(nullptr) : to_json(state.frontier)}};
}

/// How far a search has come; without the frontier it is one that is finished.
runs::SearchState search_from(const json& value, const sim::Budget& budget) {
  runs::SearchState state;
  if (!value.at("frontier").is_null()) state.frontier = frontier_from(value.at("frontier"));
  state.frontier.so_far = {.budget = budget,
                           .plans = value.at("plans").get<std::uint64_t>(),
                           .ran = value.at("ran").get<std::uint64_t>(),
                           .pruned = value.at("pruned").get<std::uint64_t>(),
                           .equal_states = value.at("equal_states").get<std::uint64_t>(),
                           .complete = value.at("complete").get<bool>()};
  value.at("violated").get_to(state.violated);
  value.at("unknown").get_to(state.unknown);
  for (const auto& [property, plan] : value.at("first").items()) {
    state.first[property] = plan_from(plan);
  }
  return state;
}

struct Searched {
  std::optional<runs::ExhaustedScenario> done;
  std::optional<LostRun> lost;  ///< the number of the run, from 1, in place of a seed
  double seconds = 0;
};

runs::ExhaustedScenario exhausted_from(const json& answer, const sim::Budget& budget) {
  const runs::SearchState state = search_from(answer, budget);
  runs::ExhaustedScenario done{state.frontier.so_far, state.violated, state.unknown, {}};
  for (const auto& one : answer.at("findings")) done.findings.push_back(finding_from(one));
  return done;
}

/// One task is a piece of a search: the answer to one piece is where the next goes on.
class SearchTasks : public Tasks {
 public:
  SearchTasks(std::size_t count, CheckpointKeeper& keeper) : started_(count), keeper_{keeper} {
    for (std::size_t number = 0; number < count; ++number) {
      if (is_due(number)) due_.push_back(number);
    }
  }

  std::optional<std::string> next() override {
    if (due_.empty()) return {};
    const std::size_t number = due_.front();
    due_.pop_front();
    started_[number] = Clock::now();
    const json* const told = answer_of(number);
    return json{number, told == nullptr ? json(nullptr) : *told}.dump();
  }
  void done(const std::string& task, const std::string& answer) override {
    const std::size_t number = number_of(task);
    keep(number, {{"answer", json::parse(answer)}});
    doubted_.erase(number);
    if (is_due(number)) due_.push_front(number);
  }
  void lost(const std::string& task, const Death& death) override {
    const std::size_t number = number_of(task);
    if (death.is_doubtful() && doubted_.insert(number).second) {
      due_.push_front(number);
      return;
    }
    const LostRun lost = lost_run(death.seed, death);
    keep(number, {{"seed", lost.seed}, {"how", lost.how}, {"verdict", to_text(lost.verdict)}});
    ++lost_;
  }
  void put_back(const std::string& task) override { due_.push_front(number_of(task)); }
  [[nodiscard]] bool wants_quiet(const std::string& task) const override {
    return doubted_.contains(number_of(task));
  }
  [[nodiscard]] double budget(const std::string&) const override { return patience; }
  [[nodiscard]] std::uint64_t found() const override {
    std::uint64_t sum = lost_;
    for (const auto& [number, told] : keeper_.state().searched) {
      if (told.contains("answer")) sum += told.at("answer").at("violated").get<std::uint64_t>();
    }
    return sum;
  }

  /// What is known of a search: whether or not it was resumed since.
  [[nodiscard]] Searched searched(std::size_t number) const {
    const auto kept = keeper_.state().searched.find(number);
    if (kept == keeper_.state().searched.end()) return {};
    const json& told = kept->second;
    Searched searched{.done = {}, .lost = {}, .seconds = told.at("seconds").get<double>()};
    if (told.contains("answer")) {
      searched.done = exhausted_from(told.at("answer"), keeper_.state().spec.budget);
    } else {
      searched.lost =
          LostRun{told.at("seed").get<std::uint64_t>(), told.at("how").get<std::string>(),
                  verdict_from(told.at("verdict").get<std::string>())};
    }
    return searched;
  }

 private:
  static constexpr double patience = 30;  // taking findings apart tells of no single run

  static std::size_t number_of(const std::string& task) {
    return json::parse(task).at(0).get<std::size_t>();
  }

  [[nodiscard]] const json* answer_of(std::size_t number) const {
    const auto kept = keeper_.state().searched.find(number);
    const bool told = kept != keeper_.state().searched.end() && kept->second.contains("answer");
    return told ? &kept->second.at("answer") : nullptr;
  }
  [[nodiscard]] bool is_due(std::size_t number) const {
    if (!keeper_.state().shard.takes(number)) return false;
    if (!keeper_.state().searched.contains(number)) return true;
    const json* const answer = answer_of(number);
    return answer != nullptr && !answer->at("complete");
  }
  void keep(std::size_t number, json told) {
    json& kept = keeper_.state().searched[number];
    const double before = kept.is_object() ? kept.value("seconds", 0.0) : 0.0;
    told["seconds"] = before + seconds(Clock::now() - started_[number]);
    kept = std::move(told);
    keeper_.note();
  }

  std::vector<Clock::time_point> started_;
  std::deque<std::size_t> due_;
  std::set<std::size_t> doubted_;  // lost once
  std::uint64_t lost_ = 0;
  CheckpointKeeper& keeper_;
};

properties::Verdict verdict_of(const Searched& searched) {
  using enum properties::Verdict;
  if (searched.lost) return searched.lost->verdict;
  if (searched.done && searched.done->violated > 0) return violated;
  if (!searched.done || !searched.done->search.complete) return unknown;
  return searched.done->unknown > 0 ? unknown : holds;
}

ScenarioResult to_result(const CampaignJob& job, const Searched& searched,
                         const CampaignSpec& asked) {
  ScenarioResult result;
  result.name = job.sweep.scenario.name;
  result.file = job.scenario_path;
  result.strategy = asked.strategy;
  result.system = harness::base_of(job.sweep.system);
  result.stands_in = scenarios::stands_in(job.sweep.system, job.sweep.scenario);
  result.defect = job.sweep.defect;
  result.digest = sim::Digest{}.hex();
  result.exhaustive = ExhaustiveResult{
      .budget = asked.budget, .covers = sim::strategy_named(asked.strategy).covers(asked.budget)};
  for (const properties::Property& one : job.sweep.jury.properties()) {
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
  result.exhaustive->plans = search.plans;
  result.exhaustive->ran = search.ran;
  result.exhaustive->pruned = search.pruned;
  result.exhaustive->equal_states = search.equal_states;
  if (searched.seconds > 0) {
    result.runs_per_second =
        static_cast<std::uint64_t>(static_cast<double>(search.ran) / searched.seconds);
  }
  return result;
}

/// Goes on with a search for a while. Findings are taken apart where it ends, or is stopped.
std::string search(const CampaignJob& job, const CampaignSpec& asked, const json& told,
                   StopSign stop, runs::World& world, ProgressSlot& slot) {
  const SeedSweep& sweep = job.sweep;
  const runs::SearchSpec spec{&sweep.scenario, &sweep.system, sweep.defect,
                              sim::strategy_named(asked.strategy), asked.budget};
  runs::SearchState state;
  if (!told.is_null()) state = search_from(told, asked.budget);
  std::uint64_t run = state.frontier.so_far.ran;
  const auto next = [&] { about_to_run(slot, ++run); };
  const auto until = Clock::now() + piece;
  next();
  runs::search_on(state, world, spec, [&] {
    next();
    return stop.shown() || Clock::now() >= until;
  });
  ordered_json answer = to_json(state);
  answer["findings"] = ordered_json::array();
  if (state.frontier.so_far.complete || stop.shown()) {
    for (const auto& one : runs::findings_of(state, world, spec, next)) {
      answer["findings"].push_back(campaign::to_json(one));
    }
  }
  return answer.dump();
}

}  // namespace

Results run_exhaustive(std::span<const CampaignJob> jobs, const Settings& settings,
                       CheckpointKeeper& keeper) {
  const CampaignSpec& asked = keeper.state().spec;
  SearchTasks tasks{jobs.size(), keeper};
  const MakeWork make_work = [&](StopSign stop) -> Work {
    return [=, &asked, &settings](const std::string& task, ProgressSlot& slot) {
      const json parts = json::parse(task);
      const auto world = settings.make_world(&slot.pulse);
      const CampaignJob& job = jobs[parts.at(0).get<std::size_t>()];
      return search(job, asked, parts.at(1), stop, *world, slot);
    };
  };
  work_off(tasks, make_work, settings);
  Results results{.version = asked.version};
  results.shard = keeper.state().shard;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (!results.shard.takes(i)) continue;
    const Searched searched = tasks.searched(i);
    results.scenarios.push_back(to_result(jobs[i], searched, asked));
    results.complete &= results.scenarios.back().complete;
    if (!searched.done) continue;
    for (runs::Finding finding : searched.done->findings) {
      finding.runs_to_find = searched.done->search.ran;
      results.findings.push_back({std::move(finding), "", "", true});
    }
  }
  results.findings = runs::merged(std::move(results.findings), &ReportedFinding::finding);
  results.verdict = campaign::verdict_of(results);
  keeper.save();
  results.wall_seconds = keeper.seconds();
  return results;
}

}  // namespace assay::campaign
