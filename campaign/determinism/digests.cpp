// Running seeds for their digests alone.
#include "campaign/determinism/digests.hpp"

#include <fmt/format.h>

#include "campaign/pool/pool.hpp"

namespace assay::campaign {

namespace {

constexpr std::uint64_t turn = 10;  // small, so that workers really take turns

std::string digest_of(runs::World& world, const scenarios::Scenario& scenario,
                      const harness::System& system, std::uint64_t seed) {
  return world.run({.scenario = &scenario, .system = &system, .seed = seed}).behaviour.hex();
}

class DigestTasks : public Tasks {
 public:
  explicit DigestTasks(std::uint64_t count) : lines_(count) {}

  std::optional<std::string> next() override {
    if (next_ >= lines_.size()) return {};
    const std::uint64_t first = next_;
    next_ += turn;
    return std::to_string(first);
  }
  void done(const std::string& task, const std::string& answer) override {
    std::size_t seed = std::stoull(task);
    for (std::size_t at = 0; at < answer.size(); at += 32) {
      lines_[seed++] = answer.substr(at, 32);
    }
  }
  void lost(const std::string& task, const Death& death) override {
    lines_[std::stoull(task)] = death.how;
  }
  void put_back(const std::string&) override {}
  std::vector<std::string> take() { return std::move(lines_); }

 private:
  std::vector<std::string> lines_;
  std::uint64_t next_ = 0;
};

}  // namespace

std::vector<std::string> digests_here(runs::World& world, const scenarios::Scenario& scenario,
                                      const harness::System& system, std::uint64_t count) {
  std::vector<std::string> lines;
  for (std::uint64_t seed = 0; seed < count; ++seed) {
    lines.push_back(digest_of(world, scenario, system, seed));
  }
  return lines;
}

std::vector<std::string> digests_by_workers(const scenarios::Scenario& scenario,
                                            const harness::System& system, std::uint64_t count,
                                            const Settings& settings) {
  DigestTasks tasks{count};
  const MakeWork make_work = [&](StopSign) -> Work {
    return [&](const std::string& task, ProgressSlot& slot) {
      const auto world = settings.make_world(&slot.pulse);
      std::string answer;
      const std::uint64_t first = std::stoull(task);
      for (std::uint64_t seed = first; seed < std::min(first + turn, count); ++seed) {
        about_to_run(slot, seed);
        answer += digest_of(*world, scenario, system, seed);
      }
      return answer;
    };
  };
  work_off(tasks, make_work, settings);
  return tasks.take();
}

std::vector<std::string> trace_lines(const std::vector<sim::TraceEvent>& trace,
                                     const sim::Digest& digest) {
  std::vector<std::string> lines;
  for (const sim::TraceEvent& event : trace) {
    lines.push_back(fmt::format("{} ns  {}  {}  {}  (#{} after #{})\t{:016x}", event.at.ns(),
                                event.node, sim::to_text(event.kind), event.what, event.id,
                                event.cause, event.digest));
  }
  lines.push_back("the run has ended\t" + digest.hex());
  return lines;
}

}  // namespace assay::campaign
