// Copying a history, and stepping from one fact to the next.
#include "history/history.hpp"

#include <array>
#include <utility>

namespace assay::history {
namespace {

constexpr auto sizes = []<std::size_t... place>(std::index_sequence<place...>) {
  return std::array<std::uint16_t, fact_kinds>{sizeof(Seen<FactAt<place>>)...};
}
(std::make_index_sequence<fact_kinds>{});

/// The fact behind another one, in the same chunk.
const Observation* next(const Observation& seen) {
  const auto* const at = reinterpret_cast<const std::byte*>(&seen);
  return detail::observation_at(at + sizes[static_cast<std::size_t>(seen.kind_of_fact)]);
}

/// Gives a fact's names those of another history.
struct Rename {
  History& to;
  void operator()(Field /*field*/, Name& name) const { name = to.name(name); }
  void operator()(Field /*field*/, auto& /*value*/) const {}
};

}  // namespace

History::History(const History& other)
    : bounds(other.bounds),
      recorded(other.recorded),
      processors(other.processors),
      stored_answers(other.stored_answers),
      alarms(other.alarms) {
  for (const Observation& seen : other) append(seen);
}

void History::append(const Observation& seen) {
  const auto copy = [this]<typename Fact>(const Seen<Fact>& original) {
    Stamp stamp = original;
    stamp.observer = name(stamp.observer);
    Fact fact = original;
    Rename rename{*this};
    Fact::fields(fact, rename);
    add(stamp, fact);
  };
  visit(copy, seen);
}

std::size_t History::chunk_of(std::uint64_t sequence) const {
  std::size_t chunk = facts_.count();
  do {
    --chunk;
  } while (facts_[chunk].empty() || first_in(chunk).sequence > sequence);
  return chunk;
}

const Observation* History::at(std::uint64_t sequence) const {
  if (sequence == 0 || sequence > size_) return nullptr;
  const Observation* seen = &first_in(chunk_of(sequence));
  while (seen->sequence < sequence) seen = next(*seen);
  return seen;
}

History::Iterator History::from(std::uint64_t sequence) const {
  if (sequence == 0 || sequence > size_) return {};
  Iterator next{facts_, chunk_of(sequence)};
  while (next->sequence < sequence) ++next;
  return next;
}

const Observation& History::first_in(std::size_t chunk) const {
  return *detail::observation_at(facts_[chunk].data());
}

void History::clear() {
  facts_.clear();
  texts_.clear();
  size_ = probe_ = 0;
  last_ = nullptr;
}

void History::swap(History& other) noexcept {
  std::swap(bounds, other.bounds);
  std::swap(recorded, other.recorded);
  std::swap(processors, other.processors);
  std::swap(stored_answers, other.stored_answers);
  std::swap(alarms, other.alarms);
  std::swap(texts_, other.texts_);
  std::swap(facts_, other.facts_);
  std::swap(size_, other.size_);
  std::swap(probe_, other.probe_);
  std::swap(last_, other.last_);
}

History::Iterator& History::Iterator::operator++() {
  at_ = reinterpret_cast<const std::byte*>(next(**this));
  if (at_ == end_) {
    ++chunk_;
    find_chunk();
  }
  return *this;
}

void History::Iterator::find_chunk() {
  at_ = end_ = nullptr;
  for (; chunk_ < facts_->count(); ++chunk_) {
    const auto chunk = (*facts_)[chunk_];
    if (chunk.empty()) continue;
    at_ = chunk.data();
    end_ = at_ + chunk.size();
    return;
  }
}

}  // namespace assay::history
