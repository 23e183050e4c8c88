// The one place where a simulated world's observations are taken in: stamped, ordered, folded into
// the run's digest, kept as its history. Not a judge. Serves law 5 (what was observed is part of
// the behaviour digest) and law 2 (properties see this record and nothing else).
#pragma once

#include <concepts>
#include <cstdint>
#include <span>
#include <string_view>

#include "history/observation.hpp"
#include "models/sightings.hpp"
#include "sim/digest.hpp"
#include "sim/world/world.hpp"

namespace assay::models {

/// Folds every field of an observation.
void fold(sim::Digester& digest, const history::Observation& seen);

class Recorder {
 public:
  explicit Recorder(sim::World& world) : world_{world} {}
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  /// Starts a run with an empty history; the memory of the last one stays. Room is made for the
  /// facts of so many payments: a long history that had to move would be in memory twice. Call it
  /// after the world's own `begin`.
  void begin(const history::Bounds& bounds, history::Sources recorded = history::every_source,
             std::uint64_t payments = 1);

  /// What the processors of this run promise; until the next call.
  void set_processors(std::span<const history::ProcessorTerms> terms);

  /// Takes in one fact: `at` and `sequence` are set here, and `observer` where `by` is given.
  void record(history::Observation&& seen);
  /// The same for what a node saw: `make` returns it, so that it is made where it is kept.
  template <std::invocable Make>
  void record(sim::Node& by, Make make) {
    take_in(history_.observations.emplace_back(MadeInPlace<Make>{make}), by);
  }

  /// Reports a rare fact that no observation shows.
  void saw(Sighting sighting) { sightings_.saw(sighting); }

  [[nodiscard]] const history::History& history() const { return history_; }
  [[nodiscard]] const Sightings& sightings() const { return sightings_; }
  [[nodiscard]] sim::World& world() { return world_; }

  /// Hands the history over; the next run starts with fresh memory.
  [[nodiscard]] history::History take_history() { return std::move(history_); }

 private:
  /// Turns into what `make` returns, at the place that it initialises.
  template <typename Make>
  struct MadeInPlace {
    Make& make;
    operator history::Observation() const { return make(); }  // NOLINT: meant to be implicit
  };

  void take_in(history::Observation& seen, const sim::Node& by);
  void take_in(history::Observation& seen, std::uint32_t life);

  sim::World& world_;
  history::History history_;
  Sightings sightings_;
  sim::Digester scratch_;
};

/// A crash point of a node, counted where it strikes in the middle of a payment.
void crash_point(Recorder& recorder, sim::Node& node, std::string_view action,
                 std::string_view scope);

}  // namespace assay::models
