// Colour on a terminal, and plain text everywhere else. Whether there is colour, and how wide the
// terminal is, is decided by the program, once; every screen is a pure function of its values and
// of the ink that it is given.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace assay::reports {

/// What a piece of text is, not which colour it has.
enum class Tone { plain, strong, faint, good, bad, doubtful, link };

class Ink {
 public:
  /// `columns`: how wide the terminal is; 0 where nobody knows, and then no table is narrowed.
  explicit Ink(bool coloured, std::size_t columns = 0) : coloured_{coloured}, columns_{columns} {}

  [[nodiscard]] std::size_t columns() const { return columns_; }

  /// The text in that tone, printable; without colour, as it is.
  [[nodiscard]] std::string operator()(Tone tone, std::string_view text) const;
  /// A whole screen, printable but for what this ink has put into it.
  [[nodiscard]] std::string screen(std::string_view text) const;

 private:
  bool coloured_;
  std::size_t columns_;
};

}  // namespace assay::reports
