// Cuts sweeps into chunks of seeds and adds up what comes back.
#include "campaign/jobs/seed_sweep.hpp"

#include <algorithm>
#include <deque>
#include <memory>
#include <set>

#include <fmt/format.h>

#include "campaign/determinism/line_counts.hpp"
#include "campaign/determinism/repeat.hpp"
#include "campaign/jobs/checkpoint_keeper.hpp"
#include "campaign/pool/pool.hpp"
#include "campaign/results/tally_json.hpp"
#include "runs/play.hpp"

namespace assay::campaign {

namespace {

using nlohmann::json;

constexpr std::uint64_t chunk_max = 100;
constexpr double payments_per_limit = 1000;  // that may take as long again as a run without any

/// Seeds [first, first + count) of a sweep.
struct Chunk {
  std::size_t sweep = 0;
  std::uint64_t first = 0;
  std::uint64_t count = 0;
};

std::string to_text(const Chunk& chunk) {
  return fmt::format("[{},{},{}]", chunk.sweep, chunk.first, chunk.count);
}

Chunk chunk_from(const std::string& text) {
  const json parts = json::parse(text);
  return {parts.at(0).get<std::size_t>(), parts.at(1).get<std::uint64_t>(),
          parts.at(2).get<std::uint64_t>()};
}

/// Small enough that every worker has several, large enough that handing out costs nothing.
std::uint64_t chunk_size(std::uint64_t count, std::uint32_t workers) {
  return std::clamp<std::uint64_t>(count / (std::uint64_t{workers} * 4), 1, chunk_max);
}

class SweepTasks : public Tasks {
 public:
  SweepTasks(std::span<const SeedSweep> sweeps, const Settings& settings, CheckpointKeeper& keeper)
      : sweeps_{sweeps},
        keeper_{keeper},
        states_(sweeps.size()),
        take_turns_{settings.deadline.has_value()} {
    for (std::size_t i = 0; i < sweeps.size(); ++i) {
      State& state = states_[i];
      state.left = without(sweeps[i].due(), swept(i).done);
      state.chunk =
          take_turns_ ? chunk_max / 2 : chunk_size(seeds_in(state.left), settings.workers);
      state.seconds_before = swept(i).seconds;
      total_ += seeds_in(state.left);
    }
    if (take_turns_) total_ = 0;
  }

  std::optional<std::string> next() override {
    if (!again_.empty()) {
      const Chunk chunk = again_.front();
      again_.pop_front();
      if (given_up(chunk.sweep)) return next();
      return to_text(chunk);
    }
    for (std::size_t tried = 0; tried < sweeps_.size(); ++tried) {
      const std::size_t sweep = turn_ % sweeps_.size();
      if (auto chunk = cut(sweep)) {
        if (take_turns_) ++turn_;
        return to_text(*chunk);
      }
      ++turn_;
    }
    return {};
  }

  void done(const std::string& task, const std::string& answer) override {
    const Chunk chunk = chunk_from(task);
    const json parts = json::parse(answer);
    const runs::Tally tally = tally_from(parts.at(1));
    swept(chunk.sweep).tally.add(tally);
    count(chunk.sweep, {chunk.first, chunk.first + parts.at(0).get<std::uint64_t>()});
    found_ += tally.violated;
  }

  void lost(const std::string& task, const Death& death) override {
    const Chunk chunk = chunk_from(task);
    const std::uint64_t end = chunk.first + chunk.count;
    const bool known = death.seed >= chunk.first && death.seed < end;
    const std::uint64_t seed = known ? death.seed : chunk.first;
    if (seed + 1 < end) again_.push_front({chunk.sweep, seed + 1, end - seed - 1});
    if (seed > chunk.first) again_.push_front({chunk.sweep, chunk.first, seed - chunk.first});
    if (death.is_doubtful() && doubted_.insert({chunk.sweep, seed}).second) {
      again_.push_back({chunk.sweep, seed, 1});
      return;
    }
    swept(chunk.sweep).lost.push_back(lost_run(seed, death));
    count(chunk.sweep, {seed, seed + 1});
    ++found_;
  }

  void put_back(const std::string& task) override { again_.push_back(chunk_from(task)); }

  [[nodiscard]] bool wants_quiet(const std::string& task) const override {
    const Chunk chunk = chunk_from(task);
    return chunk.count == 1 && doubted_.contains({chunk.sweep, chunk.first});
  }

  [[nodiscard]] double budget(const std::string& task) const override {
    return budget_of(sweeps_[chunk_from(task).sweep].scenario);
  }

  [[nodiscard]] std::uint64_t total() const override { return total_; }
  [[nodiscard]] std::uint64_t found() const override { return found_; }

  /// Says of each sweep whether it got to its end.
  void close() {
    for (std::size_t i = 0; i < sweeps_.size(); ++i) {
      const std::uint64_t due = take_turns_ ? states_[i].handed_out : sweeps_[i].due().size();
      swept(i).complete = seeds_in(swept(i).done) >= due;
      std::ranges::sort(swept(i).lost, {}, &LostRun::seed);
    }
  }

 private:
  struct State {
    SeedSet left;  // not handed out yet
    std::uint64_t chunk = 1;
    std::uint64_t handed_out = 0;
    double seconds_before = 0;
    Clock::time_point since;
  };

  [[nodiscard]] SweepResult& swept(std::size_t number) { return keeper_.state().swept[number]; }

  [[nodiscard]] bool given_up(std::size_t number) {
    return swept(number).lost.size() >= lost_runs_max;
  }

  void count(std::size_t number, SeedRange range) {
    const State& state = states_[number];
    swept(number).done = with(std::move(swept(number).done), range);
    swept(number).seconds = state.seconds_before + seconds(Clock::now() - state.since);
    keeper_.note();
  }

