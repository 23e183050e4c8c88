// L1: in the end every operation is terminal, or parked for a listed reason, within T_resolve;
// every intent that its client did not abandon has been told a definite answer; and the world
// comes to rest within T_resolve of the last that any client asked for. A history that stops before
// its bounds have run out, or while clients have yet to come though nothing is owed to them, is
// unknown, not stuck.
#include <fmt/format.h>

#include <algorithm>

#include "properties/detail/answers.hpp"
#include "properties/detail/beliefs.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using detail::Belief;

bool deadlocked(const Index& index) {
  const auto stops = index.of<Stopped>();
  return !stops.empty() && stops.back().reason == deadlock;
}

// Whether the run was cut off while clients still had plans of their own.
bool clients_had_plans(const Index& index) {
  const auto stops = index.of<Stopped>();
  return !stops.empty() && stops.back().busy_clients > 0 && !deadlocked(index);
}

// Nothing later can still help.
bool is_over(const Index& index, std::int64_t due) { return deadlocked(index) || index.over(due); }

void judge_operation(const Index& index, const Belief& belief, Violations& violations) {
  const auto due = index.due(belief.first->at, index.bounds().resolve_max);
  const auto& last = *belief.last;
  if (detail::settled(belief) && belief.settled->at <= due) return;
  if (!detail::settled(belief) && !is_over(index, due)) {
    return violations.undecided("an operation may still be settled in time");
  }
  violations.add(detail::violation(
      fmt::format("{} for {} {} {} at {}", detail::name_of(last), detail::money(last.amount),
                  detail::settled(belief) ? "was settled too late, and became" : "is stuck as",
                  to_text(last.to), detail::moment(last.at)),
      last.amount, {belief.first, belief.last},
      detail::missed(index, due,
                     detail::name_of(last) + " should have been settled, or parked for a reason",
                     "the service")));
}

bool has_been_told(Rows rows) {
  return std::ranges::any_of(rows, [](const Observation* row) {
    if (const auto* news = row->as<NotificationReceived>()) return detail::is_final(news->outcome);
    const auto* reported = row->as<ResponseReceived>();
    if (reported == nullptr || detail::is_marked_non_result(*reported)) return false;
    return detail::is_final(reported->outcome) || detail::refuses_request(*reported);
  });
}

// An operation that waits for a person cannot be told yet.
bool is_parked(const std::vector<Belief>& beliefs) {
  return std::ranges::any_of(beliefs, [](const Belief& belief) {
    return belief.state == State::parked && detail::settled(belief);
  });
}

void judge_telling(const Index& index, Rows rows, const std::vector<Belief>& beliefs,
                   Violations& violations) {
  const auto* declared = first<IntentDeclared>(rows);
  if (declared == nullptr || first<IntentAbandoned>(rows) != nullptr) return;
  if (has_been_told(rows) || is_parked(beliefs)) return;
  const auto due = index.due(declared->at, index.bounds().resolve_max);
  if (!is_over(index, due)) {
    return violations.undecided("a client may still be answered in time");
  }
  violations.add(
      detail::violation(fmt::format("nobody ever told the client what became of {} for {}",
                                    detail::name_of(*declared), detail::money(declared->amount)),
                        declared->amount, {declared},
                        detail::missed(index, due,
                                       "its client should have been told what became of " +
                                           detail::name_of(*declared),
                                       "the service")));
}

// The last time that a client wanted something: the world cannot rest before that is served.
std::int64_t last_wish(const Index& index) {
  const auto declared = index.of<IntentDeclared>();
  const auto sent = index.of<RequestSent>();
  return std::max(declared.empty() ? 0 : declared.back().at, sent.empty() ? 0 : sent.back().at);
}

// An operation parked for a listed reason excuses the world; a shown violation says it better.
void judge_rest(const Index& index, bool excused, Violations& violations) {
  if (index.at_rest() || excused) return;
  const auto due = index.due(last_wish(index), index.bounds().resolve_max);
  if (!is_over(index, due)) {
    return violations.undecided("the history ends before the world could come to rest");
  }
  if (!violations.all().empty()) return;
  if (clients_had_plans(index)) {
    return violations.undecided("the history ends before its clients have asked for all they want");
  }
  const auto& last = *index.last();
  violations.add(detail::violation(
      fmt::format("the world had not come to rest at {}", detail::moment(last.at)), {}, {&last},
      detail::missed(index, due, "nothing should have been left to do", "whoever still has work")));
}

void check(const Index& index, Violations& violations) {
  bool excused = false;
  for (std::size_t intent = 0; intent < index.intents().size(); ++intent) {
    const auto rows = index.intents()[intent];
    const auto beliefs = detail::beliefs_of(index, rows);
    for (const auto& belief : beliefs) judge_operation(index, belief, violations);
    judge_telling(index, rows, beliefs, violations);
    excused |= is_parked(beliefs);
  }
  judge_rest(index, excused, violations);
}

}  // namespace

Property eventual_terminal() {
  return {.name = "eventual_terminal",
          .claim = "Every payment comes to a definite end, and whoever asked for it is told.",
          .rule = "L1",
          .severity = Severity::stuck,
          .needs = bit(Source::client) | bit(Source::belief) | bit(Source::world),
          .check = check};
}

}  // namespace assay::properties
