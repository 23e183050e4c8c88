// A fault as one value: the word that scenarios and plans have for it, what it means, how people
// are told of it, which promise of the environment it keeps or breaks, and what it does, in terms
// of the thing that it strikes. Each kind of thing has its folder, in which one file is one fault.
// Not when it strikes: that is fault_rules.hpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/check.hpp"

namespace assay::sim {

/// What is said of a fault, whatever it strikes.
struct FaultAbout {
  std::string_view word;                ///< "lose": the name of its file and of its function
  std::vector<std::string_view> edges;  ///< the parts of an action that it strikes: "request"
  std::string_view meaning;             ///< for who allows it: "it never arrives"
  /// For who reads of it: "{thing} is lost", also with {edge} and {action}.
  std::string_view sentence;
  std::string_view keeps{};                ///< the promise of the environment that it keeps: "E1"
  std::string_view breaks{};               ///< the one that it breaks, and where: "E3 at ..."
  std::vector<std::string_view> not_of{};  ///< operations at which it comes to nothing
  bool tells_itself = false;               ///< an event of the trace's own says that it struck
};

/// One fault of one kind of thing. `Effect`: what may happen to that, as plain data.
template <class Effect>
struct Fault {
  FaultAbout about;
  Effect effect;
};

/// Stands for the benign answer, where there would be a fault's place in its table.
inline constexpr std::uint32_t no_fault = ~std::uint32_t{0};
/// Stands for the word of another thing's fault.
inline constexpr std::uint32_t unknown_fault = no_fault - 1;

/// The words of all that may happen to one kind of thing, in the order of its table.
using FaultWords = std::span<const std::string_view>;

/// All faults of one kind of thing. Options of decisions carry their places here.
template <class Effect>
class FaultTable {
 public:
  explicit FaultTable(std::vector<Fault<Effect>> all) : all_{std::move(all)} {
    for (const Fault<Effect>& fault : all_) words_.push_back(fault.about.word);
  }

  [[nodiscard]] const std::vector<Fault<Effect>>& all() const { return all_; }
  [[nodiscard]] FaultWords words() const { return words_; }
  /// The fault of that word, or nullptr.
  [[nodiscard]] const Fault<Effect>* find(std::string_view word) const {
    const auto found = std::ranges::find(words_, word);
    return found == words_.end() ? nullptr : &*(all_.begin() + (found - words_.begin()));
  }
  /// The fault that was answered, or nullptr for the benign answer.
  [[nodiscard]] const Fault<Effect>* at(std::uint32_t place) const {
    if (place == no_fault) return nullptr;
    SIM_CHECK(place < all_.size(), "a fault that strikes a thing is one that the thing can have");
    return &all_[place];
  }

 private:
  std::vector<Fault<Effect>> all_;
  std::vector<std::string_view> words_;
};

}  // namespace assay::sim
