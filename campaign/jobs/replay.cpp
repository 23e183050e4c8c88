// Runs once and copies out what the world keeps only until its next run.
#include "campaign/jobs/replay.hpp"

#include <algorithm>

namespace assay::campaign {

using properties::Verdict;

Replayed replay(runs::World& world, const ReplayRequest& request, const runs::Jury& jury) {
  const runs::Run& run =
      world.run({.scenario = request.scenario,
                 .system = request.system,
                 .baseline = request.seed ? sim::Baseline::seeded : sim::Baseline::benign,
                 .seed = request.seed.value_or(0),
                 .plan = request.seed ? nullptr : &request.plan,
                 .trace = true,
                 .watch = request.watch});
  Replayed replayed{.exit = run.exit,
                    .broken_claim = run.broken_claim,
                    .failure = run.failure,
                    .digest = run.behaviour,
                    .ended = run.ended,
                    .events = run.events,
                    .trace = world.trace().events(),
                    .recorded = world.recorded(),
                    .unplaced = world.unplaced()};
  if (run.exit == sim::Exit::broken_harness) return replayed;
  replayed.history = *run.history;
  if (!run.failure.empty()) return replayed;
  replayed.judgements = jury.judge(run);
  return replayed;
}

Verdict verdict_of(const Replayed& replayed) {
  if (!replayed.failure.empty()) return Verdict::violated;
  const auto any = [&](Verdict verdict) {
    return std::ranges::find(replayed.judgements, verdict, &properties::Judgement::verdict) !=
           replayed.judgements.end();
  };
  if (any(Verdict::violated)) return Verdict::violated;
  return any(Verdict::unknown) ? Verdict::unknown : Verdict::holds;
}

const properties::Judgement* judgement_of(const Replayed& replayed, std::string_view property) {
  const auto found =
      std::ranges::find(replayed.judgements, property, &properties::Judgement::property);
  return found == replayed.judgements.end() ? nullptr : &*found;
}

}  // namespace assay::campaign
