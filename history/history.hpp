// A history: what was promised about time, what was watched, and the facts in order. Facts and
// their texts lie in chunks of memory that are never moved, and serve the next run when this one
// is forgotten.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <new>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "history/chunks.hpp"
#include "history/observation.hpp"
#include "history/texts.hpp"

namespace assay::history {

/// What the scenario promises about time, in virtual nanoseconds (payment-rules 4.0, 4.2).
struct Bounds {
  /// D_max: a request takes effect within this of its last send, or never
  std::int64_t effect_max = 0;
  std::int64_t reconcile_max = 0;  ///< T_recon
  std::int64_t resolve_max = 0;    ///< T_resolve
  std::uint32_t tries_max = 0;     ///< L4: tries per operation, at one edge or processor
  /// how long a claimed key is held without a sign of life; 0 where nobody said
  std::int64_t lease_max = 0;
  /// how long a key's answer is kept at the service's own edge; 0 where nobody said
  std::int64_t key_retention = 0;
  /// how far the clocks of machines may be from true time, either way; 0 where nobody said
  std::int64_t skew_max = 0;
  /// how long before a hold lapses the service takes it for lapsed; 0 where nobody said
  std::int64_t capture_margin = 0;
  friend bool operator==(const Bounds&, const Bounds&) = default;
};

/// What one processor promises of idempotency keys (payment-rules R6, E3).
struct ProcessorTerms {
  std::string name;                ///< as facts name it
  bool knows_keys = true;          ///< does a key make a repeated request harmless?
  std::int64_t key_retention = 0;  ///< how long it remembers one; 0 where nobody said
  bool keys_by_kind = false;       ///< does it keep the keys of its endpoints apart?
  friend bool operator==(const ProcessorTerms&, const ProcessorTerms&) = default;
};

namespace detail {

/// The fact that lies there.
inline const Observation* observation_at(const std::byte* memory) {
  return static_cast<const Observation*>(static_cast<const void*>(memory));
}

}  // namespace detail

/// What one run showed. A copy shares nothing with its original.
/// Threads: one at a time.
class History {
 public:
  class Iterator;

  History() = default;
  History(const History& other);
  History(History&& other) noexcept : History() { swap(other); }
  History& operator=(History other) noexcept {
    swap(other);
    return *this;
  }

  Bounds bounds{};
  /// what was watched, even if nothing happened there; a source with a fact counts too
  Sources recorded = 0;
  /// the processors whose terms are known; one that is not named remembers every key
  std::vector<ProcessorTerms> processors{};
  /// which answers the service says that it stores at its edge
  StoredAnswers stored_answers = StoredAnswers::undeclared;
  /// what the service's alarms can claim; for those its silence counts
  AlarmClaims alarms = 0;

  /// The name of a text, for facts of this history.
  Name name(std::string_view text) { return texts_.name(text); }
  /// Appends a fact. Contract: its names are this history's. Returns: the fact, until the history
  /// is forgotten or goes away; its sequence number is set.
  template <typename Fact>
  const Seen<Fact>& add(Stamp stamp, const Fact& fact) {
    stamp.sequence = static_cast<std::uint32_t>(++size_);
    auto* const seen = new (facts_.take(sizeof(Seen<Fact>)))
        Seen<Fact>{{stamp, history::kind_of_fact<Fact>}, fact};
    if constexpr (std::is_same_v<Fact, ProbeBegan>) {
      if (probe_ == 0) probe_ = size_;
    }
    last_ = seen;
    return *seen;
  }
  /// Appends a copy of a fact of any history.
  void append(const Observation& seen);
  /// Forgets the facts; the memory stays.
  void clear();
  void swap(History& other) noexcept;

  /// How many facts there are.
  [[nodiscard]] std::size_t size() const { return size_; }
  /// How many facts come before the probe: all of them where there was none.
  [[nodiscard]] std::size_t size_before_probe() const { return probe_ == 0 ? size_ : probe_ - 1; }
  /// Whether there are none.
  [[nodiscard]] bool empty() const { return size_ == 0; }
  /// At the first fact. Valid until the history changes, is moved or goes away.
  [[nodiscard]] Iterator begin() const;
  /// At the fact of that sequence number; at the end where there is none. Valid likewise.
  [[nodiscard]] Iterator from(std::uint64_t sequence) const;
  /// Behind the last fact.
  [[nodiscard]] std::default_sentinel_t end() const { return {}; }
  /// The fact of that sequence number; nullptr where there is none. Valid as `add` has it.
  [[nodiscard]] const Observation* at(std::uint64_t sequence) const;
  /// The last fact. Contract: there is one. Valid as `add` has it.
  [[nodiscard]] const Observation& back() const { return *last_; }
  /// Bytes that facts and texts lie in.
  [[nodiscard]] std::size_t bytes() const { return facts_.used() + texts_.used(); }

 private:
  [[nodiscard]] const Observation& first_in(std::size_t chunk) const;
  [[nodiscard]] std::size_t chunk_of(std::uint64_t sequence) const;

  Texts texts_;
  Chunks facts_;
  std::size_t size_ = 0;
  std::size_t probe_ = 0;  // the sequence number of `probe_began`; 0 where there is none
  const Observation* last_ = nullptr;
};

/// Goes through the facts of a history in order.
class History::Iterator {
 public:
  using value_type = Observation;
  using difference_type = std::ptrdiff_t;

  Iterator() = default;
  /// At the first of the facts that lie there, one behind another.
  explicit Iterator(const Chunks& facts) : Iterator(facts, 0) {}
  /// At the first of those in that chunk or behind it.
  Iterator(const Chunks& facts, std::size_t chunk) : facts_(&facts), chunk_(chunk) { find_chunk(); }

  /// The fact. Contract: there is one. It is valid as long as in its history.
  const Observation& operator*() const { return *detail::observation_at(at_); }
  /// The fact, likewise: valid as long as in its history.
  const Observation* operator->() const { return &**this; }
  /// Goes on to the next fact. Contract: it is not at the end. Returns: itself, which lives on.
  Iterator& operator++();
  Iterator operator++(int) {
    const Iterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const Iterator& left, const Iterator& right) {
    return left.at_ == right.at_;
  }
  friend bool operator==(const Iterator& it, std::default_sentinel_t) { return it.at_ == nullptr; }

 private:
  void find_chunk();

  const Chunks* facts_ = nullptr;
  std::size_t chunk_ = 0;
  const std::byte* at_ = nullptr;
  const std::byte* end_ = nullptr;
};

inline History::Iterator History::begin() const { return Iterator{facts_}; }

}  // namespace assay::history
