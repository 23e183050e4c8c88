// Whoever plays is asked for one run after the other; an interruption keeps what is known.
#include "outside/attack/search.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "outside/attack/planner.hpp"
#include "outside/attack/player.hpp"
#include "outside/attack/shown.hpp"
#include "sim/digest.hpp"

namespace assay::outside::attack {
namespace {

/// A finding is played again with so many times the patience for rest.
constexpr std::int64_t patient = 4;
constexpr std::uint32_t replays_of_time = 2;
constexpr std::size_t findings_max = 20;
constexpr std::size_t unread_max = 20;

const Broken* find(const std::vector<Broken>& all, const std::string& property) {
  const auto found = std::ranges::find(all, property, &Broken::property);
  return found == all.end() ? nullptr : &*found;
}

std::string seconds(sim::Duration length) {
  return fmt::format("{}.{} s", length.ns() / 1'000'000'000, length.ns() / 100'000'000 % 10);
}

class Search {
 public:
  Search(const OutsideFile& file, const SearchSettings& settings,
         const std::function<void(const std::string&)>& tell)
      : file_{file}, settings_{settings}, tell_{tell}, player_{file}, began_{player_.now()} {
    results_.name = file.name;
    results_.file = file.path;
    results_.judged = judged_of(file);
    results_.faults = settings.faults;
  }

  AttackResults run() {
    try {
      player_.start();
      if (settings_.plan)
        play_given();
      else
        search();
    } catch (const Interrupted&) {
      results_.interrupted = true;
    }
    results_.wall = player_.now() - began_;
    return std::move(results_);
  }

 private:
  [[nodiscard]] bool is_over() const { return player_.now() - began_ >= settings_.time; }

  Run play(const sim::Plan& plan, std::int64_t patience = 1) {
    Run run = player_.play(plan, patience);
    ++results_.runs;
    results_.stalled |= run.stalled;
    for (const std::string& one : run.puzzles) {
      const bool known = std::ranges::find(results_.puzzles, one) != results_.puzzles.end();
      if (!known && results_.puzzles.size() < unread_max) results_.puzzles.push_back(one);
    }
    return run;
  }

  void play_given() {
    const Run run = play(*settings_.plan);
    results_.last_timeline = run.timeline;
    results_.sites = run.passed;
    results_.one.never_struck = run.waiting.size();
    for (const Broken& broken : broken_in(run)) {
      if (broken.about_time && run.stalled) {
        results_.unsure.insert(broken.property);
        continue;
      }
      keep(broken, run, 0, 0);
    }
  }

  /// Two payments without faults: one fixed key would pass every test of retries, and lose the
  /// second payment. Returns: whether there is something to test.
  bool play_fault_free() {
    for (int place = 0; place < 2; ++place) {
      const Run run = play({});
      results_.last_timeline = run.timeline;
      results_.sites = run.passed;
      results_.fault_free = run.took;
      const auto broken = broken_in(run);
      for (const Broken& one : broken) consider(one, run);
      if (!broken.empty()) return false;
      if (run.effects == 0) {
        results_.untested = "the payment without faults moved no money at the processor";
      } else if (!run.told_success) {
        results_.untested = "the payment without faults was not told success";
      }
      if (!results_.untested.empty()) return false;
    }
    return true;
  }

  void search() {
    if (!play_fault_free()) return;
    std::vector<sim::Plan> plans;
    for (const sim::Answer& one : faults_at(results_.sites, file_)) plans.push_back({one});
    results_.one.all = plans.size();
    first_of_each_kind_first(plans);
    Pairs pairs;
    const std::size_t kinds = kinds_in_front_;
    for (std::size_t i = 0; i < plans.size(); ++i) {
      if (i == kinds) {
        tell_costs(plans.size());
        cheapest_first(plans, i);
      }
      if (is_over()) return;
      const Run run = play_one(plans[i], results_.one);
      Cost& cost = results_.costs[plans[i].front().answer];
      ++cost.plans;
      cost.time = cost.time + run.took;
      for (sim::Plan& chain : chain_of(plans[i], run)) plans.push_back(std::move(chain));
      results_.one.all = plans.size();
      if (plans[i].front().n == every_visit) continue;
      pairs.add(plans[i], faults_at(run.passed, file_));
    }
    if (settings_.faults < 2) return;
    if (search_pairs(pairs.all())) search_at_random(pairs.faults());
  }

  /// Returns: whether all of them were played.
  bool search_pairs(const std::vector<sim::Plan>& plans) {
    results_.two.all = plans.size();
    tell_(fmt::format("all {} plans of one fault are played; {} of two, {} left", results_.one.all,
                      plans.size(), seconds(settings_.time - (player_.now() - began_))));
    for (const sim::Plan& plan : plans) {
      if (is_over()) return false;
      (void)play_one(plan, results_.two);
    }
    return true;
  }

  void search_at_random(std::vector<sim::Answer> faults) {
    RandomPlans plans{std::move(faults), settings_.faults, sim::hash_text(file_.name)};
    while (!is_over()) {
      const auto plan = plans.next();
      if (!plan) return;
      Share share;
      (void)play_one(*plan, share);
      ++results_.at_random;
    }
  }

  /// So that what each kind costs is known early.
  void first_of_each_kind_first(std::vector<sim::Plan>& plans) {
    std::set<std::string> seen;
    const auto rest = std::ranges::stable_partition(
        plans, [&](const sim::Plan& plan) { return seen.insert(plan.front().answer).second; });
    kinds_in_front_ = plans.size() - rest.size();
  }

  /// So that what can be found soon is found soon.
  void cheapest_first(std::vector<sim::Plan>& plans, std::size_t begin) {
    const auto cost = [&](const sim::Plan& plan) {
      const Cost& one = results_.costs[plan.front().answer];
      return one.time / static_cast<std::int64_t>(std::max<std::uint64_t>(one.plans, 1));
    };
    std::ranges::stable_sort(plans.begin() + static_cast<std::ptrdiff_t>(begin), plans.end(), {},
                             cost);
  }

  void tell_costs(std::size_t plans) {
    std::string costs;
    sim::Duration all{};
    for (const auto& [word, cost] : results_.costs) {
      const bool waits = cost.time > results_.fault_free + 900_ms;
      const std::string_view why = word != "lose" || !waits ? "" : " (somebody's time-out)";
      costs += fmt::format("{}{} {}{}", costs.empty() ? "" : ", ", word, seconds(cost.time), why);
      all = all + cost.time;
    }
    const auto kinds = static_cast<std::int64_t>(results_.costs.size());
    tell_(
        fmt::format("{} plans of one fault; a payment without takes {}, with {}: about {} for all",
                    plans, seconds(results_.fault_free), costs,
                    seconds(all / kinds * static_cast<std::int64_t>(plans))));
  }

  Run play_one(const sim::Plan& plan, Share& share) {
    Run run = play(plan);
    ++share.played;
    if (!run.waiting.empty()) ++share.never_struck;
    const auto broken = broken_in(run);
    if (!broken.empty()) consider(broken.front(), run);
    return run;
  }

  /// Whether something like it is known: the same property, by a part of the plan or its like.
  [[nodiscard]] bool is_known(const Broken& broken, const sim::Plan& plan) const {
    return std::ranges::any_of(results_.findings, [&](const Finding& one) {
      return one.broken.property == broken.property &&
             (is_part_of(one.plan, plan) || gist(one.plan) == gist(plan));
    });
  }

  void consider(const Broken& broken, const Run& run) {
    if (results_.findings.size() >= findings_max || is_known(broken, run.plan)) return;
    const std::uint64_t found_after = results_.runs;
    const std::uint32_t replays = broken.about_time ? replays_of_time : 1;
    Run last = run;
    std::uint32_t repeated = 0;
    bool stalled = run.stalled;
    for (std::uint32_t i = 0; i < replays; ++i) {
      Run again = play(run.plan, patient);
      stalled |= again.stalled;
      const bool counts = find(broken_in(again), broken.property) != nullptr &&
                          !(broken.about_time && again.stalled);
      if (!counts) continue;
      ++repeated;
      last = std::move(again);
    }
    if (repeated < replays) {
      if (stalled && broken.about_time) {
        results_.unsure.insert(broken.property);
        return;
      }
      results_.unrepeated.push_back(
          fmt::format("{} under {}: {}", broken.property, to_text(run.plan), broken.explanation));
      return;
    }
    const std::uint64_t before = results_.runs;
    shrink(broken.property, last);
    const std::uint64_t shrink_runs = results_.runs - before;
    const auto final = broken_in(last);
    const Broken* const shown = find(final, broken.property);
    if (shown == nullptr || is_known(*shown, last.plan)) return;
    keep(*shown, last, repeated, replays);
    results_.findings.back().runs_to_find = found_after;
    results_.findings.back().recorded = run.plan.size();
    results_.findings.back().shrink_runs = shrink_runs;
    for (const Broken& one : final) {
      if (one.property != shown->property) results_.findings.back().also.push_back(one);
    }
  }

  /// Leaves out what is not needed: without any of the rest it would not be violated.
  void shrink(const std::string& property, Run& run) {
    for (std::size_t i = 0; i < run.plan.size() && run.plan.size() > 1;) {
      sim::Plan less = run.plan;
      less.erase(less.begin() + static_cast<std::ptrdiff_t>(i));
      Run tried = play(less, patient);
      if (find(broken_in(tried), property) != nullptr) {
        run = std::move(tried);
        i = 0;
      } else {
        ++i;
      }
    }
  }

  void keep(const Broken& broken, const Run& run, std::uint32_t repeated, std::uint32_t replays) {
    const std::uint64_t hash =
        sim::hash_text(fmt::format("{} {} {}", file_.name, broken.property, to_text(run.plan)));
    Shown shown = shown_of(run, broken);
    results_.findings.push_back({.id = fmt::format("{:016x}", hash).substr(0, 12),
                                 .broken = broken,
                                 .plan = run.plan,
                                 .runs_to_find = results_.runs,
                                 .time_to_find = player_.now() - began_,
                                 .repeated = repeated,
                                 .replays = replays,
                                 .recorded = run.plan.size(),
                                 .seen = std::move(shown.history),
                                 .evidence = std::move(shown.evidence),
                                 .events = run.events,
                                 .timeline = run.timeline});
    tell_(fmt::format("found: {} under {}", broken.property, to_text(run.plan)));
  }

  const OutsideFile& file_;
  const SearchSettings& settings_;
  const std::function<void(const std::string&)>& tell_;
  Player player_;
  sim::TimePoint began_;
  std::size_t kinds_in_front_ = 0;
  AttackResults results_;
};

}  // namespace

const Finding* AttackResults::finding_of(std::string_view property) const {
  const auto violates = [&](const Finding& finding) {
    return finding.broken.property == property ||
           std::ranges::find(finding.also, property, &Broken::property) != finding.also.end();
  };
  const auto found = std::ranges::find_if(findings, violates);
  return found == findings.end() ? nullptr : &*found;
}

AttackResults attack(const OutsideFile& file, const SearchSettings& settings,
                     const std::function<void(const std::string&)>& tell) {
  return Search{file, settings, tell}.run();
}

}  // namespace assay::outside::attack
