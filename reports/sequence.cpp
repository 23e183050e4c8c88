// From trace and observations to steps. The trace notes each observation as it is made, so that one
// pass over the trace meets both in their true order.
#include "reports/sequence.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "reports/concern.hpp"
#include "reports/fold.hpp"
#include "reports/leases.hpp"
#include "reports/observed.hpp"
#include "reports/story.hpp"
#include "reports/wording.hpp"
#include "scenarios/vocabulary.hpp"

namespace assay::reports {

namespace {

using history::Observation;
using sim::TraceEvent;
using sim::TraceKind;

/// A message's site taken apart: "acquirer.authorise/reply @ shop-1/pay-1/authorise-1/attempt-2".
struct Message {
  std::string service;
  std::string operation;
  std::string scope;
  std::string call;  ///< the same for a request and its reply
};

Message message_of(const std::string& what) {
  Message message;
  const auto at = what.find(" @ ");
  if (at != std::string::npos) message.scope = what.substr(at + 3);
  const std::string action = what.substr(0, what.find('/'));
  const auto dot = action.find('.');
  message.service = action.substr(0, dot);
  if (dot != std::string::npos) message.operation = action.substr(dot + 1);
  message.call = action + " @ " + message.scope;
  return message;
}

/// "authorise, attempt 2".
std::string label_of(const Message& message) {
  std::string last = message.scope.substr(message.scope.rfind('/') + 1);
  if (!last.starts_with("try-") && !last.starts_with("attempt-")) return message.operation;
  std::ranges::replace(last, '-', ' ');
  return fmt::format("{}, {}", message.operation, last);
}

class Reader {
 public:
  explicit Reader(const ShownRun& run, bool whole = false)
      : run_{run},
        whole_{whole},
        concern_{concern_of(run)},
        observed_{observed_in(run.trace, run.history)} {
    for (const TraceEvent& event : run.trace) {
      if (event.kind == TraceKind::delivery) delivered_.emplace(origin_of(event), &event);
    }
  }

  std::vector<Step> read() {
    for (const TraceEvent& event : run_.trace) {
      if (event.at.ns() > concern_.last) break;
      read_event(event);
    }
    for (const Lease& lease : leases_of(run_.history, concern_)) {
      if (lease.eventful) read_lease(lease);
    }
    std::ranges::stable_sort(steps_, {}, &Step::at);
    return std::move(steps_);
  }

 private:
  void read_event(const TraceEvent& event) {
    switch (event.kind) {
      case TraceKind::request:
      case TraceKind::message:
      case TraceKind::reply: read_message(event); break;
      case TraceKind::delivery: read_delivery(event); break;
      case TraceKind::note:
      case TraceKind::log: read_note(event); break;
      case TraceKind::fault: read_fault(event); break;
      case TraceKind::timeout: read_timeout(event); break;
      case TraceKind::crash:
      case TraceKind::pause: note(event, StepKind::outage, event.what); break;
      case TraceKind::alarm:
        note(event, StepKind::sign, "raises an alarm: " + words(event.what));
        break;
      case TraceKind::restart:
      case TraceKind::resume: note(event, StepKind::sign, event.what); break;
      default: break;
    }
  }

  void note(const TraceEvent& event, StepKind kind, std::string text) {
    steps_.push_back({event.at.ns(), kind, event.node, "", std::move(text)});
  }

  /// The id of the message that an event came of, through the faults that struck it on its way.
  [[nodiscard]] std::uint32_t origin_of(const TraceEvent& event) const {
    std::uint32_t id = event.cause;
    while (id > 0 && run_.trace[id - 1].kind == TraceKind::fault) id = run_.trace[id - 1].cause;
    return id;
  }

  /// A message that arrives is told when it does; one that never does, when it was sent.
  void read_message(const TraceEvent& event) {
    const Message message = message_of(event.what);
    if (event.kind == TraceKind::request) callers_[message.call] = event.node;
    if (delivered_.contains(event.id) || !concern_.concerns_site(event.what)) return;
    std::string to = message.service;
    if (event.kind == TraceKind::reply) to = callers_[message.call];
    if (const auto known = homes_.find(to); known != homes_.end()) to = known->second;
    steps_.push_back({event.at.ns(), StepKind::lost, event.node, to, label_of(message)});
  }

  void read_delivery(const TraceEvent& event) {
    const std::uint32_t origin = origin_of(event);
    if (origin == 0) return;
    const TraceEvent& sent = run_.trace[origin - 1];
    const Message message = message_of(sent.what);
    const bool answers = sent.kind == TraceKind::reply;
    if (!answers) homes_[message.service] = event.node;
    if (!concern_.concerns_site(sent.what)) return;
    steps_.push_back({event.at.ns(), answers ? StepKind::reply : StepKind::call, sent.node,
                      event.node, label_of(message)});
  }

