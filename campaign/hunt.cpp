// Cuts hunts into chunks of seeds and adds up what comes back.
#include "campaign/hunt.hpp"

#include <algorithm>
#include <deque>
#include <memory>
#include <set>

#include <fmt/format.h>

#include "campaign/pool.hpp"
#include "campaign/tally_json.hpp"

namespace assay::campaign {

namespace {

using nlohmann::json;

constexpr std::uint64_t chunk_max = 100;

/// Seeds [first, first + count) of a hunt.
struct Chunk {
  std::size_t hunt = 0;
  std::uint64_t first = 0;
  std::uint64_t count = 0;
};

std::string to_text(const Chunk& chunk) {
  return fmt::format("[{},{},{}]", chunk.hunt, chunk.first, chunk.count);
}

Chunk chunk_from(const std::string& text) {
  const json parts = json::parse(text);
  return {parts.at(0).get<std::size_t>(), parts.at(1).get<std::uint64_t>(),
          parts.at(2).get<std::uint64_t>()};
}

/// Small enough that every worker has several, large enough that handing out costs nothing.
std::uint64_t chunk_size(std::uint64_t count, std::uint32_t jobs) {
  return std::clamp<std::uint64_t>(count / (std::uint64_t{jobs} * 4), 1, chunk_max);
}

class HuntTasks : public Tasks {
 public:
  HuntTasks(std::span<const Hunt> hunts, const Settings& settings)
      : hunts_{hunts}, states_(hunts.size()), take_turns_{settings.deadline.has_value()} {
    for (std::size_t i = 0; i < hunts.size(); ++i) {
      states_[i].chunk = take_turns_ ? chunk_max / 2 : chunk_size(hunts[i].count, settings.jobs);
      total_ += hunts[i].count;
    }
    if (take_turns_) total_ = 0;
  }

  std::optional<std::string> next() override {
    if (!again_.empty()) {
      const Chunk chunk = again_.front();
      again_.pop_front();
      if (given_up(chunk.hunt)) return next();
      return to_text(chunk);
    }
    for (std::size_t tried = 0; tried < hunts_.size(); ++tried) {
      const std::size_t hunt = turn_ % hunts_.size();
      if (auto chunk = cut(hunt)) {
        if (take_turns_) ++turn_;
        return to_text(*chunk);
      }
      ++turn_;
    }
    return {};
  }

  void done(const std::string& task, const std::string& answer) override {
    const Chunk chunk = chunk_from(task);
    const scenarios::Tally tally = tally_from(json::parse(answer));
    State& state = states_[chunk.hunt];
    state.hunted.tally.add(tally);
    state.counted += chunk.count;
    state.until = Clock::now();
    if (tally.runs < chunk.count) state.hunted.complete = false;
    found_ += tally.violated;
  }

  void lost(const std::string& task, const Death& death) override {
    const Chunk chunk = chunk_from(task);
    State& state = states_[chunk.hunt];
    const std::uint64_t end = chunk.first + chunk.count;
    const bool known = death.seed >= chunk.first && death.seed < end;
    const std::uint64_t seed = known ? death.seed : chunk.first;
    state.hunted.lost.push_back({seed, death.how});
    state.until = Clock::now();
    ++state.counted;
    ++found_;
    if (seed + 1 < end) again_.push_front({chunk.hunt, seed + 1, end - seed - 1});
    if (seed > chunk.first) again_.push_front({chunk.hunt, chunk.first, seed - chunk.first});
  }

  [[nodiscard]] std::uint64_t total() const override { return total_; }
  [[nodiscard]] std::uint64_t found() const override { return found_; }

  std::vector<Hunted> take() {
    std::vector<Hunted> all;
    for (std::size_t i = 0; i < hunts_.size(); ++i) {
      State& state = states_[i];
      const std::uint64_t due = take_turns_ ? state.handed_out : hunts_[i].count;
      if (state.counted < due) state.hunted.complete = false;
      state.hunted.seconds = seconds(state.until - state.since);
      std::ranges::sort(state.hunted.lost, {}, &LostRun::seed);
      all.push_back(std::move(state.hunted));
    }
    return all;
  }

 private:
  struct State {
    Hunted hunted;
    std::uint64_t chunk = 1;
    std::uint64_t handed_out = 0;
    std::uint64_t counted = 0;
    Clock::time_point since;
    Clock::time_point until;
  };

  [[nodiscard]] bool given_up(std::size_t hunt) const {
    return states_[hunt].hunted.lost.size() >= lost_runs_max;
  }

  std::optional<Chunk> cut(std::size_t number) {
    State& state = states_[number];
    const Hunt& hunt = hunts_[number];
    if (state.handed_out >= hunt.count || given_up(number)) return {};
    if (state.handed_out == 0) state.since = state.until = Clock::now();
    const std::uint64_t count = std::min(state.chunk, hunt.count - state.handed_out);
    const Chunk chunk{number, hunt.first + state.handed_out, count};
    state.handed_out += count;
    return chunk;
  }

  std::span<const Hunt> hunts_;
  std::vector<State> states_;
  std::deque<Chunk> again_;
  std::size_t turn_ = 0;
  std::uint64_t total_ = 0;
  std::uint64_t found_ = 0;
  bool take_turns_ = false;
};

/// Runs one chunk in a worker, telling each seed before it is run.
std::string run_chunk(scenarios::Simulator& simulator, const Hunt& hunt, const Chunk& chunk,
                      StopSign stop, SeedSlot& slot) {
  scenarios::Tally sum;
  for (std::uint64_t seed = chunk.first; seed < chunk.first + chunk.count; ++seed) {
    if (stop.shown()) break;
    about_to_run(slot, seed);
    sum.add(scenarios::tally(simulator, hunt.scenario, hunt.system, hunt.jury, seed, 1));
  }
  return to_json(sum).dump();
}

}  // namespace

std::vector<Hunted> hunt(std::span<const Hunt> hunts, const Settings& settings) {
  HuntTasks tasks{hunts, settings};
  const MakeWork make_work = [&](StopSign stop) -> Work {
    auto simulator = std::make_shared<std::unique_ptr<scenarios::Simulator>>();
    return [=](const std::string& task, SeedSlot& slot) {
      if (!*simulator) *simulator = std::make_unique<scenarios::Simulator>();
      const Chunk chunk = chunk_from(task);
      return run_chunk(**simulator, hunts[chunk.hunt], chunk, stop, slot);
    };
  };
  work_off(tasks, make_work, settings);
  return tasks.take();
}

}  // namespace assay::campaign
