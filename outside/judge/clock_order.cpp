// Each source's facts get moments that keep its order and stay within its uncertainty; then the
// sources are merged.
#include "outside/judge/clock_order.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>
#include <tuple>
#include <utility>

#include "history/facts.hpp"

namespace assay::outside {
namespace {

using history::FactKind;

constexpr std::int64_t last_stage = 12;

/// How far behind its cause a kind of fact stands, from 0 to `last_stage`.
std::int64_t stage_of(FactKind kind) {
  constexpr std::array<std::pair<std::string_view, std::int64_t>, 26> stages{
      {{"intent_declared", 0},
       {"request_sent", 1},
       {"key_claimed", 2},
       {"key_renewed", 2},
       {"mandate_named", 3},
       {"attempt_sent", 4},
       {"effect_applied", 5},
       {"effect_declined", 5},
       {"effect_reversed", 5},
       {"attempt_answered", 6},
       {"look_up_answered", 6},
       {"transition_committed", 7},
       {"balance_committed", 7},
       {"break_opened", 7},
       {"break_settled", 7},
       {"event_committed", 7},
       {"key_completed", 8},
       {"key_handed_over", 8},
       {"key_released", 8},
       {"event_published", 9},
       {"event_consumed", 10},
       {"event_applied", 10},
       {"posting_committed", 10},
       {"response_received", 11},
       {"notification_received", 11},
       {"fulfilment_started", 12}}};
  const std::string_view word = history::about(kind).word;
  for (const auto& [name, stage] : stages) {
    if (name == word) return stage;
  }
  return last_stage;
}

const std::array<std::int64_t, history::fact_kinds>& stages() {
  static const auto table = [] {
    std::array<std::int64_t, history::fact_kinds> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = stage_of(static_cast<FactKind>(i));
    return all;
  }();
  return table;
}

std::int64_t stage(const FactView& fact) {
  constexpr std::int64_t before_it_is_sent = 3;
  constexpr FactKind step = history::kind_of_fact<history::TransitionCommitted>;
  if (fact.kind == step && announces_attempt(fact)) return before_it_is_sent;
  return stages()[static_cast<std::size_t>(fact.kind)];
}

std::uint64_t drawn(std::uint64_t seed, std::uint64_t salt) {
  std::uint64_t state = seed * 0x9E37'79B9'7F4A'7C15U + salt;
  state = (state ^ (state >> 30U)) * 0xBF58'476D'1CE4'E5B9U;
  state = (state ^ (state >> 27U)) * 0x94D0'49BB'1331'11EBU;
  return state ^ (state >> 31U);
}

/// Facts whose order among themselves is known, and when each may have been at the earliest and
/// the latest.
class Lane {
 public:
  Lane(std::vector<FactView> facts, std::int64_t by) : facts_{std::move(facts)} {
    latest_.resize(facts_.size());
    std::int64_t latest = std::numeric_limits<std::int64_t>::max();
    for (std::size_t i = facts_.size(); i-- > 0;) {
      latest = std::min(latest, facts_[i].at + by);
      latest_[i] = latest;
    }
    by_ = by;
  }

  [[nodiscard]] bool empty() const { return next_ == facts_.size(); }
  [[nodiscard]] const FactView& front() const { return facts_[next_]; }
  /// No later than what comes behind it may be.
  [[nodiscard]] std::int64_t latest() const { return latest_[next_]; }
  [[nodiscard]] std::int64_t earliest() const { return std::min(front().at - by_, latest()); }
  void pop() { ++next_; }

