// Stamping, folding and keeping observations.
#include "models/recorder.hpp"

#include <array>

#include "models/observation_text.hpp"

namespace assay::models {
namespace {

constexpr std::size_t usual_length = 256;  // observations of a run, so that the first does not grow

template <typename Enum>
std::uint64_t number_of(Enum value, unsigned shift) {
  return static_cast<std::uint64_t>(value) << shift;
}

}  // namespace

void fold(sim::Digester& digest, const Observation& seen) {
  const auto& [fact, outcome, kind, at, sequence, number, ordinal, status, amount, observer,
               payable, operation, customer, scope, key, fingerprint, processor, processor_key,
               effect, from, to, evidence, transaction, event, reason] = seen;
  const auto& [minor, currency] = amount;
  const std::array texts{&currency,  &observer,      &payable, &operation, &customer,   &scope,
                         &key,       &fingerprint,   &processor, &processor_key, &effect, &from,
                         &to,        &evidence,      &transaction, &event,   &reason};
  std::uint64_t present = 0;  // which texts follow, so that empty ones cost nothing
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!texts[i]->empty()) present |= std::uint64_t{1} << i;
  }
  digest.fold(number_of(fact, 0) | number_of(outcome, 8) | number_of(kind, 16) | present << 32);
  digest.fold(static_cast<std::uint64_t>(at));
  digest.fold(sequence);
  digest.fold(number);
  digest.fold(std::uint64_t{ordinal} << 32 | status);
  digest.fold(static_cast<std::uint64_t>(minor));
  for (const std::string* const text : texts) {
    if (!text->empty()) digest.fold(*text);
  }
}

void Recorder::begin(const Bounds& bounds, Sources recorded) {
  history_.bounds = bounds;
  history_.recorded = recorded;
  history_.observations.clear();
  history_.observations.reserve(usual_length);
  sightings_.begin();
}

void Recorder::record(Observation&& seen) { take_in(std::move(seen), 0); }

void Recorder::record(sim::Node& by, Observation&& seen) {
  seen.observer = by.name();
  take_in(std::move(seen), by.life());
}

void Recorder::take_in(Observation&& seen, std::uint32_t life) {
  seen.at = world_.now().ns();
  seen.sequence = history_.observations.size() + 1;
  fold(world_.digest(), seen);
  if (world_.decisions().keeps_all()) {
    scratch_.reset();
    fold(scratch_, seen);
    world_.note_observed(scratch_.value().low);
  }
  if (world_.trace().enabled()) world_.note(sim::TraceKind::note, seen.observer, one_line(seen));
  history_.observations.push_back(std::move(seen));
  sightings_.see(history_.observations, life);
}

void crash_point(Recorder& recorder, sim::Node& node, std::string_view action,
                 std::string_view scope) {
  const bool was_alive = node.alive;
  try {
    recorder.world().crash_point(node, action, scope);
  } catch (const sim::NodeDied&) {
    if (was_alive && recorder.sightings().operations_open()) {
      recorder.saw(Sighting::node_crashed_mid_payment);
    }
    throw;
  }
}

}  // namespace assay::models
