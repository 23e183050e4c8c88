// From a violation to the smallest plan that shows it.
#include "runs/finding.hpp"

#include <algorithm>

#include "runs/one_cause.hpp"
#include "runs/play.hpp"
#include "runs/verdict.hpp"
#include "scenarios/files/shell_words.hpp"
#include "scenarios/known_properties.hpp"
#include "sim/search/fewest.hpp"
#include "sim/search/shrink.hpp"

namespace assay::runs {

namespace {

/// A plan of more faults than this is not taken for the smallest before others were tried.
constexpr std::size_t few_faults = 2;
/// The runs that this may take.
constexpr std::uint64_t fewest_tries_max = 2000;

bool is_judged(const Run& run) {
  return run.exit != sim::Exit::broken_harness && run.failure.empty();
}

/// Plays plans of one scenario and system and looks at one property.
class Player {
 public:
  Player(World& world, const scenarios::Scenario& scenario, const harness::System& system,
         const properties::Property& property)
      : world_{world}, scenario_{scenario}, system_{system}, jury_{property} {}

  /// What the property comes to in a run; a run that is not judged tells nothing.
  properties::Verdict verdict(const Run& run) const {
    if (!is_judged(run)) return properties::Verdict::unknown;
    return jury_.judge(run).front().verdict;
  }
  /// The judgement of a run. Returns: nothing where the property is not violated in it.
  std::optional<properties::Judgement> judge(const Run& run) const {
    if (!is_judged(run)) return std::nullopt;
    std::vector<properties::Judgement> judgements = jury_.judge(run);
    if (judgements.front().verdict != properties::Verdict::violated) return std::nullopt;
    return std::move(judgements.front());
  }
  /// The user's own properties, beside ours.
  std::vector<properties::Property> own() const {
    return scenarios::own_properties(scenario_, system_);
  }
  const Run& play(const sim::Plan& plan) {
    return world_.run({.scenario = &scenario_,
                       .system = &system_,
                       .baseline = sim::Baseline::benign,
                       .plan = &plan});
  }
  /// Plays a strategy that looks for runs in which the property is violated.
  void play(sim::Strategy& strategy) {
    runs::play(strategy, {world_, scenario_, system_},
               [&](const Run& run, const sim::Proposal&) { return judge(run).has_value(); });
  }

