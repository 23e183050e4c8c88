// Rows of cells as aligned columns, two blanks between them: a line a row where the terminal is
// wide enough, else cells broken between words, else the end of each row below its beginning.
#pragma once

#include <string>
#include <vector>

#include "reports/screens/ink.hpp"

namespace assay::reports {

enum class Align { left, right };

struct Cell {
  std::string text;
  Tone tone = Tone::plain;
  Align align = Align::left;
  bool spare = false;  ///< of a heading: its column is left out where there is no room
};

using Row = std::vector<Cell>;

/// The rows below each other, each indented; no blanks at line ends. Widths count characters, not
/// bytes. Columns that are empty in all rows are left out. No line is wider than the ink's columns
/// where words allow it; numbers, and commands (Tone::link), stay whole.
[[nodiscard]] std::string table(const std::vector<Row>& rows, const Ink& ink,
                                std::size_t indent = 2);

/// A cell that is aligned to the right.
[[nodiscard]] Cell number(std::string text, Tone tone = Tone::plain);

/// A heading whose column is left out where there is no room.
[[nodiscard]] Cell spare(Cell heading);

/// How wide running text is set: the terminal, or 80 columns where nobody knows it.
[[nodiscard]] std::size_t text_columns(const Ink& ink);

/// How many columns a text takes on a terminal, escapes not counted among them.
[[nodiscard]] std::size_t width(std::string_view text);

/// `text` over several lines of at most `columns`, each but the first indented.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent);

}  // namespace assay::reports
