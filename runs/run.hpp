// One run, asked for and done: scenario and system go into a world, a run comes out. What plays it
// is world.hpp; what judges it is verdict.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/system.hpp"
#include "history/history.hpp"
#include "runs/fault_coverage.hpp"
#include "scenarios/scenario.hpp"
#include "sim/decisions/decisions.hpp"
#include "sim/decisions/plan.hpp"
#include "sim/digest.hpp"
#include "sim/kernel/kernel.hpp"
#include "sim/search/strategy.hpp"
#include "sim/world/trace.hpp"

namespace assay::runs {

/// Bumped whenever an equal input gives another run; see the CHANGELOG's "Replay".
inline constexpr std::uint32_t behaviour_version = 5;

/// Whether the service is asked, when a run has come to rest and nothing fails any more, what it is
/// still good for.
enum class Probing : std::uint8_t {
  drawn,   ///< a quarter of the seeded runs, drawn from the seed; every run of a plan or a search
  always,
  never,
};

struct RemedyRequest;

/// One thing that was done in the name of a step, and how it came out.
struct StepTaken {
  std::size_t step = 0;  ///< its place in the remedy
  sim::TimePoint at;
  std::string about;  ///< by the world's name; empty: the whole service
  std::string came;   ///< "done", "refused: ..."; "nothing to do" where the list had nothing for it
  bool done = false;
  friend bool operator==(const StepTaken&, const StepTaken&) = default;
};

struct RunRequest {
  const scenarios::Scenario* scenario = nullptr;
  const harness::System* system = nullptr;
  sim::Baseline baseline = sim::Baseline::seeded;
  std::uint64_t seed = 0;
  const sim::Plan* plan = nullptr;        ///< nullptr: the empty plan
  sim::Respondent* respondent = nullptr;  ///< on the baseline `asked`
  /// One that goes by seeds, and begins the run of this seed: it says all of the above but that.
  std::string_view strategy = {};
  sim::KeepDecisions keep = sim::KeepDecisions::answers;
  Probing probing = Probing::drawn;
  /// Carried out once the run has come to rest, before any probe; nullptr: none.
  const RemedyRequest* remedy = nullptr;
  bool trace = false;
  const sim::TraceWatch* watch = nullptr;  ///< of the trace; must outlive the run
};

/// What a run did. The history belongs to its world and lasts until the next run there.
struct Run {
  sim::Exit exit = sim::Exit::at_rest;
  sim::Digest behaviour;
  const history::History* history = nullptr;
  sim::TimePoint ended;
  std::uint64_t events = 0;
  std::uint64_t messages = 0;
  FaultsOfRun faults;
  std::uint64_t sometimes = 0;  ///< a bit for each coverage mark that was reached
  std::vector<harness::MarkCount> marks;  ///< of the system's own code, until it came to rest
  std::uint32_t abandoned = 0;  ///< fibers that a crash left in raw Boost waits
  std::string broken_claim;     ///< why the harness is broken, where it is
  /// Why the code under test did not come through, where it did not: an exception left it, or it
  /// kept virtual time from moving on. Nothing else of such a run is judged.
  std::string failure;
  std::size_t facts = 0;         ///< of the run itself: what follows are a remedy's or a probe's
  bool remedied = false;         ///< the remedy that was asked for was carried out
  sim::TimePoint rested;         ///< when it began
  std::vector<StepTaken> taken;  ///< in its name, in the order of time
  bool probed = false;   ///< its history goes on behind `probe_began`
  sim::Digest probe;     ///< of what the probe saw; no part of `behaviour`
};

/// How the site begins of each question by which a swarm draws what its run is.
inline constexpr std::string_view swarm_mark = "swarm/";

/// Whether an answer of a plan is what a swarm drew for its run.
[[nodiscard]] inline bool is_drawn(const sim::Answer& answer) {
  return answer.site.starts_with(swarm_mark);
}

/// Whether this run is probed when it comes to rest. Determinism: by the request alone.
[[nodiscard]] bool wants_probe(const RunRequest& request);

/// The faults that a scenario allows, one per site pattern and answer: "acquirer.*/reply: lose".
[[nodiscard]] std::vector<std::string> allowed_faults(const scenarios::Scenario& scenario);
[[nodiscard]] std::size_t allowed_fault_count(const scenarios::Scenario& scenario);
/// The phases that they must reach: "acquirer.capture/reply: lose".
[[nodiscard]] std::vector<std::string> listed_phases(const scenarios::Scenario& scenario);
[[nodiscard]] std::size_t listed_phase_count(const scenarios::Scenario& scenario);

}  // namespace assay::runs