  std::optional<Chunk> cut(std::size_t number) {
    State& state = states_[number];
    if (state.left.empty() || given_up(number)) return {};
    if (state.handed_out == 0) state.since = Clock::now();
    SeedRange& range = state.left.front();
    const std::uint64_t count = std::min(state.chunk, range.size());
    const Chunk chunk{number, range.first, count};
    range.first += count;
    if (range.size() == 0) state.left.erase(state.left.begin());
    state.handed_out += count;
    return chunk;
  }

  std::span<const SeedSweep> sweeps_;
  CheckpointKeeper& keeper_;
  std::vector<State> states_;
  std::deque<Chunk> again_;
  std::set<std::pair<std::size_t, std::uint64_t>> doubted_;  // sweep and seed, lost once
  std::size_t turn_ = 0;
  std::uint64_t total_ = 0;
  std::uint64_t found_ = 0;
  bool take_turns_ = false;
};

/// A seed whose run is to be made again, and what came of it first.
struct FirstRun {
  std::uint64_t seed = 0;
  sim::Digest behaviour;
  bool probed = false;
  sim::Digest probe;
};

/// Runs seeds of a chunk again, now that others were run in between.
void repeat(runs::Tally& sum, runs::World& world, const SeedSweep& sweep,
            std::span<const FirstRun> firsts, ProgressSlot& slot) {
  for (const FirstRun& first : firsts) {
    const runs::RunRequest request{.scenario = &sweep.scenario,
                                   .system = &sweep.system,
                                   .seed = first.seed,
                                   .strategy = sweep.strategy,
                                   .keep = sim::KeepDecisions::faults};
    const auto next = [&] { about_to_run(slot, first.seed); };
    next();
    ++sum.repeated;
    const runs::Run& again = world.run(request);
    const bool same_probe = again.probed == first.probed && again.probe == first.probe;
    if (again.behaviour == first.behaviour && same_probe) continue;
    sum.parted[first.seed] = parting_of(world, request, next);
  }
}

/// Runs the seeds of a chunk with the system that it is held against, and counts where that went
/// another way.
void hold_against(runs::Tally& sum, runs::World& world, const SeedSweep& sweep,
                  std::span<const FirstRun> firsts, ProgressSlot& slot) {
  for (const FirstRun& first : firsts) {
    about_to_run(slot, first.seed);
    const runs::Run& other = world.run({.scenario = &sweep.scenario,
                                        .system = &*sweep.beside,
                                        .seed = first.seed,
                                        .strategy = sweep.strategy,
                                        .keep = sim::KeepDecisions::faults,
                                        .probing = runs::Probing::never});
    const bool acted = other.behaviour != first.behaviour;
    sum.acted.add({.compared = 1, .acted = acted ? 1U : 0U, .first_seed = first.seed});
  }
}

/// Runs one chunk in a worker, telling each seed before it is run. Answers with how many seeds it
/// got through, and their tally.
std::string run_chunk(runs::World& world, const SeedSweep& sweep, const Chunk& chunk, StopSign stop,
                      ProgressSlot& slot) {
  runs::Tally sum = runs::empty_tally(sweep.scenario);
  std::vector<FirstRun> firsts;
  std::vector<FirstRun> all;
  const auto judge = [&](const runs::Run& run, const sim::Proposal& next) {
    if (sweep.beside) all.push_back({next.seed, run.behaviour, run.probed, run.probe});
    keep_line_counts(run.faults.struck > 0);
    if (is_repeated(next.seed)) firsts.push_back({next.seed, run.behaviour, run.probed, run.probe});
    return runs::count(sum, sweep.jury, run, next.seed);
  };
  const auto before = [&](const sim::Proposal& next) {
    if (stop.shown()) return false;
    about_to_run(slot, next.seed);
    return true;
  };
  const auto strategy =
      sim::strategy_named(sweep.strategy).make({.first = chunk.first, .count = chunk.count});
  runs::play(*strategy, {world, sweep.scenario, sweep.system}, judge, before);
  repeat(sum, world, sweep, firsts, slot);
  if (sweep.beside) hold_against(sum, world, sweep, all, slot);
  return json{sum.runs, campaign::to_json(sum)}.dump();
}

}  // namespace

LostRun lost_run(std::uint64_t seed, const Death& death) {
  const bool says_nothing = death.fate == Fate::killed || death.fate == Fate::slow;
  const std::string_view twice = death.is_doubtful() ? ", and again when it was tried alone" : "";
  return {seed, fmt::format("{}{}", death.how, twice),
          says_nothing ? properties::Verdict::unknown : properties::Verdict::violated};
}

double budget_of(const scenarios::Scenario& scenario) {
  return 1 + static_cast<double>(payments_in(scenario)) / payments_per_limit;
}

void sweep(std::span<const SeedSweep> sweeps, const Settings& settings, CheckpointKeeper& keeper) {
  SweepTasks tasks{sweeps, settings, keeper};
  const MakeWork make_work = [&](StopSign stop) -> Work {
    auto world = std::make_shared<std::unique_ptr<runs::World>>();
    return [=, &settings](const std::string& task, ProgressSlot& slot) {
      if (!*world) *world = settings.make_world(&slot.pulse);
      const Chunk chunk = chunk_from(task);
      return run_chunk(**world, sweeps[chunk.sweep], chunk, stop, slot);
    };
  };
  work_off(tasks, make_work, settings);
  tasks.close();
}

std::vector<SweepResult> sweep(std::span<const SeedSweep> sweeps, const Settings& settings) {
  CheckpointKeeper keeper{sweeps.size()};
  sweep(sweeps, settings, keeper);
  return std::move(keeper.state().swept);
}

}  // namespace assay::campaign
