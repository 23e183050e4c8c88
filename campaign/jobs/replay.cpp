// Runs once and copies out what the world keeps only until its next run.
#include "campaign/jobs/replay.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace assay::campaign {

using properties::Verdict;

namespace {

/// The scenario's properties, and one more where the request names it.
runs::Jury jury_of(const ReplayRequest& request) {
  if (request.jury) return *request.jury;
  if (request.judged_too.empty()) return runs::Jury{*request.scenario};
  scenarios::Scenario wider = *request.scenario;
  const bool all = wider.must_hold == std::vector<std::string>{"all"};
  if (!all && std::ranges::find(wider.must_hold, request.judged_too) == wider.must_hold.end()) {
    wider.must_hold.push_back(request.judged_too);
  }
  return runs::Jury{wider};
}

std::vector<std::string> objections_to(const Replayed& replayed, const ReplayRequest& request) {
  std::vector<std::string> objections;
  for (const sim::Answer& answer : replayed.unplaced) {
    objections.push_back(
        fmt::format("the plan's answer \"{}\" at {} found no place", answer.answer, answer.site));
  }
  const std::string digest = replayed.digest.hex();
  if (!request.recorded_digest.empty() && request.recorded_digest != digest) {
    objections.push_back(
        fmt::format("the digest differs: recorded {}, now {}", request.recorded_digest, digest));
  }
  return objections;
}

/// Whether a violated property is about what the probe was answered.
bool shows_probe(const std::vector<properties::Judgement>& judgements, const runs::Jury& jury) {
  return std::ranges::any_of(jury.properties(), [&](const properties::Property& property) {
    const auto of = std::ranges::find(judgements, property.name, &properties::Judgement::property);
    return property.of_probe && of->verdict == Verdict::violated;
  });
}

/// What came before the probe is all there is to see of a run that stands by itself.
void leave_out_probe(Replayed& replayed) {
  history::History before;
  before.bounds = replayed.history.bounds;
  before.recorded = replayed.history.recorded;
  before.processors = replayed.history.processors;
  const std::size_t facts = replayed.history.size_before_probe();
  for (const history::Observation& seen : replayed.history) {
    if (seen.sequence > facts) break;
    before.append(seen);
  }
  replayed.history = std::move(before);
  const auto is_mark = [](const sim::TraceEvent& event) {
    return event.what.starts_with(history::ProbeBegan::about.word);
  };
  const auto mark = std::ranges::find_if(replayed.trace, is_mark);
  replayed.trace.erase(mark, replayed.trace.end());
}

}  // namespace

Replayed replay(runs::World& world, const ReplayRequest& request) {
  const runs::Run& run =
      world.run({.scenario = request.scenario,
                 .system = request.system,
                 .baseline = request.seed ? sim::Baseline::seeded : sim::Baseline::benign,
                 .seed = request.seed.value_or(0),
                 .plan = request.seed ? nullptr : &request.plan,
                 .probing = runs::Probing::always,
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
                    .unplaced = world.unplaced(),
                    .objections = {}};
  replayed.objections = objections_to(replayed, request);
  if (run.exit == sim::Exit::broken_harness) return replayed;
  replayed.history = *run.history;
  if (!run.failure.empty()) return replayed;
  const runs::Jury jury = jury_of(request);
  replayed.judgements = jury.judge(run);
  if (!shows_probe(replayed.judgements, jury)) leave_out_probe(replayed);
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
