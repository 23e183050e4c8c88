// Measuring and padding.
#include "reports/table.hpp"

#include <algorithm>

namespace assay::reports {

namespace {

constexpr std::size_t gap = 2;

std::vector<std::size_t> widths_of(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths;
  for (const Row& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], width(row[i].text));
    }
  }
  return widths;
}

std::string line(const Row& row, const std::vector<std::size_t>& widths, const Ink& ink) {
  std::string text;
  std::size_t owed = 0;  // blanks that are written only when something follows
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (widths[i] == 0) continue;
    const Cell& cell = row[i];
    const std::size_t padding = widths[i] - width(cell.text);
    if (!cell.text.empty()) {
      text.append(owed + (cell.align == Align::right ? padding : 0), ' ');
      text += ink(cell.tone, cell.text);
      owed = 0;
      if (cell.align == Align::left) owed = padding;
    } else {
      owed += padding;
    }
    owed += gap;
  }
  return text;
}

}  // namespace

std::size_t width(std::string_view text) {
  const auto starts_character = [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  };
  return static_cast<std::size_t>(std::ranges::count_if(text, starts_character));
}

Cell number(std::string text, Tone tone) { return {std::move(text), tone, Align::right}; }

std::string table(const std::vector<Row>& rows, const Ink& ink, std::size_t indent) {
  const std::vector<std::size_t> widths = widths_of(rows);
  std::string text;
  for (const Row& row : rows) {
    const std::string content = line(row, widths, ink);
    if (!content.empty()) text += std::string(indent, ' ') + content;
    text += '\n';
  }
  return text;
}

std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent) {
  std::string result;
  std::size_t column = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (column > 0 && column + 1 + width(word) > columns) {
      result += '\n' + std::string(indent, ' ');
      column = 0;
    } else if (column > 0) {
      result += ' ';
      ++column;
    }
    result += word;
    column += width(word);
  }
  return result;
}

}  // namespace assay::reports
