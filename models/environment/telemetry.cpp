// Counting words, and saying them in the trace.
#include "models/environment/telemetry.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sim/world/world.hpp"

namespace assay::models {

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

void NodeTelemetry::note(sim::TraceKind kind, std::string_view before, std::string_view name,
                         std::string_view subject) {
  sim::World& world = node_.world();
  if (!world.trace().enabled()) return;
  world.note(kind, node_.name(), fmt::format("{}{} for {}", before, name, subject));
}

}  // namespace assay::models
