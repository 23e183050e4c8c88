// A line is a left part, a gap of two blanks or more, and a right part; only the last is broken.
#include "reports/fit.hpp"

#include <algorithm>

#include "reports/table.hpp"

namespace assay::reports {

namespace {

constexpr std::size_t least_room = 24;  // below that the right part goes under the left one

/// Where the text of a line begins.
std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

/// Where the right part begins: after the last gap; the line's text where there is no gap.
std::size_t right_of(std::string_view line) {
  const std::size_t gap = line.rfind("  ");
  return gap == std::string_view::npos ? indent_of(line) : std::max(gap + 2, indent_of(line));
}

/// Whether a text, escapes in front of it left aside, is a command.
bool is_command(std::string_view text) {
  while (text.starts_with("\x1b[")) {
    text.remove_prefix(std::min(text.find('m'), text.size() - 1) + 1);
  }
  if (text.starts_with("→ ")) text.remove_prefix(std::string_view{"→ "}.size());
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view program = text.substr(0, end);
  return program == "assay" || program.ends_with("/assay") || program.ends_with("/assay'");
}

std::string fit_line(std::string_view line, std::size_t columns) {
  if (width(line) <= columns) return std::string{line};
  const std::size_t start = right_of(line);
  const std::string_view left = line.substr(0, start);
  const std::string_view right = line.substr(start);
  const std::size_t beside = width(left);
  const bool under = beside > indent_of(line) && columns < beside + least_room;
  if (is_command(right)) {
    if (beside == indent_of(line)) return std::string{line};
    const std::string_view label = left.substr(0, left.find_last_not_of(' ') + 1);
    return std::string{label} + "\n" + std::string(indent_of(line) + 2, ' ') + std::string{right};
  }
  if (!under) {
    return std::string{left} + wrapped(right, std::max(columns, beside + 1) - beside, beside);
  }
  const std::size_t indent = indent_of(line) + 4;
  return fit_line(left.substr(0, left.find_last_not_of(' ') + 1), columns) + "\n" +
         std::string(indent, ' ') + wrapped(right, std::max(columns, indent + 1) - indent, indent);
}

}  // namespace

std::string fit(std::string_view text, std::size_t columns) {
  std::string fitting;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    fitting += fit_line(text.substr(0, end), columns);
    text.remove_prefix(end);
    if (text.empty()) break;
    fitting += '\n';
    text.remove_prefix(1);
  }
  return fitting;
}

}  // namespace assay::reports
