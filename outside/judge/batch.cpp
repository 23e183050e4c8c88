// A payable is whole where its first fact is a beginning, and nothing of it can be missing.
#include "outside/judge/batch.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace assay::outside {
namespace {

using history::EffectApplied;
using history::EffectDeclined;
using history::FactKind;
using history::OperationKind;

/// The kinds that begin a payable, the first that the recording shows.
std::optional<FactKind> opening_kind(const std::set<std::string, std::less<>>& shown) {
  constexpr std::array<std::string_view, 6> openings{"intent_declared",      "request_sent",
                                                     "transition_committed", "attempt_sent",
                                                     "effect_applied",       "effect_declined"};
  for (const std::string_view word : openings) {
    if (shown.contains(word)) return history::kind_from(word);
  }
  return {};
}

/// What a fact says it does: read out of a history of one.
OperationKind operation_of(const FactView& fact) {
  history::History one;
  add_to(one, fact, fact.at);
  return history::named_by(one.back()).kind;
}

/// Whether the fact, a beginning, may have come before all others.
bool may_be_first(const FactView& fact, std::span<const FactView> others, const Mapping& mapping) {
  const auto by = [&](const FactView& one) { return mapping.sources[one.source].uncertainty; };
  return std::ranges::all_of(others, [&](const FactView& other) {
    const bool own_order =
        other.source == fact.source && mapping.sources[fact.source].order != SourceOrder::nothing;
    return own_order ? fact.order <= other.order : fact.at - by(fact) <= other.at + by(other);
  });
}

bool begins(std::span<const FactView> facts, const Mapping& mapping, FactKind opening) {
  return std::ranges::any_of(facts, [&](const FactView& fact) {
    const auto kind_fits = [&] {
      return mapping.begins_with[static_cast<std::size_t>(operation_of(fact))];
    };
    const bool opens = fact.kind == opening || (opening == history::kind_of_fact<EffectApplied> &&
                                                fact.kind == history::kind_of_fact<EffectDeclined>);
    return opens && may_be_first(fact, facts, mapping) && kind_fits();
  });
}

}  // namespace

Batch::Batch(const Mapping& mapping, std::vector<FactGroup> groups, const std::string& global_bytes,
             const BatchTerms& terms)
    : mapping_{mapping}, recorded_{terms.recorded}, groups_{std::move(groups)} {
  unpack(global_bytes, of_all, global_);
  for (std::uint32_t number = 0; number < groups_.size(); ++number) sort_out(number, terms);
}

void Batch::sort_out(std::uint32_t number, const BatchTerms& terms) {
  const FactGroup& group = groups_[number];
  const std::size_t before = whole_.size();
  unpack(group.bytes, number, whole_);
  const std::span<const FactView> facts{whole_.begin() + static_cast<std::ptrdiff_t>(before),
                                        whole_.end()};
  const auto opening = opening_kind(terms.shown);
  const bool has_gap =
      mapping_.sampling == Sampling::facts ||
      (mapping_.sampling == Sampling::none &&
       std::ranges::any_of(terms.gaps, [&](const Gap& gap) { return group.first_at < gap.at; }));
  std::uint64_t* counter = &count_.whole;
  if (has_gap) {
    counter = &count_.gaps;
  } else if (opening && (!begins(facts, mapping_, *opening) ||
                         (terms.starts && group.first_at <= *terms.starts))) {
    counter = &count_.cut_front;
  } else if (terms.ends && group.last_at >= *terms.ends) {
    counter = &count_.cut_end;
  }
  ++*counter;
  if (counter != &count_.whole) whole_.resize(before);
}

PlacedHistory Batch::placed(const std::vector<FactView>& facts, Leaning leaning,
                            std::uint64_t seed) const {
  PlacedHistory made;
  made.history.bounds = mapping_.bounds;
  made.history.recorded = recorded_;
  made.history.processors = mapping_.processors;
  made.history.stored_answers = mapping_.stored_answers;
  made.history.alarms = mapping_.alarms;
  made.facts = place(facts, mapping_, leaning, seed);
  for (const PlacedFact& one : made.facts) add_to(made.history, one.fact, one.at);
  return made;
}

PlacedHistory Batch::all(bool partial) const {
  std::vector<FactView> facts = whole_;
  std::ranges::copy_if(global_, std::back_inserter(facts), [&](const FactView& fact) {
    return !partial || history::about(fact.kind).source == history::Source::world;
  });
  return placed(facts, Leaning::causal, 0);
}

PlacedHistory Batch::of(const std::set<std::uint32_t>& groups, Leaning leaning,
                        std::uint64_t seed) const {
  std::vector<FactView> facts = global_;
  for (const std::uint32_t number : groups) unpack(groups_[number].bytes, number, facts);
  return placed(facts, leaning, seed);
}

}  // namespace assay::outside
