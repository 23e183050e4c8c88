// Searches in shares, and those in pieces, each of which goes on where the last one stopped.
#include "campaign/jobs/exhaustive.hpp"

#include <algorithm>
#include <deque>
#include <set>

#include <fmt/format.h>

#include "campaign/jobs/investigation.hpp"
#include "campaign/pool/pool.hpp"
#include "campaign/results/finding_json.hpp"
#include "campaign/results/search_state_json.hpp"
#include "runs/one_cause.hpp"
#include "scenarios/system_choice.hpp"

namespace assay::campaign {

namespace {

using nlohmann::json;

// A share's state is told after a piece of it, and told rarely where it is large: reading it at the
// piece's begin took a twentieth of the time that the piece may take.
constexpr std::chrono::milliseconds piece_least{500};
constexpr int piece_per_reading = 20;

/// What is known of a search.
struct Searched {
  runs::SearchState state;      ///< of all of its shares
  std::optional<LostRun> lost;  ///< the number of the run, from 1, in place of a seed
  double seconds = 0;           ///< of all workers, in sum
  std::vector<runs::Finding> findings;
};

/// One task is a piece of a share of a search: the answer to one piece is where the next goes on.
/// A share's number is that of its search times `shares_of_search`, and its own; a task is that,
/// and how far the share has come.
class ShareTasks : public Tasks {
 public:
  ShareTasks(std::size_t searches, CheckpointKeeper& keeper)
      : started_(searches * shares_of_search), keeper_{keeper} {
    for (std::size_t number = 0; number < started_.size(); ++number) {
      if (is_due(number)) due_.push_back(number);
    }
  }

