// Turns names into dense numbers, one numbering a kind of thing, in order of first appearance.
// Open addressing over a flat array: the numbers do not depend on the hash. Holds views only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
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
      if (entry.hash == hash && entry.name == name) [[likely]] return entry.id;
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
    std::uint64_t hash;
    Id id;
  };

  static constexpr std::uint64_t multiplier = 0x9E3779B97F4A7C15U;

  static std::uint64_t stirred(std::uint64_t mixed, std::uint64_t word) {
    mixed = (mixed ^ word) * multiplier;
    return mixed ^ (mixed >> 32U);
  }

  template <typename Word>
  static std::uint64_t load(const char* from) {
    Word word{};
    std::memcpy(&word, from, sizeof word);
    return word;
  }

  /// Up to eight bytes as one number.
  static std::uint64_t word_of(std::string_view text) {
    const char* const end = text.data() + text.size();
    if (text.size() >= 8) return load<std::uint64_t>(text.data());
    if (text.size() >= 4) {
      return load<std::uint32_t>(text.data()) | load<std::uint32_t>(end - 4) << 32U;
    }
    if (text.empty()) return 0;
    return load<std::uint8_t>(text.data()) | load<std::uint8_t>(end - 1) << 8U |
           load<std::uint8_t>(text.data() + text.size() / 2) << 16U;
  }

  static std::uint64_t stirred(std::uint64_t mixed, std::string_view text) {
    mixed = stirred(mixed, text.size());
    for (; text.size() > 8; text.remove_prefix(8)) mixed = stirred(mixed, word_of(text));
    return stirred(mixed, word_of(text));
  }

  static std::uint64_t hash_of(const Name& name) {
    const auto mixed = stirred(name.number, static_cast<std::uint64_t>(name.thing));
    const auto first = stirred(mixed, name.first);
    return name.second.empty() ? first : stirred(first, name.second);
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
