// From a remedy to a run, and from the run to what it was worth.
#include "runs/remedies/try_remedy.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "runs/verdict.hpp"
#include "scenarios/known_properties.hpp"
#include "sim/digest.hpp"

namespace assay::runs {

namespace {

constexpr std::array<std::string_view, 4> worths{"helps", "eases", "nothing", "harms"};

/// Every property of ours and of the owner's: a remedy may break one that the scenario is not
/// about.
Jury everybody(const scenarios::Scenario& scenario, const harness::System& system) {
  return Jury{scenario, system};
}

std::vector<std::string> broken_by(const Run& run, const Jury& jury) {
  std::vector<std::string> names;
  for (const properties::Judgement& one : jury.judge(run)) {
    const bool broken = one.verdict == properties::Verdict::violated;
    if (broken && one.harm.severity > properties::Severity::noise) {
      names.emplace_back(one.property);
    }
  }
  std::ranges::sort(names);
  return names;
}

std::int64_t moved_since(const Run& run) {
  std::int64_t sum = 0;
  for (const history::Observation& seen : *run.history) {
    const auto* const applied = seen.as<history::EffectApplied>();
    if (applied == nullptr || seen.sequence <= run.facts) continue;
    if (seen.sequence > run.history->size_before_probe()) break;
    const bool in_money = applied->kind == history::OperationKind::capture ||
                          applied->kind == history::OperationKind::refund;
    if (in_money) sum += applied->amount.minor;
  }
  return sum;
}

/// The moment of the fact from which on the verification was empty to the end.
std::optional<sim::Duration> clean_since(const Run& run, sim::TimePoint rested) {
  const std::size_t last = run.history->size_before_probe();
  if (!open_items(*run.history, last).empty()) return std::nullopt;
  std::size_t facts = last;
  while (facts > run.facts && open_items(*run.history, facts - 1).empty()) --facts;
  if (facts <= run.facts) return sim::Duration{};
  return sim::TimePoint{run.history->at(facts)->at} - rested;
}

sim::Digest digest_since(const Run& run) {
  sim::Digester digester;
  for (const history::Observation& seen : *run.history) {
    if (seen.sequence <= run.facts || seen.sequence > run.history->size_before_probe()) continue;
    const history::Named named = history::named_by(seen);
    digester.fold(static_cast<std::uint64_t>(seen.at));
    digester.fold(seen.word());
    digester.fold(named.payable.text());
    digester.fold(static_cast<std::uint64_t>(named.ordinal));
  }
  return digester.value();
}

bool lists(const std::vector<OpenItem>& items, const OpenItem& wanted) {
  return std::ranges::any_of(items, [&](const OpenItem& one) {
    return one.kind == wanted.kind && one.payable == wanted.payable &&
           one.operation == wanted.operation;
  });
}

}  // namespace

std::string_view to_text(Worth worth) { return worths[static_cast<std::size_t>(worth)]; }

std::optional<Worth> worth_from(std::string_view text) {
  const auto* const found = std::ranges::find(worths, text);
  if (found == worths.end()) return std::nullopt;
  return static_cast<Worth>(found - worths.begin());
}

Patient::Patient(World& world, const scenarios::Scenario& scenario, const harness::System& system,
                 std::string property, sim::Plan plan)
    : world_{world},
      scenario_{scenario},
      system_{system},
      property_{std::move(property)},
      plan_{std::move(plan)} {
  const Run& run = world_.run({.scenario = &scenario_,
                               .system = &system_,
                               .baseline = sim::Baseline::benign,
                               .plan = &plan_});
  ++runs_;
  at_rest_ = open_items(*run.history, run.facts);
  const Jury jury{scenario_, system_, property_};
  const auto judgement = jury.judge(run).front();
  fails_ = judgement.verdict == properties::Verdict::violated;
  std::set<std::string> about;
  for (const properties::Violation& one : judgement.violations) {
    for (const std::uint64_t place : one.evidence) {
      if (const auto* const seen = run.history->at(place)) {
        about.insert(history::named_by(*seen).payable.string());
      }
    }
  }
  about.erase("");
  about_.assign(about.begin(), about.end());
  untreated_ = play({});
}

bool Patient::is_open() const { return fails_ && untreated_.judged && !untreated_.items.empty(); }

Aftermath Patient::play(const Remedy& remedy) {
  const RemedyRequest request{remedy, about_};
  const Run& run = world_.run({.scenario = &scenario_,
                               .system = &system_,
                               .baseline = sim::Baseline::benign,
                               .plan = &plan_,
                               .remedy = &request});
  ++runs_;
  Aftermath after;
  if (!run.remedied || run.exit != sim::Exit::at_rest || !run.failure.empty()) {
    after.why = !run.failure.empty() ? run.failure
                : run.remedied       ? std::string{"it never came to rest again"}
                                     : std::string{"the run never came to rest"};
    return after;
  }
  after.judged = true;
  after.items = open_items(*run.history, run.history->size_before_probe());
  after.broken = broken_by(run, everybody(scenario_, system_));
  Jury own{scenario_, system_, property_};
  if (!std::ranges::binary_search(after.broken, property_) &&
      own.judge(run).front().verdict == properties::Verdict::violated) {
    after.broken.push_back(property_);
    std::ranges::sort(after.broken);
  }
  after.moved = moved_since(run);
  after.taken = run.taken;
  after.rested = run.rested;
  after.clean_after = clean_since(run, run.rested);
  after.digest = digest_since(run);
  return after;
}

Trial Patient::treat(const Remedy& remedy) { return weigh(remedy, play(remedy)); }

Trial Patient::weigh(const Remedy& remedy, Aftermath after) const {
  Trial trial{.remedy = remedy, .after = std::move(after)};
  const Aftermath& now = trial.after;
  trial.acted = std::ranges::any_of(now.taken, &StepTaken::done);
  if (!now.judged) {
    trial.worth = untreated_.judged ? Worth::harms : Worth::nothing;
    trial.reason = now.why;
    return trial;
  }
  for (const std::string& one : now.broken) {
    if (std::ranges::binary_search(untreated_.broken, one)) continue;
    trial.worth = Worth::harms;
    trial.reason = fmt::format("breaks {}, which held", one);
  }
  for (const OpenItem& one : now.items) {
    if (lists(untreated_.items, one)) continue;
    trial.worth = Worth::harms;
    trial.reason = fmt::format("{}: {}, which was not so", one.payable, meaning_of(one.kind));
  }
  if (astray(now.items) > astray(untreated_.items)) {
    trial.worth = Worth::harms;
    trial.reason = "more money is astray than without it";
  }
  if (trial.worth == Worth::harms || untreated_.items.empty()) return trial;
  if (now.items.empty()) {
    trial.worth = Worth::helps;
    trial.reason = "the verification comes back empty";
  } else if (now.items.size() < untreated_.items.size()) {
    trial.worth = Worth::eases;
    trial.reason = fmt::format("{} of {} rows are left", now.items.size(), untreated_.items.size());
  }
  return trial;
}

}  // namespace assay::runs
