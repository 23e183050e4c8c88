// A line is a left part, a gap of two blanks or more, and a right part; only the last is broken.
#include "reports/screens/fit.hpp"

#include <algorithm>

#include "reports/screens/table.hpp"
#include "scenarios/files/shell_words.hpp"

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

/// A text without the escapes and the arrow in front of it.
std::string_view bare(std::string_view text) {
  while (text.starts_with("\x1b[")) {
    text.remove_prefix(std::min(text.find('m'), text.size() - 1) + 1);
  }
  constexpr std::string_view arrow = "→ ";
  if (text.starts_with(arrow)) text.remove_prefix(arrow.size());
  return text;
}

/// Whether a text is a command: of this program as it was called, of any that is called assay, or
/// of the debugger that starts it.
bool is_command(std::string_view text, std::string_view program) {
  text = bare(text);
  if (text.starts_with(program)) {
    const std::string_view rest = text.substr(program.size());
    return rest.empty() || rest.front() == ' ' || rest.front() == '\x1b';
  }
  const std::string_view first = text.substr(0, std::min(text.find(' '), text.size()));
  return first == "gdb" || first == "assay" || first.ends_with("/assay") ||
         first.ends_with("/assay'");
}

/// Where the command of a line begins, which goes on to its end whatever blanks are in its words;
/// npos where there is none.
std::size_t command_in(std::string_view line, std::string_view program) {
  std::size_t at = indent_of(line);
  while (at < line.size()) {
    if (is_command(line.substr(at), program)) return at;
    const std::size_t gap = line.find("  ", at);
    if (gap == std::string_view::npos) break;
    at = line.find_first_not_of(' ', gap);
  }
  return std::string_view::npos;
}

/// A line that ends in a command: that stays whole, below what stands before it.
std::string fit_command(std::string_view line, std::size_t at) {
  const std::size_t indent = indent_of(line);
  if (at == indent) return std::string{line};
  const std::string_view label = line.substr(0, at);
  return std::string{label.substr(0, label.find_last_not_of(' ') + 1)} + "\n" +
         std::string(indent + 2, ' ') + std::string{line.substr(at)};
}

std::string fit_line(std::string_view line, std::size_t columns, std::string_view program) {
  if (width(line) <= columns) return std::string{line};
  const std::size_t command = command_in(line, program);
  if (command != std::string_view::npos) return fit_command(line, command);
  const std::size_t start = right_of(line);
  const std::string_view left = line.substr(0, start);
  const std::string_view right = line.substr(start);
  const std::size_t beside = width(left);
  const bool under = beside > indent_of(line) && columns < beside + least_room;
  if (!under) {
    return std::string{left} + wrapped(right, std::max(columns, beside + 1) - beside, beside);
  }
  const std::size_t indent = indent_of(line) + 4;
  return fit_line(left.substr(0, left.find_last_not_of(' ') + 1), columns, program) + "\n" +
         std::string(indent, ' ') + wrapped(right, std::max(columns, indent + 1) - indent, indent);
}

}  // namespace

std::string fit(std::string_view text, std::size_t columns) {
  const std::string program = scenarios::own_command({});
  std::string fitting;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    fitting += fit_line(text.substr(0, end), columns, program);
    text.remove_prefix(end);
    if (text.empty()) break;
    fitting += '\n';
    text.remove_prefix(1);
  }
  return fitting;
}

}  // namespace assay::reports