 private:
  World& world_;
  const scenarios::Scenario& scenario_;
  const harness::System& system_;
  Jury jury_;
};

/// Stable over runs of a build: the failure's own signature, and nothing of how it was found.
std::string id_of(const Finding& finding) {
  sim::Digester digester;
  digester.fold(finding.scenario);
  digester.fold(finding.system);
  digester.fold(finding.defect);
  digester.fold(finding.property);
  for (const sim::Answer& answer : finding.plan) {
    digester.fold(answer.site);
    digester.fold(answer.n);
    digester.fold(answer.answer);
  }
  return finding.scenario + "-" + finding.property + "-" + digester.value().hex().substr(0, 8);
}

void describe(Finding& finding, const properties::Judgement& judgement) {
  if (!judgement.violations.empty()) finding.explanation = judgement.violations.front().explanation;
  finding.severity = judgement.harm.severity;
  finding.at_risk = judgement.harm.moved;
}

/// Runs the shrunk plan once more without each of its answers, whatever shrinking has tried.
std::vector<Omission> omissions_of(const sim::Plan& plan, Player& player) {
  std::vector<Omission> omissions;
  for (std::size_t i = 0; i < plan.size(); ++i) {
    sim::Plan rest = plan;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    const Run& run = player.play(rest);
    omissions.push_back({i, player.verdict(run), run.behaviour});
  }
  return omissions;
}

sim::Shrunk shrunk(const sim::Plan& plan, Player& player) {
  sim::Shrinking shrinking{plan};
  player.play(shrinking);
  return shrinking.shrunk();
}

/// Shrinks a plan; where that ends with many faults, looks for another one with few.
sim::Shrunk smallest(const sim::Plan& recorded, Player& player) {
  sim::Shrunk first = shrunk(recorded, player);
  if (!first.reproduced || sim::fault_count(first.plan) <= few_faults) return first;
  sim::FewestFaults fewest{recorded, first.plan, fewest_tries_max};
  player.play(fewest);
  first.tries += fewest.tries();
  if (!fewest.plan()) return first;
  sim::Shrunk fewer = shrunk(*fewest.plan(), player);
  fewer.tries += first.tries;
  return fewer;
}

/// Shrinks `recorded` and fills in what only the shrunk run can tell.
void take_apart(Finding& finding, Player& player, const sim::Plan& recorded) {
  finding.recorded_answers = recorded.size();
  const sim::Shrunk least = smallest(recorded, player);
  finding.plan = least.plan;
  finding.shrink_runs = least.tries;
  finding.replays = least.reproduced;
  finding.omissions = omissions_of(finding.plan, player);
  const Run& last = player.play(finding.plan);
  finding.digest = last.behaviour;
  finding.broken = broken_in(last, player.own());
  if (const auto judgement = player.judge(last)) describe(finding, *judgement);
  finding.id = id_of(finding);
}

Finding blank(const scenarios::Scenario& scenario, const harness::System& system,
              const std::string& defect, const properties::Property& property) {
  Finding finding;
  finding.scenario = scenario.name;
  finding.system = system.name;
  finding.defect = defect;
  finding.property = property.name;
  finding.claim = property.claim;
  finding.severity = finding.worst = property.severity;
  return finding;
}

/// The currencies one after another, what moved no money last: amounts are compared within one.
std::pair<bool, history::Currency> place_of(const history::Amount& amount) {
  return {amount.currency.empty(), amount.currency};
}

}  // namespace

bool graver(const Finding& left, const Finding& right) {
  if (left.severity != right.severity) return left.severity > right.severity;
  const auto place = place_of(left.at_risk);
  if (place != place_of(right.at_risk)) return place < place_of(right.at_risk);
  if (left.at_risk.minor != right.at_risk.minor) return left.at_risk.minor > right.at_risk.minor;
  const auto faults = sim::fault_count(left.plan);
  if (faults != sim::fault_count(right.plan)) return faults < sim::fault_count(right.plan);
  return left.worst > right.worst;
}

Finding investigate(World& world, const scenarios::Scenario& scenario,
                    const harness::System& system, const std::string& defect,
                    const properties::Property& property, std::uint64_t seed,
                    std::string_view strategy) {
  Finding finding = blank(scenario, system, defect, property);
  finding.seed = seed;
  finding.runs_to_find = seed + 1;
  Player player{world, scenario, system, property};
  const Run& run =
      world.run({.scenario = &scenario, .system = &system, .seed = seed, .strategy = strategy});
  if (const auto judgement = player.judge(run)) describe(finding, *judgement);
  const sim::Plan recorded = world.recorded();
  take_apart(finding, player, recorded);
  return finding;
}

Finding investigate_plan(World& world, const scenarios::Scenario& scenario,
                         const harness::System& system, const std::string& defect,
                         const properties::Property& property, const sim::Plan& plan) {
  Finding finding = blank(scenario, system, defect, property);
  Player player{world, scenario, system, property};
  take_apart(finding, player, plan);
  return finding;
}

scenarios::FailureFile to_failure_file(const Finding& finding, const scenarios::Scenario& scenario,
                                       const std::string& path) {
  scenarios::FailureFile file;
  file.id = finding.id;
  file.scenario = scenario.name;
  file.scenario_digest = scenarios::scenario_digest(scenario);
  file.behaviour = behaviour_version;
  if (!finding.defect.empty()) file.defect = finding.defect;
  file.system = finding.system;
  file.seed = finding.seed;
  file.plan = finding.plan;
  file.property = finding.property;
  file.severity = properties::to_text(finding.severity);
  file.digest = finding.digest.hex();
  file.replay = scenarios::own_command({"replay", path});
  if (!finding.at_risk.currency.empty()) file.amount_at_risk = finding.at_risk;
  return file;
}

}  // namespace assay::runs
