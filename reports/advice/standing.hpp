// What was known of each operation at one moment of a run, gathered from its facts: effects,
// records, words to clients, events. The raw matter of a situation.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "reports/concern.hpp"

namespace assay::reports::advice {

/// One effect of an operation.
struct StandingEffect {
  const history::Seen<history::EffectApplied>* applied = nullptr;
  std::optional<std::int64_t> undone;        ///< by that moment
  std::optional<std::int64_t> undone_later;  ///< after it
  bool booked = false;                       ///< a success or a break speaks of it
  bool told = false;                         ///< a client was told of its success
};

/// All that is known of one operation as its client means it.
struct Standing {
  std::vector<StandingEffect> effects;
  bool declined = false;
  const history::Seen<history::IntentDeclared>* wanted = nullptr;
  const history::Seen<history::RequestSent>* asked = nullptr;        ///< the last
  const history::Seen<history::AttemptSent>* sent = nullptr;         ///< the last
  const history::Seen<history::TransitionCommitted>* step = nullptr;  ///< the last that counts
  const history::Seen<history::ResponseReceived>* told = nullptr;    ///< the last
  std::vector<const history::Seen<history::EventCommitted>*> events;
  std::vector<const history::Seen<history::BreakOpened>*> breaks;  ///< those not settled
  std::vector<std::pair<std::string, std::string>> references;  ///< operation and key, as sent
  std::size_t tries = 0;  ///< at the edge or at a processor, whichever are more
};

/// An event and one of its consumers.
struct Delivery {
  const history::Seen<history::EventCommitted>* event = nullptr;
  std::string consumer;
};

/// What is known by the fact of that sequence number, by operation. Facts of the run's history,
/// which must outlive it.
class Standings {
 public:
  Standings(const history::History& history, std::uint64_t moment);

  [[nodiscard]] const std::map<Concern::Operation, Standing>& all() const { return all_; }
  /// The events of one operation that some consumer had not taken.
  [[nodiscard]] std::vector<Delivery> untaken_of(const Standing& standing) const;
  /// Those that took effect at some consumer more than once.
  [[nodiscard]] std::vector<Delivery> taken_again_of(const Standing& standing) const;

 private:
  struct Note;

  void mark_booked();

  using OfConsumer = std::pair<std::string, std::string>;  // event and consumer

  std::map<Concern::Operation, Standing> all_;
  std::set<std::string> consumers_;
  std::set<OfConsumer> taken_;
  std::map<OfConsumer, int> applied_;             // how often
  std::map<std::string, std::string> booked_by_;  // a success's evidence, by operation
  std::set<std::string> succeeded_;               // operations of the service
  std::set<std::string> noted_;                   // effects that a break speaks of
  std::set<std::string> told_;                    // operations told as a success
};

}  // namespace assay::reports::advice
