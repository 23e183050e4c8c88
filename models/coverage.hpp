// How often a run came to each coverage mark: one counter each. Most are derived from the facts as
// they pass; the models report the others themselves.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "history/coverage_marks.hpp"
#include "history/observation.hpp"
#include "sim/digest.hpp"

namespace assay::models {

/// States by key, in memory that stays from run to run: a run has a few of them, and asks often.
class StateTable {
 public:
  void clear();
  void set(std::uint64_t key, history::State state);
  /// `none` where nothing was set.
  [[nodiscard]] history::State find(std::uint64_t key) const { return slots_[place_of(key)].state; }

 private:
  struct Slot {
    std::uint64_t key = 0;  // 0: free; a key of 0 is as good as 1
    history::State state = history::State::none;
  };

  [[nodiscard]] std::size_t place_of(std::uint64_t key) const {
    key += key == 0 ? 1 : 0;
    std::size_t place = key & (slots_.size() - 1);
    while (slots_[place].key != 0 && slots_[place].key != key) {
      place = (place + 1) & (slots_.size() - 1);
    }
    return place;
  }

  std::vector<Slot> slots_ = std::vector<Slot>(32);  // a power of two, at most half full
  std::size_t used_ = 0;
};

class Coverage {
 public:
  /// Forgets a run; the memory stays.
  void begin();

  /// Reports one that no observation shows.
  void reached(history::CoverageMark mark) { ++counts_[static_cast<std::size_t>(mark)]; }
  /// Looks at the next observation. `life`: how often its observer was started.
  void see(const history::Observation& seen, std::uint32_t life);

  [[nodiscard]] std::uint32_t count(history::CoverageMark mark) const {
    return counts_[static_cast<std::size_t>(mark)];
  }
  /// A bit for each mark that was reached at least once.
  [[nodiscard]] std::uint64_t mask() const;
  /// What an operation is believed to be, by `key_of`; `none` before anything is.
  [[nodiscard]] history::State state_of(std::uint64_t key) const { return states_.find(key); }
  /// An operation by its payable, kind and number among those of its kind.
  [[nodiscard]] static std::uint64_t key_of(std::string_view payable, history::OperationKind kind,
                                            std::uint32_t ordinal) {
    return sim::hash_text(payable) + std::uint64_t{ordinal} * 4 + static_cast<std::uint64_t>(kind);
  }
  /// Whether some operation is neither finished nor parked.
  [[nodiscard]] bool operations_open() const { return open_ > 0; }

 private:
  /// What was last heard of an operation. A history is never looked back through: each fact is
  /// noted as it passes, so that the millionth costs what the first did.
  struct Operation {
    std::uint64_t observer = 0;
    std::uint32_t life = 0;
    bool open = false;
    bool absent = false;        ///< the last look-up found nothing, and no attempt came after
    bool success_reported = false;  ///< some answer reported a success,
    bool by_look_up = false;    ///< and the last one that did was a look-up's
  };

  struct Look;

  Operation& operation(std::string_view name);
  void see_life(Operation& known, const history::Seen<history::TransitionCommitted>& step,
                std::uint32_t life);

  std::array<std::uint32_t, history::coverage_mark_count> counts_{};
  std::map<std::uint64_t, Operation> operations_;  // by name
  StateTable states_;                              // by key_of
  std::set<std::uint64_t> claimed_;                // keys, by scope and key
  std::set<std::uint64_t> published_;              // deliveries, by event and consumer
  std::uint32_t open_ = 0;
};

}  // namespace assay::models