  void read_fault(const TraceEvent& event) {
    const auto at = event.what.find(" at ");
    if (at == std::string::npos) return;
    const sim::Answer answer{.site = event.what.substr(at + 4), .answer = event.what.substr(0, at)};
    const sim::FaultAbout* const known = scenarios::fault_named(answer.answer);
    if (known != nullptr && known->tells_itself) return;  // the power cut itself is told
    const std::uint32_t origin = event.cause;
    std::string lane = origin > 0 ? run_.trace[origin - 1].node : "";
    if (lane.empty()) lane = scope_of(answer).substr(0, scope_of(answer).find('/'));
    steps_.push_back({event.at.ns(), StepKind::fault, lane, "", sentence(answer)});
  }

  void read_timeout(const TraceEvent& event) {
    if (!concern_.concerns_site(scope_near(event))) return;
    note(event, StepKind::sign, "stops waiting for " + event.what);
  }

  /// The site of the message that a time-out was about.
  [[nodiscard]] std::string scope_near(const TraceEvent& event) const {
    const std::uint32_t id = origin_of(event);
    return id == 0 ? std::string{} : run_.trace[id - 1].what;
  }

  void read_lease(const Lease& lease) {
    for (const Tenure& one : lease.tenures) {
      const bool evidence = concern_.sequences.contains(one.claim);
      steps_.push_back({one.from, StepKind::grant, one.holder, lane_of(lease),
                        fmt::format("claims, token {}", one.token), evidence});
      if (one.end == LeaseEnd::open) continue;
      steps_.push_back({one.to, StepKind::grant_end, lane_of(lease), "", end_words(one)});
    }
  }

  void read_note(const TraceEvent& event) {
    const Observation* const seen = observed_[event.id - 1];
    if (seen == nullptr) return;
    const bool logged = whole_ && seen->is<history::LineLogged>();
    if (!logged && !concern_.concerns(*seen)) return;
    const bool evidence = concern_.is_evidence(*seen);
    const std::size_t before = steps_.size();
    read_observation(event, *seen, evidence);
    if (evidence && steps_.size() > before) steps_.back().is_evidence = true;
  }

  void read_observation(const TraceEvent& event, const Observation& seen, bool evidence) {
    if (const auto* effect = seen.as<history::EffectApplied>()) {
      return note(event, StepKind::money,
                  fmt::format("{} {}: {} ({})", to_text(effect->kind), effect->ordinal,
                              money(effect->amount), effect->effect.text()));
    }
    if (seen.is<history::EffectDeclined>()) return note(event, StepKind::money, "declines");
    if (const auto* undone = seen.as<history::EffectReversed>()) {
      return note(event, StepKind::money, "undoes " + undone->effect.string());
    }
    if (const auto* step = seen.as<history::TransitionCommitted>()) {
      return note(
          event, StepKind::belief,
          fmt::format("{} {}: {}", to_text(step->kind), step->ordinal, words(to_text(step->to))));
    }
    if (const auto* told = seen.as<history::ResponseReceived>()) {
      if (told_by_reply(event, outcome_text(told->outcome, told->status), evidence)) return;
    }
    if (const auto* ended = seen.as<history::AttemptAnswered>()) {
      if (told_by_reply(event, outcome_text(ended->outcome, 0), evidence)) return;
      const bool silent = ended->outcome == history::Outcome::unknown && !evidence;
      if (silent) note(event, StepKind::sign, clause(seen));
    }
    if (const auto* line = seen.as<history::LineLogged>()) {
      const bool warns = line->level >= history::LogLevel::warning;
      if (warns) return note(event, StepKind::sign, clause(seen));
      if (whole_) return note(event, StepKind::log, clause(seen));
    }
    const bool granted = seen.is<history::KeyClaimed>();  // which the lane of its lease shows
    if ((evidence || whole_) && !granted) note(event, StepKind::fact, clause(seen));
  }

  /// What an answer said is written on its arrow. Returns: there was one.
  bool told_by_reply(const TraceEvent& event, const std::string& heard, bool evidence) {
    const bool arrow = !steps_.empty() && steps_.back().kind == StepKind::reply &&
                       steps_.back().to == event.node && steps_.back().at == event.at.ns();
    if (!arrow) return false;
    steps_.back().text = fmt::format("{}: {}", steps_.back().text, heard);
    steps_.back().is_evidence = evidence;
    return true;
  }

