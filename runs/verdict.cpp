// Counting over runs; every sum here is the same in any order.
#include "runs/verdict.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/named.hpp"
#include "scenarios/known_properties.hpp"

namespace assay::runs {

namespace {

[[noreturn]] void refuse_name(const scenarios::Scenario& scenario, const std::string& name,
                              const std::vector<properties::Property>& valid) {
  std::vector<std::string_view> names;
  for (const auto& property : valid) names.push_back(property.name);
  throw scenarios::BadInput{{.file = scenario.name,
                             .pointer = "/must_hold",
                             .expected = "a property",
                             .found = name,
                             .nearest = scenarios::nearest_name(name, names)}};
}

/// Those of ours that are wanted, then all of the user's own; or the one.
std::vector<properties::Property> properties_of(const scenarios::Scenario& scenario,
                                                const harness::System& system,
                                                std::string_view only) {
  if (!only.empty()) return {scenarios::property_named(only, scenario, system)};
  std::vector<properties::Property> own = scenarios::own_properties(scenario, system);
  std::vector<properties::Property> wanted = properties::all_properties();
  if (scenario.must_hold != std::vector<std::string>{"all"}) {
    const std::vector<properties::Property> ours = std::exchange(wanted, {});
    for (const std::string& name : scenario.must_hold) {
      const auto found = std::ranges::find(ours, name, &properties::Property::name);
      const bool is_own = std::ranges::find(own, name, &properties::Property::name) != own.end();
      if (found == ours.end() && !is_own) refuse_name(scenario, name, ours);
      if (found != ours.end()) wanted.push_back(*found);
    }
  }
  std::ranges::move(own, std::back_inserter(wanted));
  return wanted;
}

void count_bits(std::vector<std::uint64_t>& counts, const Bits& bits) {
  bits.for_each([&](std::size_t place) { ++counts[place]; });
}

void add_counts(std::vector<std::uint64_t>& counts, const std::vector<std::uint64_t>& more) {
  counts.resize(std::max(counts.size(), more.size()));
  for (std::size_t i = 0; i < more.size(); ++i) counts[i] += more[i];
}

/// A run's part of the campaign's digest: bound to its seed, so that a sum serves in any order.
sim::Digest bound_to_seed(std::uint64_t seed, const sim::Digest& behaviour) {
  sim::Digester digester;
  digester.fold(seed);
  digester.fold(behaviour.high);
  digester.fold(behaviour.low);
  return digester.value();
}

void count_verdicts(Tally& tally, const Jury& jury, const Run& run, std::uint64_t seed) {
  bool violated = false;
  bool unknown = false;
  for (const properties::Judgement& judgement : jury.judge(run)) {
    if (judgement.verdict == properties::Verdict::unknown) {
      unknown = true;
      ++tally.undecided[std::string{judgement.property}];
    }
    if (judgement.verdict != properties::Verdict::violated) continue;
    violated = true;
    ViolatingSeeds& seen = tally.violations[std::string{judgement.property}];
    seen.first_seed = seen.runs == 0 ? seed : std::min(seen.first_seed, seed);
    ++seen.runs;
  }
  if (violated) ++tally.violated;
  if (!violated && unknown) ++tally.unknown;
}

void count_marks(MarkTally& tally, const std::vector<harness::MarkCount>& marks) {
  for (const harness::MarkCount& mark : marks) {
    if (mark.times == 0) continue;
    MarkRuns& counted = tally[{mark.kind, mark.name}];
    counted.times += mark.times;
    counted.held += mark.held;
    ++counted.runs;
    if (mark.held > 0) ++counted.runs_held;
  }
}

void count_run(Tally& tally, const Run& run, std::uint64_t seed) {
  ++tally.runs;
  tally.events += run.events;
  tally.abandoned += run.abandoned;
  ++tally.exits[static_cast<std::size_t>(run.exit)];
  tally.faults.add(run.faults.faults);
  tally.phases.add(run.faults.phases);
  ++tally.struck[std::min<std::size_t>(run.faults.struck, tally.struck.size() - 1)];
  for (std::size_t i = 0; i < history::coverage_mark_count; ++i)
    tally.sometimes[i] += run.sometimes >> i & 1U;
  count_marks(tally.marks, run.marks);
  tally.states.add(run.faults.states);
  const sim::Digest part = bound_to_seed(seed, run.behaviour);
  tally.digest_high += part.high;
  tally.digest_low += part.low;
  if (!run.probed) return;
  ++tally.probed;
  tally.probe_digest += bound_to_seed(seed, run.probe).low;
}

}  // namespace

Jury::Jury(const scenarios::Scenario& scenario) : Jury{scenario, harness::System{}} {}

Jury::Jury(const scenarios::Scenario& scenario, const harness::System& system,
           std::string_view only)
    : properties_{properties_of(scenario, system, only)} {}

Jury Jury::without_probe() const {
  Jury others = *this;
  std::erase_if(others.properties_, &properties::Property::of_probe);
  return others;
}

std::vector<properties::Judgement> Jury::judge(const Run& run) const {
  return properties::judge(*run.history, properties_);
}

void ChanceCounts::add(const Chances& run) {
  for (std::size_t i = 0; i < run.visits.size(); ++i) visits[i] += run.visits[i];
  count_bits(chosen, run.chosen);
  count_bits(applied, run.applied);
}

void ChanceCounts::add(const ChanceCounts& other) {
  add_counts(visits, other.visits);
  add_counts(chosen, other.chosen);
  add_counts(applied, other.applied);
}

void add(MarkTally& marks, const MarkTally& more) {
  for (const auto& [mark, seen] : more) {
    MarkRuns& mine = marks[mark];
    mine.times += seen.times;
    mine.held += seen.held;
    mine.runs += seen.runs;
    mine.runs_held += seen.runs_held;
  }
}

void ActedRuns::add(const ActedRuns& other) {
  if (other.acted > 0) {
    first_seed = acted == 0 ? other.first_seed : std::min(first_seed, other.first_seed);
  }
  compared += other.compared;
  acted += other.acted;
}

void Tally::add(const Tally& other) {
  runs += other.runs;
  events += other.events;
  violated += other.violated;
  unknown += other.unknown;
  digest_high += other.digest_high;
  digest_low += other.digest_low;
  abandoned += other.abandoned;
  probed += other.probed;
  probe_digest += other.probe_digest;
  faults.add(other.faults);
  phases.add(other.phases);
  for (std::size_t i = 0; i < struck.size(); ++i) struck[i] += other.struck[i];
  for (std::size_t i = 0; i < sometimes.size(); ++i) sometimes[i] += other.sometimes[i];
  for (std::size_t i = 0; i < exits.size(); ++i) exits[i] += other.exits[i];
  for (const auto& [property, seen] : other.violations) {
    ViolatingSeeds& mine = violations[property];
    mine.first_seed = mine.runs == 0 ? seen.first_seed : std::min(mine.first_seed, seen.first_seed);
    mine.runs += seen.runs;
  }
  for (const auto& [property, more] : other.undecided) undecided[property] += more;
  broken.insert(other.broken.begin(), other.broken.end());
  failed.insert(other.failed.begin(), other.failed.end());
  repeated += other.repeated;
  parted.insert(other.parted.begin(), other.parted.end());
  runs::add(marks, other.marks);
  states.add(other.states);
  acted.add(other.acted);
}

Tally empty_tally(const scenarios::Scenario& scenario) {
  Tally tally;
  tally.faults = ChanceCounts{allowed_fault_count(scenario)};
  tally.phases = ChanceCounts{listed_phase_count(scenario)};
  return tally;
}

bool count(Tally& tally, const Jury& jury, const Run& run, std::uint64_t seed) {
  const std::uint64_t violated_before = tally.violated;
  count_run(tally, run, seed);
  if (run.exit == sim::Exit::broken_harness) {
    tally.broken[seed] = run.broken_claim;
  } else if (!run.failure.empty()) {
    tally.failed[seed] = run.failure;
    ++tally.violated;
  } else {
    count_verdicts(tally, jury, run, seed);
  }
  return tally.violated > violated_before;
}

Tally tally(World& world, const scenarios::Scenario& scenario, const harness::System& system,
            const Jury& jury, std::uint64_t first, std::uint64_t count, const Before& before) {
  Tally tally = empty_tally(scenario);
  const auto strategy = sim::strategy_named("random").make({.first = first, .count = count});
  const auto judge = [&](const Run& run, const sim::Proposal& next) {
    return runs::count(tally, jury, run, next.seed);
  };
  play(*strategy, {world, scenario, system}, judge, before);
  return tally;
}

properties::Verdict verdict_of(const Tally& tally) {
  if (tally.violated > 0) return properties::Verdict::violated;
  if (tally.unknown > 0 || !tally.broken.empty()) return properties::Verdict::unknown;
  return properties::Verdict::holds;
}

}  // namespace assay::runs
