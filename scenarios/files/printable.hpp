// Text that is safe to show. Whatever comes from a file, a path, or the code under test goes
// through here before it reaches a terminal, Markdown, HTML or XML: no control character, no change
// of direction, nothing invisible, no broken UTF-8; each is spelled out instead.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace assay::scenarios {

/// What becomes of tabs and line feeds.
enum class Breaks { escaped, kept };

/// The whole text, with every character that does not show itself written as `\x1b` or `\u{202e}`,
/// and every byte that is no UTF-8 as `\xff`. What is printable already comes back as it was.
[[nodiscard]] std::string printable(std::string_view text, Breaks breaks = Breaks::escaped);

/// `printable`, cut to a length that fits a sentence.
[[nodiscard]] std::string excerpt(std::string_view text);

/// A character at the front of a text.
struct Character {
  std::uint32_t code = 0;
  std::size_t length = 0;  ///< in bytes; 0 where the text does not begin with UTF-8
};

/// Contract: the text is not empty.
[[nodiscard]] Character first_character(std::string_view text);

/// Whether a character leaves its own mark where it stands, and moves nothing else.
[[nodiscard]] bool shows_itself(std::uint32_t code);

}  // namespace assay::scenarios
