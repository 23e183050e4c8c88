// A text of a run, told by a handle of one word: what facts call payables, operations, keys and
// nodes by. It reads as a string_view without the history at hand, for as long as that lives.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace assay::history {

/// A text as an arena keeps it: its bytes follow.
struct Text {
  std::uint32_t number = 0;  ///< among the texts of its arena, from 1, in order of first appearance
  std::uint32_t size = 0;
};

/// A text of some `Texts`, or none, which reads as the empty text. Names are equal where their
/// texts are, whichever arena keeps them.
class Name {
 public:
  constexpr Name() = default;
  /// The name of a text that an arena keeps, which must outlive it; nullptr: of none.
  explicit constexpr Name(const Text* text) : text_(text) {}

  /// The text, valid as long as its arena keeps it.
  [[nodiscard]] std::string_view text() const {
    return text_ == nullptr
               ? std::string_view{}
               : std::string_view{reinterpret_cast<const char*>(text_ + 1), text_->size};
  }
  /// The same, where a text is wanted. Valid as long.
  operator std::string_view() const { return text(); }  // NOLINT: meant to be implicit
  /// A copy of the text.
  [[nodiscard]] std::string string() const { return std::string{text()}; }
  /// Whether it names none.
  [[nodiscard]] constexpr bool empty() const { return text_ == nullptr; }
  /// Dense within one arena; 0 for the empty name.
  [[nodiscard]] constexpr std::uint32_t number() const {
    return text_ == nullptr ? 0 : text_->number;
  }

  friend bool operator==(Name left, Name right) {
    return left.text_ == right.text_ || left.text() == right.text();
  }
  friend bool operator==(Name left, std::string_view right) { return left.text() == right; }
  friend std::strong_ordering operator<=>(Name left, Name right) {
    return left.text_ == right.text_ ? std::strong_ordering::equal : left.text() <=> right.text();
  }

 private:
  const Text* text_ = nullptr;
};

}  // namespace assay::history
