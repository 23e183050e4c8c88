// Counting words, and saying them in the trace.
#include "models/environment/telemetry.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sim/world/world.hpp"

namespace assay::models {

namespace {

bool are(std::span<const harness::MarkCount> counted, std::span<const harness::Mark> declared) {
  return std::ranges::equal(
      counted, declared, [](const harness::MarkCount& one, const harness::Mark& other) {
        return one.kind == other.kind && one.name == other.name;
      });
}

std::uint64_t broken(const harness::MarkCount& mark) {
  return mark.kind == harness::MarkKind::unreachable ? mark.times : mark.times - mark.held;
}

}  // namespace

void TelemetryLog::begin(std::span<const harness::AlarmMeaning> meanings,
                         std::span<const harness::Mark> marks) {
  entries_.clear();
  meanings_ = meanings;
  if (!are(marks_, marks)) {
    marks_.clear();
    for (const harness::Mark& mark : marks) marks_.push_back({std::string{mark.name}, mark.kind});
  }
  for (harness::MarkCount& mark : marks_) mark.times = mark.held = 0;
}

TelemetryLog::CameTo TelemetryLog::come_to(harness::MarkKind kind, bool condition,
                                           std::string_view name) {
  auto found = std::ranges::find_if(marks_, [&](const harness::MarkCount& mark) {
    return mark.kind == kind && mark.name == name;
  });
  if (found == marks_.end()) {
    marks_.push_back({std::string{name}, kind});
    found = std::prev(marks_.end());
  }
  const CameTo before{found->times, broken(*found)};
  ++found->times;
  if (condition) ++found->held;
  return before;
}

void TelemetryLog::add(std::string_view name, bool alarm) {
  auto found = std::ranges::find(entries_, name, &Entry::name);
  if (found == entries_.end()) {
    entries_.push_back({std::string{name}, 0, alarm});
    found = std::prev(entries_.end());
  }
  ++found->count;
}

std::uint64_t TelemetryLog::count(std::string_view name) const {
  const auto found = std::ranges::find(entries_, name, &Entry::name);
  return found == entries_.end() ? 0 : found->count;
}

history::AlarmClaim TelemetryLog::claim_of(std::string_view name) const {
  const auto found = std::ranges::find(meanings_, name, &harness::AlarmMeaning::name);
  return found == meanings_.end() ? history::AlarmClaim::undeclared : found->claim;
}

void NodeTelemetry::count(std::string_view name, std::string_view subject) {
  log_.add(name, false);
  note(sim::TraceKind::note, "counted ", name, subject);
}

void NodeTelemetry::alarm(std::string_view name, std::string_view subject) {
  log_.add(name, true);
  note(sim::TraceKind::alarm, "", name, subject);
  if (!node_.world().kernel().may_act()) return;
  recorder_.record(node_, history::AlarmRaised{.alarm = recorder_.name(name),
                                               .subject = recorder_.name(subject),
                                               .claim = log_.claim_of(name)});
}

void NodeTelemetry::log(harness::LogLevel level, std::string_view line) {
  if (!node_.world().kernel().may_act()) return;
  recorder_.record(node_, history::LineLogged{.text = recorder_.name(line), .level = level});
}

void NodeTelemetry::mark(harness::MarkKind kind, bool condition, std::string_view name,
                         std::string_view details) {
  if (!node_.world().kernel().may_act()) return;
  const auto [before, broken_before] = log_.come_to(kind, condition, name);
  if (before == 0) note(sim::TraceKind::note, "came to its mark ", name, history::to_text(kind));
  if (!harness::is_broken(kind, condition) || broken_before > 0) return;
  recorder_.record(node_, history::MarkBroken{.mark = recorder_.name(name),
                                              .details = recorder_.name(details),
                                              .claims = kind});
}

void NodeTelemetry::note(sim::TraceKind kind, std::string_view before, std::string_view name,
                         std::string_view subject) {
  sim::World& world = node_.world();
  if (!world.trace().enabled()) return;
  world.note(kind, node_.name(), fmt::format("{}{} for {}", before, name, subject));
}

}  // namespace assay::models
