// Copying a run out, its enumerators as words.
#include "reports/comparison/run_record.hpp"

#include <utility>

#include <fmt/format.h>

namespace assay::reports {

namespace {

RecordedEvent recorded_event(const sim::TraceEvent& event) {
  return {event.id,
          event.at.ns(),
          event.node,
          sim::to_text(event.kind),
          event.what,
          event.cause,
          fmt::format("{:016x}", event.digest)};
}

RecordedJudgement recorded_judgement(const properties::Judgement& judgement) {
  RecordedJudgement recorded{std::string{judgement.property},
                             std::string{properties::to_text(judgement.verdict)},
                             {},
                             judgement.reason};
  for (const properties::Violation& finding : judgement.violations) {
    recorded.explanations.push_back(finding.explanation);
  }
  return recorded;
}

}  // namespace

RunRecord run_record(RunSubject subject, const campaign::Replayed& replayed) {
  RunRecord record{.subject = std::move(subject),
                   .digest = replayed.digest.hex(),
                   .exit = std::string{sim::to_text(replayed.exit)},
                   .failure = replayed.failure,
                   .verdict = std::string{properties::to_text(campaign::verdict_of(replayed))},
                   .ended = replayed.ended.ns(),
                   .events = replayed.events,
                   .plan = replayed.recorded,
                   .operations = three_sides(replayed.history),
                   .balances = balances(replayed.history)};
  for (const properties::Judgement& one : replayed.judgements) {
    record.judgements.push_back(recorded_judgement(one));
  }
  for (const sim::TraceEvent& event : replayed.trace) {
    record.trace.push_back(recorded_event(event));
  }
  return record;
}

}  // namespace assay::reports
