// Which fields a scenario has and what files call them: told once, read by the reader, the writer
// and the digest. Not included outside scenarios/. Serves the promise that no field is left out of
// a file or of a digest. `visit.later`: a field that older files do not have, which is left out of
// what is written and digested where it says nothing.
#pragma once

#include <type_traits>

#include "scenarios/scenario.hpp"

namespace assay::scenarios::detail {

/// `Given` is `Wanted` or `const Wanted`.
template <class Given, class Wanted>
concept Is = std::is_same_v<std::remove_const_t<Given>, Wanted>;

template <class Visitor, Is<history::Amount> T>
void visit_fields(Visitor& visit, T& amount) {
  visit("minor", amount.minor);
  visit("currency", amount.currency);
}

template <class Visitor, Is<RetryPolicy> T>
void visit_fields(Visitor& visit, T& retry) {
  visit("timeout", retry.timeout);
  visit("backoff_min", retry.backoff_min);
  visit("backoff_max", retry.backoff_max);
  visit("tries_max", retry.tries_max);
}

template <class Visitor, Is<ClientGroup> T>
void visit_fields(Visitor& visit, T& group) {
  visit("kind", group.kind);
  visit("tenant", group.tenant);
  visit("count", group.count);
  visit("payments", group.payments);
  visit("copies", group.copies);
  visit("flow", group.flow);
  visit("amounts", group.amounts);
  visit("think_max", group.think_max);
  visit("retry", group.retry);
}

template <class Visitor, Is<Workload> T>
void visit_fields(Visitor& visit, T& workload) {
  visit("clients", workload.clients);
  visit("balance_readers", workload.balance_readers);
  visit("read_period", workload.read_period);
}

template <class Visitor, Is<Processor> T>
void visit_fields(Visitor& visit, T& processor) {
  visit("name", processor.name);
  visit("profile", processor.profile);
  visit.later("hold_length", processor.hold_length);
  visit.later("webhooks", processor.webhooks);
}

template <class Visitor, Is<Topology> T>
void visit_fields(Visitor& visit, T& topology) {
  visit("service_nodes", topology.service_nodes);
  visit("system", topology.system);
  visit("processors", topology.processors);
}

template <class Visitor, Is<AllowedFault> T>
void visit_fields(Visitor& visit, T& fault) {
  visit("site", fault.site);
  visit("answers", fault.answers);
  visit("rate", fault.rate);
  visit("phases", fault.phases);
}

template <class Visitor, Is<DrawnSetting> T>
void visit_fields(Visitor& visit, T& drawn) {
  visit("name", drawn.name);
  visit("values", drawn.values);
}

template <class Visitor, Is<Times> T>
void visit_fields(Visitor& visit, T& times) {
  visit("name", times.name);
  visit("weight", times.weight);
  visit("service", times.service);
  visit("effect_max", times.effect_max);
  visit("hold_length", times.hold_length);
  visit("timeout", times.timeout);
  visit("think_max", times.think_max);
  visit("backoff_max", times.backoff_max);
  visit.later("read_period", times.read_period);
  visit.later("begins_at", times.begins_at);
}

template <class Visitor, Is<DrawnProfile> T>
void visit_fields(Visitor& visit, T& drawn) {
  visit("profile", drawn.profile);
  visit("weight", drawn.weight);
}

template <class Visitor, Is<Swarm> T>
void visit_fields(Visitor& visit, T& swarm) {
  visit("faults", swarm.faults);
  visit("service_nodes", swarm.service_nodes);
  visit("service", swarm.service);
  visit.later("times", swarm.times);
  visit.later("profiles", swarm.profiles);
  visit("kinds", swarm.kinds);
  visit("flows", swarm.flows);
  visit("counts", swarm.counts);
  visit("payments", swarm.payments);
}

template <class Visitor, Is<Limits> T>
void visit_fields(Visitor& visit, T& limits) {
  visit.later("begins_at", limits.begins_at);
  visit("virtual_time_max", limits.virtual_time_max);
  visit("faults_until", limits.faults_until);
  visit("events_max", limits.events_max);
  visit("effect_max", limits.effect_max);
  visit("reconcile_max", limits.reconcile_max);
  visit("resolve_max", limits.resolve_max);
  visit("tries_max", limits.tries_max);
  visit("sometimes_after", limits.sometimes_after);
}

template <class Visitor, Is<Playbook> T>
void visit_fields(Visitor& visit, T& playbook) {
  visit("signal", playbook.signal);
  visit("containment", playbook.containment);
  visit("recovery", playbook.recovery);
  visit("verification", playbook.verification);
  visit("prevention", playbook.prevention);
}

template <class Visitor, Is<Scenario> T>
void visit_fields(Visitor& visit, T& scenario) {
  visit("name", scenario.name);
  visit("title", scenario.title);
  visit("story", scenario.story);
  visit("rules", scenario.rules);
  visit("topology", scenario.topology);
  visit("workload", scenario.workload);
  visit("faults", scenario.faults);
  visit.later("outside_contract", scenario.outside_contract);
  visit.later("may_break", scenario.may_break);
  visit("swarm", scenario.swarm);
  visit("sometimes", scenario.sometimes);
  visit("must_hold", scenario.must_hold);
  visit.later("properties", scenario.properties);
  visit("excuses", scenario.excuses);
  visit("service", scenario.service);
  visit("versions", scenario.versions);
  visit("limits", scenario.limits);
  visit("playbook", scenario.playbook);
}

}  // namespace assay::scenarios::detail
