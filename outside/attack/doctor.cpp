// Each tick is read off one run.
#include "outside/attack/doctor.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "outside/attack/player.hpp"

namespace assay::outside::attack {
namespace {

std::vector<std::string> variables_of(const EdgeSpec& edge) {
  std::vector<std::string> names;
  for (const auto& [name, value] : edge.env) names.push_back(name);
  return names;
}

/// Messages that began at an edge: sites of requests, or commits.
std::size_t seen_at(const Run& run, const EdgeSpec& edge) {
  const std::string who = edge.is_postgres ? edge.from + "." + edge.name : edge.name;
  std::size_t count = 0;
  for (const Passed& one : run.passed) {
    const std::string action = one.site.substr(0, one.site.find(' '));
    const bool begins = action.ends_with("/request") || action.ends_with("/commit");
    if (begins && action.starts_with(edge.is_postgres ? who + "/" : who + ".")) {
      count += one.visits;
    }
  }
  return count;
}

Tick tick_of(const Run& run, const EdgeSpec& edge) {
  const std::size_t seen = seen_at(run, edge);
  const std::string_view thing = edge.is_postgres ? "commits" : "calls";
  std::string what = fmt::format("{} to {}: {} {} seen", edge.from, edge.name, seen, thing);
  if (seen == 0) {
    what += fmt::format(": the service ignores {}", fmt::join(variables_of(edge), ", "));
  }
  return {seen > 0, what};
}

bool carries_reference(const Run& run) {
  return std::ranges::any_of(run.passed, [](const Passed& one) {
    return one.site.starts_with("processor.") && one.site.contains(fmt::format(" @ {}/", payable));
  });
}

}  // namespace

bool Diagnosis::is_good() const { return std::ranges::all_of(ticks, &Tick::good); }

Diagnosis diagnose(const OutsideFile& file) {
  Player player{file};
  player.start();
  Diagnosis found;
  for (const ServiceSpec& one : file.services) found.ticks.push_back({true, one.name + ": ready"});
  const Run run = player.play({});
  for (const EdgeSpec& edge : file.edges) found.ticks.push_back(tick_of(run, edge));
  found.ticks.push_back(
      {carries_reference(run), "the calls to the processor carry the payment's reference"});
  found.ticks.push_back(
      {run.effects > 0, fmt::format("the ledger has {} effects of the payment", run.effects)});
  found.ticks.push_back({run.told_success, "the client was told success"});
  if (file.belief) {
    const bool booked = std::ranges::any_of(run.books, [](const history::Observation& one) {
      return one.is<history::TransitionCommitted>();
    });
    found.ticks.push_back({booked, "the service's rows say something of the payment"});
  }
  for (const std::string& one : run.puzzles) found.ticks.push_back({false, one});
  found.ticks.push_back({run.at_rest, "everything comes to rest"});
  found.timeline = run.timeline;
  return found;
}

}  // namespace assay::outside::attack