 private:
  std::vector<FactView> facts_;
  std::vector<std::int64_t> latest_;
  std::size_t next_ = 0;
  std::int64_t by_ = 0;
};

/// So many facts are small enough for a lane a thread.
constexpr std::size_t threads_max = 800;

void add_lanes(std::vector<Lane>& lanes, std::vector<FactView> facts, const RecordedSource& source,
               bool by_thread) {
  const bool ordered = source.order != SourceOrder::nothing;
  if (ordered) {
    std::ranges::sort(facts, {}, &FactView::order);
    lanes.emplace_back(std::move(facts), source.uncertainty);
    return;
  }
  if (!by_thread) {
    std::ranges::sort(facts, {}, [](const FactView& fact) {
      return std::tuple{fact.at, stage(fact), fact.order};
    });
    lanes.emplace_back(std::move(facts), source.uncertainty);
    return;
  }
  std::ranges::sort(facts, {}, [](const FactView& fact) {
    return std::tuple{fact.thread, fact.step, fact.at, fact.order};
  });
  for (std::size_t from = 0; from < facts.size();) {
    std::size_t to = from + 1;
    const bool says_step = facts[from].step != 0;
    while (says_step && to < facts.size() && facts[to].thread == facts[from].thread) ++to;
    lanes.emplace_back(std::vector<FactView>{facts.begin() + static_cast<std::ptrdiff_t>(from),
                                             facts.begin() + static_cast<std::ptrdiff_t>(to)},
                       source.uncertainty);
    from = to;
  }
}

/// The lower, the sooner it comes where it may.
std::int64_t priority(const FactView& fact, Leaning leaning, std::uint64_t seed) {
  constexpr std::int64_t step = 1000;
  const auto noise = [&](std::uint64_t salt, std::int64_t most) {
    return static_cast<std::int64_t>(drawn(seed, salt) % static_cast<std::uint64_t>(most));
  };
  const std::uint64_t itself = fact.order * 31 + fact.source;
  switch (leaning) {
    case Leaning::causal: return stage(fact) * step;
    case Leaning::nearly: return stage(fact) * step + noise(itself, 5 * step);
    case Leaning::drawn: return noise(itself, last_stage * step);
    case Leaning::sources: return noise(fact.source, 1'000'000);
  }
  return 0;
}

/// Among all that may come next, the one with the least priority; of equal ones the earliest.
/// `latest`: no later than that it is.
Lane* next_of(std::vector<Lane>& lanes, Leaning leaning, std::uint64_t seed, std::int64_t& latest) {
  latest = std::numeric_limits<std::int64_t>::max();
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
  for (const Lane& lane : lanes) {
    if (lane.empty() || lane.latest() >= latest) continue;
    latest = lane.latest();
    // What is caused by more than the fact that cannot wait can wait, for what causes it.
    if (leaning == Leaning::causal) most = stage(lane.front());
  }
  Lane* next = nullptr;
  std::pair<std::int64_t, std::int64_t> least;
  for (Lane& lane : lanes) {
    if (lane.empty() || lane.earliest() > latest || stage(lane.front()) > most) continue;
    const std::pair rank{priority(lane.front(), leaning, seed), lane.front().at};
    if (next != nullptr && least <= rank) continue;
    next = &lane;
    least = rank;
  }
  return next;
}

}  // namespace

std::vector<PlacedFact> place(const std::vector<FactView>& facts, const Mapping& mapping,
                              Leaning leaning, std::uint64_t seed) {
  std::vector<std::vector<FactView>> by_source(mapping.sources.size());
  for (const FactView& fact : facts) by_source[fact.source].push_back(fact);
  std::vector<Lane> lanes;
  for (std::size_t i = 0; i < by_source.size(); ++i) {
    if (by_source[i].empty()) continue;
    add_lanes(lanes, std::move(by_source[i]), mapping.sources[i], facts.size() <= threads_max);
  }
  std::vector<PlacedFact> placed;
  placed.reserve(facts.size());
  std::int64_t now = std::numeric_limits<std::int64_t>::min();
  std::int64_t latest = 0;
  while (Lane* const lane = next_of(lanes, leaning, seed, latest)) {
    // A clock that is right is told as it is; one that is off, as little off as the order allows.
    now = std::max(now, std::min(lane->front().at, latest));
    placed.push_back({lane->front(), now});
    lane->pop();
  }
  return placed;
}

std::int64_t uncertainty_of(const Mapping& mapping) {
  std::int64_t most = 0;
  for (const RecordedSource& one : mapping.sources) most = std::max(most, one.uncertainty);
  return most;
}

bool is_uncertain(const Mapping& mapping) {
  return uncertainty_of(mapping) > 0 ||
         std::ranges::any_of(mapping.sources, [&](const RecordedSource& one) {
           return one.order == SourceOrder::nothing || mapping.sources.size() > 1;
         });
}

}  // namespace assay::outside
