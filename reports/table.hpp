// Rows of cells as aligned columns. Not a layout engine: one line a row, two blanks between
// columns.
#pragma once

#include <string>
#include <vector>

#include "reports/ink.hpp"

namespace assay::reports {

enum class Align { left, right };

struct Cell {
  std::string text;
  Tone tone = Tone::plain;
  Align align = Align::left;
};

using Row = std::vector<Cell>;

/// The rows below each other, each indented; no blanks at line ends. Widths count characters, not
/// bytes. Columns that are empty in all rows are left out.
[[nodiscard]] std::string table(const std::vector<Row>& rows, const Ink& ink,
                                std::size_t indent = 2);

/// A cell that is aligned to the right.
[[nodiscard]] Cell number(std::string text, Tone tone = Tone::plain);

/// How many columns a text takes on a terminal, escapes not counted among them.
[[nodiscard]] std::size_t width(std::string_view text);

/// `text` over several lines of at most `columns`, each but the first indented.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent);

}  // namespace assay::reports
