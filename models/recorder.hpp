// The one place where a simulated world's observations are taken in: stamped, ordered, folded into
// the run's digest, kept as its history. Not a judge. Serves law 5 (what was observed is part of
// the behaviour digest) and law 2 (properties see this record and nothing else).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "history/history.hpp"
#include "models/coverage.hpp"
#include "sim/digest.hpp"
#include "sim/world/world.hpp"

namespace assay::models {

/// Folds every field of a fact, and its stamp.
void fold(sim::Digester& digest, const history::Observation& seen);

class Recorder {
 public:
  explicit Recorder(sim::World& world) : world_{world} {}
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  /// Starts a run with an empty history; the memory of the last one stays. Call it after the
  /// world's own `begin`.
  void begin(const history::Bounds& bounds, history::Sources recorded = history::every_source);

  /// What the processors of this run promise; until the next call.
  void set_processors(std::span<const history::ProcessorTerms> terms);

  /// What the service says of itself: which answers it stores, what its alarms can claim; until the
  /// next call.
  void set_declared(history::StoredAnswers stored, history::AlarmClaims alarms) {
    history_.stored_answers = stored;
    history_.alarms = alarms;
  }

  /// The name of a text, for facts of this run.
  history::Name name(std::string_view text) { return history_.name(text); }

  /// Takes in one fact that a node saw; the stamp is made here.
  template <typename Fact>
  void record(const sim::Node& by, const Fact& fact) {
    take_in(history_.add(stamp_of(by.name()), fact), by.life());
  }
  /// The same for what no node sees.
  template <typename Fact>
  void record(std::string_view observer, const Fact& fact) {
    take_in(history_.add(stamp_of(observer), fact), 0);
  }

  /// Reports a rare fact that no observation shows.
  void reached(history::CoverageMark mark) { coverage_.reached(mark); }

  [[nodiscard]] const history::History& history() const { return history_; }
  [[nodiscard]] const Coverage& coverage() const { return coverage_; }
  [[nodiscard]] sim::World& world() { return world_; }

 private:
  history::Stamp stamp_of(std::string_view observer);
  void take_in(const history::Observation& seen, std::uint32_t life);

  sim::World& world_;
  history::History history_;
  Coverage coverage_;
  sim::Digester scratch_;
};

/// A crash point of a node, counted where it strikes in the middle of a payment.
void crash_point(Recorder& recorder, sim::Node& node, std::string_view action,
                 std::string_view scope);

}  // namespace assay::models
