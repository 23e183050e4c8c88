// Turns names into dense numbers, one numbering a kind of thing, in order of first appearance.
// Open addressing over a flat array: the numbers do not depend on the hash. Holds views only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "properties/index.hpp"

namespace assay::properties::detail {

/// What a name is the name of.
enum class Thing : std::uint8_t {
  intent, payable, operation, key, processor_key, event, effect, count
};

/// A name: up to two texts and a number. The texts must outlive the interner.
struct Name {
  Thing thing{};
  std::string_view first, second = {};
  std::uint64_t number = 0;
  friend bool operator==(const Name&, const Name&) = default;
};

/// Dense numbers for names.
class Interner {
 public:
  /// Room for `names` names without growing.
  explicit Interner(std::size_t names) {
    entries_.reserve(names);
    std::size_t slots = 64;
    while (slots < 2 * names) slots *= 2;
    slots_.assign(slots, 0);
  }

  /// The number of `name`, a new one if it was never seen.
  Id id(const Name& name) {
    if (2 * (entries_.size() + 1) > slots_.size()) grow();
    const auto hash = hash_of(name);
    auto slot = hash & (slots_.size() - 1);
    while (slots_[slot] != 0) {
      const auto& entry = entries_[slots_[slot] - 1];
      if (entry.hash == hash && entry.name == name) return entry.id;
      slot = (slot + 1) & (slots_.size() - 1);
    }
    entries_.push_back({name, hash, counts_[static_cast<std::size_t>(name.thing)]++});
    slots_[slot] = static_cast<std::uint32_t>(entries_.size());
    return entries_.back().id;
  }

  std::size_t count(Thing thing) const { return counts_[static_cast<std::size_t>(thing)]; }

 private:
  struct Entry {
    Name name;
    std::size_t hash;
    Id id;
  };

  static std::size_t hash_of(const Name& name) {
    const std::hash<std::string_view> hash;
    std::size_t mixed = hash(name.first) + static_cast<std::size_t>(name.thing) + name.number;
    if (!name.second.empty()) mixed ^= hash(name.second) << 1U;
    mixed *= 0x9E3779B97F4A7C15U;
    return mixed ^ (mixed >> 32U);
  }

  void grow() {
    slots_.assign(2 * slots_.size(), 0);
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      auto slot = entries_[i].hash & (slots_.size() - 1);
      while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
      slots_[slot] = static_cast<std::uint32_t>(i + 1);
    }
  }

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;
  std::array<Id, static_cast<std::size_t>(Thing::count)> counts_{};
};

}  // namespace assay::properties::detail