  const ShownRun& run_;
  bool whole_;
  Concern concern_;
  std::map<std::uint32_t, const TraceEvent*> delivered_;
  std::map<std::string, std::string> callers_;  // by call: the node that asks
  std::map<std::string, std::string> homes_;    // by service: the node that last answered for it
  std::vector<Step> steps_;
  std::vector<const Observation*> observed_;    // by place in the trace
};

/// Where it repeats, how it is like others; empty for what stays as it is.
std::string likeness_of(const Step& step) {
  const bool stays = step.is_evidence || step.kind == StepKind::fault ||
                     step.kind == StepKind::outage || step.kind == StepKind::money;
  if (stays) return {};
  return likeness(fmt::format("{} {} {} {}", static_cast<int>(step.kind), step.from, step.to,
                              step.text));
}

/// Keeps the first of each cycle's rounds, which stands for the others.
std::vector<Step> fold_repeats(const std::vector<Step>& steps) {
  std::vector<std::string> likenesses;
  for (const Step& step : steps) likenesses.push_back(likeness_of(step));
  std::vector<Step> told;
  std::size_t next = 0;
  std::size_t cycle = 0;
  for (const Fold& fold : folds(likenesses)) {
    for (; next < fold.first; ++next) told.push_back(steps[next]);
    ++cycle;
    const std::size_t last = fold.first + fold.length * (fold.times - 1);
    for (std::size_t i = 0; i < fold.length; ++i) {
      Step one = steps[fold.first + i];
      one.text = spanning(one.text, steps[last + i].text);
      one.cycle = cycle;
      one.times = fold.times;
      one.until = steps[last + fold.length - 1].at;
      told.push_back(std::move(one));
    }
    next = fold.first + fold.length * fold.times;
  }
  for (; next < steps.size(); ++next) told.push_back(steps[next]);
  return told;
}

constexpr int kept_step = -1;

/// What is left out first has the highest.
int weight_of(const Step& step) {
  if (step.is_evidence || step.kind == StepKind::deadline) return kept_step;
  switch (step.kind) {
    case StepKind::fault:
    case StepKind::outage:
    case StepKind::money: return 0;
    case StepKind::lost: return 1;
    case StepKind::grant:
    case StepKind::grant_end:
    case StepKind::call:
    case StepKind::reply: return 2;
    case StepKind::sign: return 3;
    default: return 4;
  }
}

std::size_t drop_lightest(std::vector<Step>& steps, std::size_t steps_max) {
  const std::size_t before = steps.size();
  for (int weight = 4; weight > kept_step && steps.size() > steps_max; --weight) {
    for (std::size_t i = steps.size(); i > 0 && steps.size() > steps_max; --i) {
      if (weight_of(steps[i - 1]) == weight) steps.erase(steps.begin() + static_cast<long>(i - 1));
    }
  }
  return before - steps.size();
}

std::vector<std::string> lanes_of(const std::vector<Step>& steps) {
  std::vector<std::string> lanes;
  for (const Step& step : steps) {
    for (const std::string& lane : {step.from, step.to}) {
      if (!lane.empty() && std::ranges::find(lanes, lane) == lanes.end()) lanes.push_back(lane);
    }
  }
  std::ranges::stable_partition(lanes,
                                [](const std::string& name) { return name.starts_with("client"); });
  std::ranges::stable_partition(
      lanes, [](const std::string& name) { return !name.starts_with("lease "); });
  return lanes;
}

void add_deadline(const properties::Missed& missed, std::vector<Step>& steps) {
  const auto behind = std::ranges::upper_bound(steps, missed.due, {}, &Step::at);
  const std::string lane = steps.empty() ? missed.from : steps.front().from;
  steps.insert(behind, {missed.due, StepKind::deadline, lane, "", deadline_words(missed)});
}

std::vector<Step> steps_of(const ShownRun& run, bool whole) {
  std::vector<Step> steps = Reader{run, whole}.read();
  std::erase_if(steps, [](const Step& step) { return step.from.empty(); });
  if (run.missed) add_deadline(*run.missed, steps);
  return steps;
}

}  // namespace

Sequence sequence(const ShownRun& run, std::size_t steps_max) {
  Sequence made{{}, fold_repeats(steps_of(run, false)), 0};
  made.left_out = drop_lightest(made.steps, steps_max);
  made.lanes = lanes_of(made.steps);
  return made;
}

Sequence whole_sequence(const ShownRun& run, std::size_t steps_max) {
  Sequence made{{}, steps_of(run, true), 0};
  made.left_out = drop_lightest(made.steps, steps_max);
  made.lanes = lanes_of(made.steps);
  return made;
}

}  // namespace assay::reports
