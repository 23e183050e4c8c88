// Whether the calls on one object can be put into one order. Depth first: of the calls that could
// come next, one that fits the state is taken out; where none does and one has ended, the last is
// put back. A set of taken calls with the state that they led to is never entered twice. Source:
// Wing and Gong, Testing and Verifying Concurrent Objects, 1993; Lowe, Testing for Linearizability,
// 2016 (the remembered configurations).
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "properties/linear/operation.hpp"

namespace assay::properties::linear {

enum class Found : std::uint8_t { nothing_yet, an_order, no_order };

/// Takes its steps in turns, so that an object that is hard does not hide another that is easy.
template <class Model>
class Search {
 public:
  explicit Search(std::vector<Operation> calls) : calls_{std::move(calls)} {
    arrange();
    taken_.resize((calls_.size() + bits - 1) / bits);
  }

  /// At most so many further steps.
  Found advance(std::uint64_t steps) {
    for (; found_ == Found::nothing_yet && steps > 0; --steps) take_step();
    return found_;
  }

  [[nodiscard]] const std::vector<Operation>& calls() const { return calls_; }
  [[nodiscard]] std::uint64_t steps() const { return steps_; }
  /// About how much the remembered configurations take.
  [[nodiscard]] std::uint64_t bytes() const {
    constexpr std::uint64_t of_a_node = 64;
    return visited_.size() * (of_a_node + sizeof(Configuration) + taken_.size() * sizeof(Word));
  }
  /// How many calls the longest order has that fits, the state that it leads to, and the call that
  /// had ended by then and fits nowhere after it. Meaningful where no order was found.
  [[nodiscard]] std::size_t longest() const { return longest_; }
  [[nodiscard]] std::string state() const { return Model::text(longest_state_); }
  [[nodiscard]] const Operation& stuck() const { return calls_[stuck_]; }

 private:
  using Word = std::uint64_t;
  static constexpr std::size_t bits = 64;
  static constexpr std::size_t end = 0;  // of the list, before its first and behind its last

  /// A call or its return, in the order of the recording.
  struct Entry {
    std::size_t call = 0;
    bool is_return = false;
    std::size_t other = end;  // of a call, its return; that of one without an end stands last
    std::size_t before = end, next = end;
  };
  struct Configuration {
    std::vector<Word> taken;
    typename Model::State state;
    friend bool operator==(const Configuration&, const Configuration&) = default;
  };
  /// By the state as well: of texts that are appended to, one set of calls leads to very many.
  struct Hash {
    std::size_t operator()(const Configuration& one) const {
      const auto* const first = reinterpret_cast<const char*>(one.taken.data());
      const std::string_view taken{first, one.taken.size() * sizeof(Word)};
      return std::hash<std::string_view>{}(taken) * 31 +
             std::hash<std::string>{}(Model::text(one.state));
    }
  };
  struct Choice {
    std::size_t entry;
    typename Model::State before;
  };

  void arrange() {
    struct Moment {
      std::uint64_t when;
      bool is_return;
      std::size_t call;
    };
    std::vector<Moment> moments;
    for (std::size_t i = 0; i < calls_.size(); ++i) {
      moments.push_back({calls_[i].called, false, i});
      moments.push_back({calls_[i].returned, true, i});
    }
    std::ranges::stable_sort(moments, {}, &Moment::when);
    list_.resize(moments.size() + 1);
    std::vector<std::size_t> entry_of(calls_.size());
    for (std::size_t i = 1; i < list_.size(); ++i) {
      const Moment& one = moments[i - 1];
      list_[i] = {one.call, one.is_return, end, i - 1, i + 1 == list_.size() ? end : i + 1};
      if (one.is_return) list_[entry_of[one.call]].other = i;
      if (!one.is_return) entry_of[one.call] = i;
    }
    list_[end].next = list_.size() > 1 ? 1 : end;
    at_ = list_[end].next;
    if (at_ == end) found_ = Found::an_order;
  }

  void take_step() {
    ++steps_;
    const Entry& entry = list_[at_];
    if (entry.is_return) {
      note_dead_end(entry.call);
      go_back();
      return;
    }
    auto next = Model::after(state_, calls_[entry.call]);
    if (next && remember(entry.call, *next)) {
      chosen_.push_back({at_, std::exchange(state_, std::move(*next))});
      take_out(at_);
      at_ = list_[end].next;
      if (at_ == end) found_ = Found::an_order;
    } else {
      at_ = entry.next;  // not the end: the return of this call stands behind it
    }
  }

  void go_back() {
    if (chosen_.empty()) {
      found_ = Found::no_order;
      return;
    }
    Choice last = std::move(chosen_.back());
    chosen_.pop_back();
    put_back(last.entry);
    flip(list_[last.entry].call);
    state_ = std::move(last.before);
    at_ = list_[last.entry].next;
  }

  /// Whether these calls never led to that state before.
  bool remember(std::size_t call, const typename Model::State& state) {
    flip(call);
    if (visited_.insert({taken_, state}).second) return true;
    flip(call);
    return false;
  }
  void flip(std::size_t call) { taken_[call / bits] ^= Word{1} << (call % bits); }

  void note_dead_end(std::size_t call) {
    if (longest_ > chosen_.size() || (longest_ == chosen_.size() && longest_ > 0)) return;
    longest_ = chosen_.size();
    longest_state_ = state_;
    stuck_ = call;
  }

  void unlink(const Entry& entry) {
    list_[entry.before].next = entry.next;
    if (entry.next != end) list_[entry.next].before = entry.before;
  }
  void link(std::size_t at) {
    const Entry& entry = list_[at];
    list_[entry.before].next = at;
    if (entry.next != end) list_[entry.next].before = at;
  }
  void take_out(std::size_t at) {
    unlink(list_[at]);
    unlink(list_[list_[at].other]);
  }
  void put_back(std::size_t at) {
    link(list_[at].other);
    link(at);
  }

  std::vector<Operation> calls_;
  std::vector<Entry> list_;
  std::size_t at_ = end;
  typename Model::State state_{};
  std::vector<Word> taken_;
  std::vector<Choice> chosen_;
  std::unordered_set<Configuration, Hash> visited_;
  std::uint64_t steps_ = 0;
  Found found_ = Found::nothing_yet;
  std::size_t longest_ = 0;
  typename Model::State longest_state_{};
  std::size_t stuck_ = 0;
};

}  // namespace assay::properties::linear