  std::optional<std::string> next() override {
    if (due_.empty()) return {};
    const std::size_t number = due_.front();
    due_.pop_front();
    started_[number] = Clock::now();
    const json* const told = answer_of(number);
    return fmt::format("{} {}", number, told == nullptr ? "null" : told->dump());
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

  /// Whether or not it was resumed since.
  [[nodiscard]] Searched searched(std::size_t search) const {
    Searched sum{.state = {}, .lost = {}, .findings = {}};
    sum.state.frontier.so_far.budget = keeper_.state().spec.budget;
    for (std::uint32_t share = 0; share < shares_of_search; ++share) {
      const auto kept = keeper_.state().searched.find(search * shares_of_search + share);
      if (kept == keeper_.state().searched.end()) {
        sum.state.frontier.so_far.complete = false;
      } else {
        add(sum, kept->second);
      }
    }
    return sum;
  }

 private:
  static std::size_t number_of(const std::string& task) { return std::stoull(task); }

  void add(Searched& sum, const json& told) const {
    sum.seconds += told.at("seconds").get<double>();
    if (told.contains("answer")) {
      const sim::Budget& budget = keeper_.state().spec.budget;
      return runs::add(sum.state, search_from(told.at("answer"), budget));
    }
    sum.state.frontier.so_far.complete = false;
    if (sum.lost) return;
    sum.lost = LostRun{told.at("seed").get<std::uint64_t>(), told.at("how").get<std::string>(),
                       verdict_from(told.at("verdict").get<std::string>())};
  }

  [[nodiscard]] const json* answer_of(std::size_t number) const {
    const auto kept = keeper_.state().searched.find(number);
    const bool told = kept != keeper_.state().searched.end() && kept->second.contains("answer");
    return told ? &kept->second.at("answer") : nullptr;
  }
  [[nodiscard]] bool is_due(std::size_t number) const {
    if (!keeper_.state().shard.takes(number / shares_of_search)) return false;
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
  const runs::SearchState& state = searched.state;
  if (state.violated > 0) return violated;
  if (searched.lost) return searched.lost->verdict;
  if (!state.frontier.so_far.complete) return unknown;
  return state.unknown > 0 ? unknown : holds;
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
  const sim::Exhausted& search = searched.state.frontier.so_far;
  result.verdict = verdict_of(searched);
  if (searched.lost) result.lost.push_back(*searched.lost);
  result.complete = search.complete;
  result.runs = search.ran;
  result.violated = searched.state.violated;
  result.unknown = searched.state.unknown;
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

/// A task, as a worker reads it.
struct ShareTask {
  std::size_t search = 0;
  std::uint32_t share = 0;
  runs::SearchState state;
  Clock::time_point until;  ///< its piece
};

ShareTask task_from(const std::string& text, const sim::Budget& budget) {
  const auto since = Clock::now();
  std::size_t told_at = 0;
  const std::size_t number = std::stoull(text, &told_at);
  const json told = json::parse(text.begin() + static_cast<std::ptrdiff_t>(told_at), text.end());
  ShareTask task{.search = number / shares_of_search,
                 .share = static_cast<std::uint32_t>(number % shares_of_search),
                 .state = {},
                 .until = {}};
  if (!told.is_null()) task.state = search_from(told, budget);
  const auto now = Clock::now();
  task.until = now + std::max<Clock::duration>(piece_least, piece_per_reading * (now - since));
  return task;
}

/// Goes on with a share of a search for a while.
std::string go_on(const CampaignJob& job, const CampaignSpec& asked, ShareTask task, StopSign stop,
                  runs::World& world, ProgressSlot& slot) {
  const SeedSweep& sweep = job.sweep;
  const runs::SearchSpec spec{&sweep.scenario, &sweep.system,
                              sweep.defect,    sim::strategy_named(asked.strategy),
                              asked.budget,    {task.share, shares_of_search}};
  std::uint64_t run = task.state.frontier.so_far.ran;
  const auto next = [&] { about_to_run(slot, ++run); };
  next();
  runs::search_on(task.state, world, spec, [&] {
    next();
    return stop.shown() || Clock::now() >= task.until;
  });
  return to_json(task.state).dump();
}

/// Works off the searches of all jobs, share by share.
std::vector<Searched> search_all(std::span<const CampaignJob> jobs, const Settings& settings,
                                 CheckpointKeeper& keeper) {
  const CampaignSpec& asked = keeper.state().spec;
  ShareTasks tasks{jobs.size(), keeper};
  const MakeWork make_work = [&](StopSign stop) -> Work {
    return [=, &asked, &settings](const std::string& task, ProgressSlot& slot) {
      const auto world = settings.make_world(&slot.pulse);
      ShareTask read = task_from(task, asked.budget);
      const CampaignJob& job = jobs[read.search];
      return go_on(job, asked, std::move(read), stop, *world, slot);
    };
  };
  work_off(tasks, make_work, settings);
  std::vector<Searched> searched;
  for (std::size_t i = 0; i < jobs.size(); ++i) searched.push_back(tasks.searched(i));
  return searched;
}

/// A plan that violates a property: what a search found.
struct FoundPlan {
  std::size_t search = 0;
  std::string property;
  sim::Plan plan;
  bool is_last_word = false;  ///< the search is complete: there is no smaller one

  [[nodiscard]] std::string key() const { return fmt::format("{}/{}", search, property); }
};

/// One task per plan that was found and that the checkpoint has no finding of.
class FindingTasks : public Tasks {
 public:
  FindingTasks(std::span<const FoundPlan> found, CheckpointKeeper& keeper)
      : found_{found}, findings_(found.size()), keeper_{keeper} {
    for (std::size_t i = 0; i < found.size(); ++i) {
      const auto kept = keeper.state().findings.find(found[i].key());
      if (kept == keeper.state().findings.end()) {
        due_.push_back(i);
      } else {
        findings_[i] = kept->second;
      }
    }
  }

  std::optional<std::string> next() override {
    if (due_.empty()) return {};
    const std::size_t number = due_.front();
    due_.pop_front();
    return std::to_string(number);
  }
  void done(const std::string& task, const std::string& answer) override {
    const std::size_t number = std::stoull(task);
    findings_[number] = finding_from(json::parse(answer));
    if (!found_[number].is_last_word) return;
    keeper_.state().findings[found_[number].key()] = *findings_[number];
    keeper_.note();
  }
  void lost(const std::string&, const Death&) override {}
  void put_back(const std::string& task) override { due_.push_front(std::stoull(task)); }
  [[nodiscard]] double budget(const std::string&) const override { return patience; }

  /// By plan; none where it could not be taken apart.
  [[nodiscard]] const std::vector<std::optional<runs::Finding>>& findings() const {
    return findings_;
  }

 private:
  std::span<const FoundPlan> found_;
  std::vector<std::optional<runs::Finding>> findings_;
  std::deque<std::size_t> due_;
  CheckpointKeeper& keeper_;
};

std::string take_apart(const CampaignJob& job, const CampaignSpec& asked, const FoundPlan& found,
                       runs::World& world, ProgressSlot& slot) {
  const SeedSweep& sweep = job.sweep;
  const runs::SearchSpec spec{&sweep.scenario, &sweep.system, sweep.defect,
                              sim::strategy_named(asked.strategy), asked.budget};
  const runs::SearchState only{.frontier = {}, .first = {{found.property, found.plan}}};
  const auto before = [&] { about_to_run(slot, 0); };
  return campaign::to_json(runs::findings_of(only, world, spec, before).front()).dump();
}

/// What was found and took the process along that was to take it apart: it is a finding still.
runs::Finding as_found(const CampaignJob& job, const FoundPlan& found) {
  const auto& judged = job.sweep.jury.properties();
  const auto known = std::ranges::find(judged, found.property, &properties::Property::name);
  const properties::Property property =
      known == judged.end() ? properties::Property{.name = found.property} : *known;
  runs::Finding finding = bare_finding({found.key(), &job.sweep, property, 0});
  finding.id = fmt::format("{}-{}", finding.scenario, finding.property);
  finding.plan = found.plan;
  for (const sim::Answer& answer : found.plan) {
    finding.explanation += fmt::format(" {}, visit {}: {}.", answer.site, answer.n, answer.answer);
  }
  return finding;
}

/// Takes apart what the searches found, also where they were stopped.
void take_all_apart(std::vector<Searched>& searched, std::span<const CampaignJob> jobs,
                    const Settings& settings, CheckpointKeeper& keeper) {
  std::vector<FoundPlan> found;
  for (std::size_t i = 0; i < searched.size(); ++i) {
    const bool complete = searched[i].state.frontier.so_far.complete;
    for (const auto& [property, plan] : searched[i].state.first) {
      found.push_back({i, property, plan, complete});
    }
  }
  FindingTasks tasks{found, keeper};
  const CampaignSpec& asked = keeper.state().spec;
  const MakeWork make_work = [&](StopSign) -> Work {
    return [&](const std::string& task, ProgressSlot& slot) {
      const FoundPlan& one = found[std::stoull(task)];
      const auto world = settings.make_world(&slot.pulse);
      return take_apart(jobs[one.search], asked, one, *world, slot);
    };
  };
  Settings to_the_end = settings;
  to_the_end.progress = [](const Progress&) {};
  to_the_end.stop = [] { return false; };
  to_the_end.deadline.reset();
  work_off(tasks, make_work, to_the_end);
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto& finding = tasks.findings()[i];
    const CampaignJob& job = jobs[found[i].search];
    searched[found[i].search].findings.push_back(finding ? *finding : as_found(job, found[i]));
  }
}

}  // namespace

Results run_exhaustive(std::span<const CampaignJob> jobs, const Settings& settings,
                       CheckpointKeeper& keeper) {
  std::vector<Searched> searched = search_all(jobs, settings, keeper);
  take_all_apart(searched, jobs, settings, keeper);
  const CampaignSpec& asked = keeper.state().spec;
  Results results{.version = asked.version};
  results.shard = keeper.state().shard;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (!results.shard.takes(i)) continue;
    results.scenarios.push_back(to_result(jobs[i], searched[i], asked));
    results.complete &= results.scenarios.back().complete;
    for (runs::Finding& finding : searched[i].findings) {
      finding.runs_to_find = searched[i].state.frontier.so_far.ran;
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
