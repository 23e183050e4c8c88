// Looking up what the sequence numbers of the evidence stand for.
#include "reports/concern.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace assay::reports {

namespace {

using history::Observation;

/// Whether `part` stands in `text` as whole steps of a scope.
bool has_steps(std::string_view text, std::string_view part) {
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
    const std::size_t end = at + part.size();
    if (end == text.size() || text[end] == '/' || text[end] == ' ') return true;
  }
  return false;
}

Concern::Operation operation_of(const history::Named& named) {
  return {named.payable.string(), named.kind, named.ordinal};
}

Concern::Key key_of(const history::Named& named) {
  return {named.scope.string(), named.key.string()};
}

bool is_news(const Observation& seen) {
  return seen.source() == history::Source::events || seen.source() == history::Source::ledger;
}

void note_evidence(const Observation& seen, Concern& concern) {
  concern.last = std::max(concern.last, seen.at);
  concern.news |= is_news(seen);
  const history::Named named = named_by(seen);
  if (!named.payable.empty()) concern.operations.insert(operation_of(named));
  if (!named.key.empty()) concern.keys.insert(key_of(named));
}

/// What was asked for under the keys, or told by the events, that the evidence names.
void note_operations(const history::History& history, Concern& concern) {
  if (!concern.operations.empty()) return;
  std::set<std::string> events;
  for (const std::uint64_t sequence : concern.sequences) {
    if (const Observation* const seen = history.at(sequence)) {
      events.insert(named_by(*seen).event.string());
    }
  }
  for (const Observation& seen : history) {
    const history::Named named = named_by(seen);
    const bool asks = seen.is<history::RequestSent>() && concern.keys.contains(key_of(named));
    const bool tells = seen.is<history::EventCommitted>() && events.contains(named.event.string());
    if (asks || tells) concern.operations.insert(operation_of(named));
  }
}

void note_keys_and_events(const history::History& history, Concern& concern) {
  for (const Observation& seen : history) {
    const history::Named named = named_by(seen);
    if (named.payable.empty() || !concern.operations.contains(operation_of(named))) continue;
    if (seen.is<history::RequestSent>()) concern.keys.insert(key_of(named));
    if (const auto* event = seen.as<history::EventCommitted>()) {
      concern.events.insert({named.payable.string(), event->place});
    }
  }
}

/// Puts right what was broken before.
bool is_repair(const Observation& seen) {
  return seen.is<history::EffectReversed, history::BreakOpened, history::BreakSettled>();
}

std::uint64_t last_breaking(const ShownRun& run) {
  std::uint64_t last = 0;
  for (const std::uint64_t sequence : run.evidence) {
    const Observation* const seen = run.history.at(sequence);
    if (seen != nullptr && !is_repair(*seen)) last = std::max(last, sequence);
  }
  return last > 0 ? last : std::ranges::max(run.evidence);
}

}  // namespace

bool Concern::concerns(const Observation& seen) const {
  if (is_evidence(seen) || operations.empty()) return true;
  const history::Named named = named_by(seen);
  return named.payable.empty() || operations.contains(operation_of(named));
}

bool Concern::concerns_site(std::string_view site) const {
  if (operations.empty()) return true;
  const bool acts = std::ranges::any_of(operations, [&](const Operation& one) {
    const auto& [payable, kind, ordinal] = one;
    return has_steps(site, fmt::format("{}/{}-{}", payable, history::to_text(kind), ordinal));
  });
  return acts || (news && std::ranges::any_of(events, [&](const EventPlace& one) {
           return has_steps(site, fmt::format("{}/event-{}", one.first, one.second));
         }));
}

Concern concern_of(const ShownRun& run) {
  Concern concern{.sequences = {run.evidence.begin(), run.evidence.end()},
                  .waits = run.missed.has_value()};
  if (run.evidence.empty()) {
    if (!run.history.empty()) concern.last = run.history.back().at;
    return concern;
  }
  for (const std::uint64_t sequence : run.evidence) {
    if (const Observation* const seen = run.history.at(sequence)) note_evidence(*seen, concern);
  }
  if (run.missed) concern.last = std::max(concern.last, run.missed->due);
  note_operations(run.history, concern);
  note_keys_and_events(run.history, concern);
  return concern;
}

std::uint64_t broken_at(const ShownRun& run) {
  if (run.evidence.empty()) return run.history.size();
  if (!run.missed) return last_breaking(run);
  std::uint64_t last = std::ranges::min(run.evidence);
  for (const Observation& seen : run.history) {
    if (seen.at <= run.missed->due) last = std::max<std::uint64_t>(last, seen.sequence);
  }
  return last;
}

}  // namespace assay::reports
