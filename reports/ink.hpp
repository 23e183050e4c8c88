// Colour on a terminal, and plain text everywhere else. Whether there is colour is decided by the
// program, once; every screen is a pure function of its values and of the ink that it is given.
#pragma once

#include <string>
#include <string_view>

namespace assay::reports {

/// What a piece of text is, not which colour it has.
enum class Tone { plain, strong, faint, good, bad, doubtful, link };

class Ink {
 public:
  explicit Ink(bool coloured) : coloured_{coloured} {}

  /// The text in that tone, printable; without colour, as it is.
  [[nodiscard]] std::string operator()(Tone tone, std::string_view text) const;
  /// A whole screen, printable but for what this ink has put into it.
  [[nodiscard]] std::string screen(std::string_view text) const;

 private:
  bool coloured_;
};

}  // namespace assay::reports
