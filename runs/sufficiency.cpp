// From counts to what is missing, and how many runs would have met it.
#include "runs/sufficiency.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "runs/reach.hpp"

namespace assay::runs {

namespace {

constexpr std::uint64_t runs_max = 1'000'000'000'000'000;  // nobody waits for so many
/// In which a fault of a swarm is on in at least one with 99 %: it is off in every other run.
constexpr std::uint64_t swarm_runs_min = 7;
constexpr std::array<std::string_view, 4> missing_names{"fault", "phase", "sometimes", "mark"};

__extension__ typedef unsigned __int128 Wide;

/// Fractions as parts of 2^62: a run's layer knows no floating point.
constexpr std::uint64_t whole = std::uint64_t{1} << 62;

std::uint64_t product(std::uint64_t one, std::uint64_t other) {
  return static_cast<std::uint64_t>(Wide{one} * other >> 62);
}

std::uint64_t power(std::uint64_t base, std::uint64_t exponent) {
  std::uint64_t result = whole;
  for (; exponent != 0; exponent >>= 1) {
    if ((exponent & 1U) != 0) result = product(result, base);
    base = product(base, base);
  }
  return result;
}

/// ln 0.01 / ln(1 - rate), rounded up: after so many visits a fault was chosen with 99 %.
std::uint64_t visits_for(const sim::Ratio& rate) {
  const auto missed = static_cast<std::uint64_t>(
      Wide{whole} * (rate.denominator - rate.numerator) / rate.denominator);
  std::uint64_t enough = 1;
  while (power(missed, enough) > whole / 100) enough *= 2;
  std::uint64_t too_few = enough / 2;
  while (enough - too_few > 1) {
    const std::uint64_t middle = too_few + (enough - too_few) / 2;
    (power(missed, middle) > whole / 100 ? too_few : enough) = middle;
  }
  return enough;
}

/// The runs that have so many visits, going by those that were seen. On average a fault of a swarm
/// is as frequent as its rate says: off in half of the runs, three times as frequent in a quarter.
std::uint64_t runs_for(const scenarios::Scenario& scenario, const sim::Ratio& rate,
                       std::uint64_t visits, std::uint64_t runs) {
  const Wide needed = (Wide{visits_for(rate)} * runs + visits - 1) / visits;
  const std::uint64_t least = scenario.swarm.faults ? swarm_runs_min : 1;
  if (needed > runs_max) return runs_max;
  return std::max(static_cast<std::uint64_t>(needed), least);
}

/// Fills in what is not among the struck, of faults or of phases.
class Absences {
 public:
  Absences(const scenarios::Scenario& scenario, const Tally& tally, std::vector<Missing>& into)
      : scenario_{scenario}, tally_{tally}, into_{into} {}

  void look_at(Missing::Kind kind, const ChanceCounts& counts, std::size_t place,
               const std::string& name, const sim::Ratio& rate) {
    if (place < counts.applied.size() && counts.applied[place] > 0) return;
    Missing missing{.kind = kind, .name = name, .runs = tally_.runs};
    if (place < counts.visits.size()) missing.visits = counts.visits[place];
    if (place < counts.chosen.size()) missing.chosen = counts.chosen[place];
    if (missing.visits > 0 && missing.chosen == 0) {
      missing.runs_needed = runs_for(scenario_, rate, missing.visits, tally_.runs);
    }
    into_.push_back(std::move(missing));
  }

 private:
  const scenarios::Scenario& scenario_;
  const Tally& tally_;
  std::vector<Missing>& into_;
};

void look_at_faults(const scenarios::Scenario& scenario, const harness::System& system,
                    const Tally& tally, Sufficiency& met) {
  const std::vector<std::string> faults = allowed_faults(scenario);
  const std::vector<std::string> phases = listed_phases(scenario);
  Absences absences{scenario, tally, met.missing};
  std::size_t fault = 0;
  std::size_t phase = 0;
  for (const scenarios::AllowedFault& allowed : scenario.faults) {
    const bool applies = reaches(system, scenario, allowed.site);
    for (std::size_t i = 0; i < allowed.answers.size(); ++i, ++fault) {
      if (applies) {
        absences.look_at(Missing::Kind::fault, tally.faults, fault, faults[fault], allowed.rate);
      } else {
        met.not_applicable.push_back(faults[fault]);
      }
    }
    for (std::size_t i = 0; i < allowed.phases.size() * allowed.answers.size(); ++i, ++phase) {
      const std::string action = phases[phase].substr(0, phases[phase].find(':'));
      if (!reaches(system, scenario, action)) continue;
      absences.look_at(Missing::Kind::phase, tally.phases, phase, phases[phase], allowed.rate);
    }
  }
  met.none_applies = fault > 0 && met.not_applicable.size() == fault;
}

void look_at_facts(const scenarios::Scenario& scenario, const Tally& tally, Sufficiency& met) {
  for (const history::CoverageMark fact : scenario.sometimes) {
    if (tally.sometimes[static_cast<std::size_t>(fact)] > 0) continue;
    met.missing.push_back({.kind = Missing::Kind::sometimes,
                           .name = std::string{name_of(fact)},
                           .runs = tally.runs,
                           .runs_needed = scenario.limits.sometimes_after});
  }
}

}  // namespace

std::string_view to_text(Missing::Kind kind) {
  return missing_names[static_cast<std::size_t>(kind)];
}

std::string reason_of(const Missing& missing) {
  if (missing.kind == Missing::Kind::mark) {
    const bool reached = missing.visits > 0;
    return fmt::format("{} in {} runs of the system", reached ? "never held" : "never come to",
                       missing.runs);
  }
  if (missing.kind != Missing::Kind::sometimes && missing.visits == 0) {
    return "its site was never reached";
  }
  if (missing.chosen > 0) {
    return fmt::format("chosen in {} of {} runs, and nothing came of it", missing.chosen,
                       missing.runs);
  }
  if (!missing.runs_needed) return fmt::format("never in {} runs", missing.runs);
  if (missing.kind == Missing::Kind::sometimes) {
    return fmt::format("never in {} runs; the scenario expects it within {}", missing.runs,
                       *missing.runs_needed);
  }
  return fmt::format("never in {} runs; with 99 % within {}", missing.runs, *missing.runs_needed);
}

Sufficiency sufficiency_of(const Tally& tally, const scenarios::Scenario& scenario,
                           const harness::System& system) {
  Sufficiency met;
  // Under every fault there is no list to be met: its sites are a table of what was struck.
  if (!scenario.every_fault) look_at_faults(scenario, system, tally, met);
  look_at_facts(scenario, tally, met);
  return met;
}

std::vector<Missing> marks_missing(const harness::System& system, const MarkTally& tally,
                                   std::uint64_t runs) {
  MarkTally all = tally;
  for (const harness::Mark& mark : system.marks) all[{mark.kind, std::string{mark.name}}];
  std::vector<Missing> missing;
  for (const auto& [mark, counted] : all) {
    const auto& [kind, name] = mark;
    if (!harness::must_be_met(kind) || harness::is_met(kind, counted.times, counted.held)) continue;
    missing.push_back({.kind = Missing::Kind::mark,
                       .name = name,
                       .runs = runs,
                       .visits = counted.times});
  }
  return missing;
}

properties::Verdict verdict_of(const Tally& tally, const Sufficiency& met) {
  const properties::Verdict verdict = verdict_of(tally);
  if (verdict != properties::Verdict::holds || met.is_enough()) return verdict;
  return properties::Verdict::unknown;
}

}  // namespace assay::runs
