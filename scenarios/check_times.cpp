// Lengths of time inside reason: no virtual century, no time-out of zero, healing before the end.
#include <array>

#include <fmt/core.h>

#include "scenarios/detail/checks.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/files/text_values.hpp"

namespace assay::scenarios::detail {

namespace {

/// A length of time of the scenario and the bounds that it must keep.
struct Bounded {
  std::string pointer;
  sim::Duration length;
  sim::Duration least;
  sim::Duration most;
  std::string beside{};  ///< another field that is one of the bounds
};

std::vector<Bounded> limits_of(const Limits& limits) {
  const std::string longest = "/limits/virtual_time_max";
  return {{"/limits/begins_at", limits.begins_at, 0_s, 24_h},
          {longest, limits.virtual_time_max, 1_s, 1000_h},
          {"/limits/faults_until", limits.faults_until, 0_s, limits.virtual_time_max, longest},
          {"/limits/effect_max", limits.effect_max, 1_ms, 24_h},
          {"/limits/reconcile_max", limits.reconcile_max, 1_ms, limits.virtual_time_max, longest},
          {"/limits/resolve_max", limits.resolve_max, 1_ms, limits.virtual_time_max, longest}};
}

std::vector<Bounded> times_of(const ClientGroup& group, const std::string& pointer) {
  const RetryPolicy& retry = group.retry;
  return {{pointer + "/think_max", group.think_max, 0_s, 24_h},
          {pointer + "/retry/timeout", retry.timeout, 1_ms, 1_h},
          {pointer + "/retry/backoff_min", retry.backoff_min, 0_s, retry.backoff_max,
           pointer + "/retry/backoff_max"},
          {pointer + "/retry/backoff_max", retry.backoff_max, 0_s, 24_h}};
}

/// Of a set of times that a run may draw: what it sets.
std::vector<Bounded> times_of(const Times& times, const std::string& pointer,
                              const Limits& limits) {
  std::vector<Bounded> all{{pointer + "/effect_max", times.effect_max, 1_ms, 24_h},
                           {pointer + "/hold_length", times.hold_length, 1_s, 24_h * 365},
                           {pointer + "/timeout", times.timeout, 1_ms, 1_h},
                           {pointer + "/think_max", times.think_max, 1_ms, 48_h},
                           {pointer + "/read_period", times.read_period, 1_ms, 24_h},
                           {pointer + "/begins_at", times.begins_at, 1_ms, 24_h},
                           {pointer + "/backoff_max", times.backoff_max, 1_ms,
                            limits.virtual_time_max, "/limits/virtual_time_max"}};
  std::erase_if(all, [](const Bounded& time) { return time.length == sim::Duration{}; });
  return all;
}

std::vector<Bounded> times_in(const Scenario& scenario) {
  std::vector<Bounded> times = limits_of(scenario.limits);
  times.push_back({"/workload/read_period", scenario.workload.read_period, 1_ms, 24_h});
  for (std::size_t i = 0; i < scenario.workload.clients.size(); ++i) {
    const std::string pointer = step("/workload/clients", i);
    for (const Bounded& time : times_of(scenario.workload.clients[i], pointer)) {
      times.push_back(time);
    }
  }
  for (std::size_t i = 0; i < scenario.swarm.times.size(); ++i) {
    const std::string pointer = step("/swarm/times", i);
    for (const Bounded& time : times_of(scenario.swarm.times[i], pointer, scenario.limits)) {
      times.push_back(time);
    }
  }
  return times;
}

}  // namespace

void check_times(const Scenario& scenario, Complaints& flaws) {
  for (const Bounded& time : times_in(scenario)) {
    if (time.length >= time.least && time.length <= time.most) continue;
    const std::string expected =
        fmt::format("a time from {} to {}", to_text(time.least), to_text(time.most));
    Complaint complaint{time.pointer, expected, to_text(time.length)};
    if (time.beside.empty()) {
      flaws.add(std::move(complaint));
    } else {
      flaws.add(std::move(complaint), std::array{time.pointer, time.beside});
    }
  }
}

}  // namespace assay::scenarios::detail
