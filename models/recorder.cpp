// Stamping, folding and keeping facts.
#include "models/recorder.hpp"

#include <string>

#include "models/observation_text.hpp"

namespace assay::models {
namespace {

/// Folds field after field, in the order in which a fact tells them.
struct FoldField {
  sim::Digester& digest;

  void operator()(history::Field /*field*/, history::Name value) const {
    digest.fold(value.text());
  }
  void operator()(history::Field /*field*/, const history::Amount& value) const {
    digest.fold(static_cast<std::uint64_t>(value.minor));
    digest.fold(value.currency.code());
  }
  template <typename Value>
  void operator()(history::Field /*field*/, const Value& value) const {
    digest.fold(static_cast<std::uint64_t>(value));
  }
};

}  // namespace

void fold(sim::Digester& digest, const history::Observation& seen) {
  digest.fold(seen.word());
  digest.fold(static_cast<std::uint64_t>(seen.at), seen.sequence);
  digest.fold(seen.observer.text());
  FoldField field{digest};
  history::visit([&]<typename Kind>(const history::Seen<Kind>& fact) { Kind::fields(fact, field); },
                 seen);
}

void Recorder::begin(const history::Bounds& bounds, history::Sources recorded) {
  history_.bounds = bounds;
  history_.recorded = recorded;
  history_.clear();
  coverage_.begin();
}

void Recorder::set_processors(std::span<const history::ProcessorTerms> terms) {
  history_.processors.assign(terms.begin(), terms.end());
}

history::Stamp Recorder::stamp_of(std::string_view observer) {
  return {.at = world_.now().ns(), .observer = name(observer)};
}

void Recorder::take_in(const history::Observation& seen, std::uint32_t life) {
  fold(world_.digest(), seen);
  if (world_.decisions().keeps_all()) {
    scratch_.reset();
    fold(scratch_, seen);
    world_.note_observed(scratch_.value().low);
  }
  if (world_.trace().enabled()) {
    const bool logged = seen.is<history::LineLogged>();
    world_.note(logged ? sim::TraceKind::log : sim::TraceKind::note, seen.observer.string(),
                one_line(seen));
  }
  coverage_.see(seen, life);
}

void crash_point(Recorder& recorder, sim::Node& node, std::string_view action,
                 std::string_view scope) {
  const bool was_alive = node.alive;
  try {
    recorder.world().crash_point(node, action, scope);
  } catch (const sim::NodeDied&) {
    if (was_alive && recorder.coverage().operations_open()) {
      recorder.reached(history::CoverageMark::node_crashed_mid_payment);
    }
    throw;
  }
}

}  // namespace assay::models
