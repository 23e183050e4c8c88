// Runs once and copies out what the world keeps only until its next run.
#include "campaign/jobs/replay.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "history/before_probe.hpp"
#include "runs/unfinished.hpp"

namespace assay::campaign {

using properties::Verdict;

namespace {

/// The scenario's properties, and one more where the request names it.
runs::Jury jury_of(const ReplayRequest& request) {
  if (request.jury) return *request.jury;
  scenarios::Scenario wider = *request.scenario;
  const bool all = wider.must_hold == std::vector<std::string>{"all"};
  const bool more = !request.judged_too.empty() && !all;
  if (more && std::ranges::find(wider.must_hold, request.judged_too) == wider.must_hold.end()) {
    wider.must_hold.push_back(request.judged_too);
  }
  return runs::Jury{wider, *request.system};
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

/// Cuts off what the probe did, where there was one.
void end_at_probe(std::vector<sim::TraceEvent>& trace) {
  const auto began = std::ranges::find_if(trace, [](const sim::TraceEvent& event) {
    return event.what.starts_with(history::ProbeBegan::about.word);
  });
  trace.erase(began, trace.end());
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
  replayed.judgements = properties::judge(replayed.history, jury.properties());
  // What came before the probe is all there is to see of a run whose probe showed nothing.
  const bool shows_probe = std::ranges::any_of(replayed.judgements, [&](const auto& judgement) {
    const auto property =
        std::ranges::find(jury.properties(), judgement.property, &properties::Property::name);
    return judgement.verdict == Verdict::violated && property->of_probe;
  });
  if (!shows_probe) {
    end_at_probe(replayed.trace);
    replayed.history = history::before_probe(replayed.history);
  }
  return replayed;
}

Replayed replay(runs::World& world, const scenarios::Recording& recording,
                const sim::TraceWatch* watch) {
  const auto& failure = recording.failure;
  const bool judged = failure && failure->property != runs::run_comes_back;
  Replayed replayed = replay(world, {.scenario = &recording.scenario,
                                     .system = recording.system,
                                     .plan = recording.plan,
                                     .judged_too = judged ? failure->property : "",
                                     .recorded_digest = failure ? failure->digest : "",
                                     .watch = watch});
  const auto& differences = recording.differences;
  replayed.objections.insert(replayed.objections.begin(), differences.begin(), differences.end());
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
