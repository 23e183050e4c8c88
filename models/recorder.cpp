// Stamping, folding and keeping observations.
#include "models/recorder.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <string>
#include <utility>

#include "models/observation_text.hpp"

namespace assay::models {
namespace {

// Observations of a run, and of a payment, with room to spare: what is reserved and not used costs
// nothing, and a long history that grew would be copied, and in memory twice.
constexpr std::size_t facts_of_run = 256;
constexpr std::size_t facts_of_payment = 64;

template <typename Enum>
std::uint64_t number_of(Enum value, unsigned shift) {
  return static_cast<std::uint64_t>(value) << shift;
}

using Text = std::string history::Observation::*;

/// Every text of an observation but its currency, in the order of its fields.
constexpr std::array<Text, 16> texts{
    &history::Observation::observer,      &history::Observation::payable,
    &history::Observation::operation,     &history::Observation::customer,
    &history::Observation::scope,         &history::Observation::key,
    &history::Observation::fingerprint,   &history::Observation::processor,
    &history::Observation::processor_key, &history::Observation::effect,
    &history::Observation::from,          &history::Observation::to,
    &history::Observation::evidence,      &history::Observation::transaction,
    &history::Observation::event,         &history::Observation::reason};

/// A field added to the struct does not compile until it stands here, and above or in `fold`.
[[maybe_unused]] void every_field_is_folded(const history::Observation& seen) {
  [[maybe_unused]] const auto& [fact, outcome, kind, at, asked, sequence, number, ordinal, status,
                                amount, observer, payable, operation, customer, scope, key,
                                fingerprint, processor, processor_key, effect, from, to, evidence,
                                transaction, event, reason] = seen;
  [[maybe_unused]] const auto& [minor, currency] = amount;
}

/// One bit a text that is not empty.
[[gnu::always_inline]] inline std::uint32_t present_texts(const history::Observation& seen) {
  return [&]<std::size_t... i>(std::index_sequence<i...>) {
    return ((std::uint32_t{!(seen.*texts[i]).empty()} << i) | ...);
  }(std::make_index_sequence<texts.size()>{});
}

}  // namespace

void fold(sim::Digester& digest, const history::Observation& seen) {
  // Which texts follow, so that empty ones cost nothing: the currency first.
  const std::uint32_t present =
      std::uint32_t{!seen.amount.currency.empty()} | present_texts(seen) << 1;
  const bool answers = seen.asked != 0;
  digest.fold(number_of(seen.fact, 0) | number_of(seen.outcome, 8) | number_of(seen.kind, 16) |
              std::uint64_t{answers} << 24 | std::uint64_t{present} << 32);
  if (answers) digest.fold(static_cast<std::uint64_t>(seen.asked));
  digest.fold(static_cast<std::uint64_t>(seen.at), seen.sequence);
  digest.fold(seen.number, std::uint64_t{seen.ordinal} << 32 | seen.status);
  digest.fold(static_cast<std::uint64_t>(seen.amount.minor));
  if ((present & 1U) != 0) digest.fold(std::string_view{seen.amount.currency});
  for (std::uint32_t rest = present >> 1; rest != 0; rest &= rest - 1) {
    digest.fold(std::string_view{seen.*texts[static_cast<unsigned>(std::countr_zero(rest))]});
  }
}

void Recorder::begin(const history::Bounds& bounds, history::Sources recorded,
                     std::uint64_t payments) {
  history_.bounds = bounds;
  history_.recorded = recorded;
  history_.observations.clear();
  history_.observations.reserve(std::max(facts_of_run, facts_of_payment * payments));
  sightings_.begin();
}

void Recorder::set_processors(std::span<const history::ProcessorTerms> terms) {
  history_.processors.assign(terms.begin(), terms.end());
}

void Recorder::record(history::Observation&& seen) {
  take_in(history_.observations.emplace_back(std::move(seen)), 0);
}

void Recorder::take_in(history::Observation& seen, const sim::Node& by) {
  seen.observer = by.name();
  take_in(seen, by.life());
}

void Recorder::take_in(history::Observation& seen, std::uint32_t life) {
  seen.at = world_.now().ns();
  seen.sequence = history_.observations.size();
  fold(world_.digest(), seen);
  if (world_.decisions().keeps_all()) {
    scratch_.reset();
    fold(scratch_, seen);
    world_.note_observed(scratch_.value().low);
  }
  if (world_.trace().enabled()) world_.note(sim::TraceKind::note, seen.observer, one_line(seen));
  sightings_.see(seen, life);
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
