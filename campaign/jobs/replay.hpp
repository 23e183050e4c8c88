// One run again, with everything kept: trace, history, judgements, decisions. For people to look
// at; campaigns keep only counts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runs/verdict.hpp"
#include "scenarios/files/recording.hpp"

namespace assay::campaign {

/// What to run: a plan on the benign baseline, or a seed.
struct ReplayRequest {
  const scenarios::Scenario* scenario = nullptr;
  const harness::System* system = nullptr;
  std::optional<std::uint64_t> seed;  ///< where there is one, `plan` means nothing
  sim::Plan plan{};
  std::optional<runs::Jury> jury{};  ///< none: the properties of the scenario
  std::string judged_too{};          ///< a property beside them; empty for none
  std::string recorded_digest{};     ///< of the run that it is to be; empty where nobody knows
  const sim::TraceWatch* watch = nullptr;  ///< told of each event right before it happens
};

/// A run and all that is known of it.
struct Replayed {
  sim::Exit exit{};
  std::string broken_claim;
  std::string failure;  ///< why the code under test did not come through; nothing is judged then
  sim::Digest digest;
  sim::TimePoint ended;
  std::uint64_t events = 0;
  std::vector<sim::TraceEvent> trace;
  history::History history;
  std::vector<properties::Judgement> judgements;
  sim::Plan recorded;
  sim::Plan unplaced;  ///< answers of the plan that found no place in the run
  std::vector<std::string> objections;  ///< why it is not the run that was recorded
};

/// Runs it in this process. Determinism: a pure function of the request.
[[nodiscard]] Replayed replay(runs::World& world, const ReplayRequest& request);

/// The run that a recording's plan leads to, judged by its scenario's properties and the recorded
/// one; `watch` is told of its events. How this program differs from the one that recorded it is
/// the first of the objections.
[[nodiscard]] Replayed replay(runs::World& world, const scenarios::Recording& recording,
                              const sim::TraceWatch* watch = nullptr);

/// The worst verdict of a run: violated, else unknown, else holds.
[[nodiscard]] properties::Verdict verdict_of(const Replayed& replayed);

/// The judgement of that property, or nullptr.
[[nodiscard]] const properties::Judgement* judgement_of(const Replayed& replayed,
                                                        std::string_view property);

}  // namespace assay::campaign
