// Measuring, narrowing and padding.
#include "reports/screens/table.hpp"

#include <algorithm>
#include <span>

namespace assay::reports {

namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t further = 4;       // what goes below the beginning of its row
constexpr std::size_t prose_width = 16;  // text is not squeezed further than that
constexpr std::size_t remark_width = 24;  // nor are remarks, which may go below
constexpr std::size_t paragraph_width = 40;
constexpr std::size_t usual_columns = 80;

/// What a column needs.
struct Room {
  std::size_t natural = 0;  ///< for its widest cell
  std::size_t least = 0;    ///< for its widest word, and for text to be readable
  std::size_t given = 0;
};

using Rooms = std::vector<Room>;

bool is_heading(const Row& row) {
  return std::ranges::all_of(row, [](const Cell& cell) { return cell.tone == Tone::faint; });
}

/// The widest part that cannot be broken.
std::size_t least_width(const Cell& cell, bool heading) {
  if (!heading && (cell.align == Align::right || cell.tone == Tone::link)) return width(cell.text);
  std::size_t widest = 0;
  std::string_view rest = cell.text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    widest = std::max(widest, width(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return heading ? widest : std::max(widest, std::min(width(cell.text), prose_width));
}

Rooms measured(const std::vector<Row>& rows) {
  Rooms rooms;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const Row& row = rows[r];
    const bool heading = r == 0 && rows.size() > 1 && is_heading(row);
    rooms.resize(std::max(rooms.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) {
      rooms[i].natural = std::max(rooms[i].natural, width(row[i].text));
      rooms[i].least = std::max(rooms[i].least, least_width(row[i], heading));
    }
  }
  return rooms;
}

/// Columns of some neighbours side by side.
std::size_t together(std::span<const Room> rooms, std::size_t Room::*need) {
  std::size_t sum = 0;
  for (const Room& room : rooms) {
    if (room.natural > 0) sum += room.*need + gap;
  }
  return sum == 0 ? 0 : sum - gap;
}

/// Gives each column what it would have, then takes from the widest until all fit.
void give(std::span<Room> rooms, std::size_t columns) {
  for (Room& room : rooms) room.given = room.natural;
  while (together(rooms, &Room::given) > columns) {
    Room* widest = nullptr;
    for (Room& room : rooms) {
      if (room.given > room.least && (widest == nullptr || room.given > widest->given)) {
        widest = &room;
      }
    }
    if (widest == nullptr) return;  // the words are wider than the terminal
    --widest->given;
  }
}

std::vector<Row> without_spare(std::vector<Row> rows) {
  const Row heading = rows.front();
  for (std::size_t i = heading.size(); i > 0; --i) {
    if (!heading[i - 1].spare) continue;
    for (Row& row : rows) {
      if (row.size() >= i) row.erase(row.begin() + static_cast<long>(i) - 1);
    }
  }
  return rows;
}

/// How many columns make up what a row is known by: as many as it takes to say something.
std::size_t lead_of(std::span<const Room> rooms) {
  constexpr std::size_t telling = 8;
  std::size_t count = 1;
  while (count < rooms.size() && together(rooms.first(count), &Room::natural) < telling) ++count;
  return count;
}

/// The columns of each line that a row takes; those after the first are indented further.
std::vector<std::size_t> arranged(const Rooms& rooms, bool noted, std::size_t columns) {
  std::vector<std::size_t> counts;
  std::span<const Room> rest{rooms};
  const auto fits = [&](std::size_t count) {
    return together(rest.first(count), &Room::least) <= columns;
  };
  while (!rest.empty() && !fits(rest.size())) {
    std::size_t count = rest.size() - 1;
    if (!noted || !fits(count)) {
      if (counts.empty()) count = std::min(count, lead_of(rest));
      while (count > 1 && !fits(count)) --count;
    }
    counts.push_back(std::max<std::size_t>(count, 1));
    rest = rest.subspan(counts.back());
    if (counts.size() == 1) columns -= std::min(columns, further);
  }
  if (!rest.empty()) counts.push_back(rest.size());
  return counts;
}

/// Whether the last column is for remarks: text without a heading, or more of it than a cell holds.
bool has_remarks(const std::vector<Row>& rows, const Rooms& rooms) {
  const bool headless = rows.front().size() < rooms.size();
  const bool text = std::ranges::none_of(rows, [&](const Row& row) {
    return row.size() == rooms.size() && row.back().align == Align::right;
  });
  const bool headed = rows.size() > 1 && is_heading(rows.front()) && !headless;
  return text && (headless || rooms.back().natural > (headed ? paragraph_width : prose_width));
}

/// The lines of a cell.
std::vector<std::string> lines_of(const Cell& cell, std::size_t columns) {
  const bool whole = width(cell.text) <= columns || cell.tone == Tone::link;
  const std::string text = whole ? cell.text : wrapped(cell.text, columns, 0);
  std::vector<std::string> lines;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    lines.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return lines;
}

std::string line(std::span<const Cell> row, std::span<const Room> rooms, const Ink& ink) {
  std::string text;
  std::size_t owed = 0;  // blanks that are written only when something follows
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (rooms[i].natural == 0) continue;
    const Cell& cell = row[i];
    const std::size_t padding = rooms[i].given - std::min(width(cell.text), rooms[i].given);
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

/// Some neighbouring cells of a row, over as many lines as the longest of them takes.
std::vector<std::string> block(std::span<const Cell> row, std::span<const Room> rooms,
                               const Ink& ink) {
  std::vector<std::vector<std::string>> cells;
  std::size_t height = 1;
  for (std::size_t i = 0; i < row.size(); ++i) {
    cells.push_back(lines_of(row[i], rooms[i].given));
    height = std::max(height, cells.back().size());
  }
  std::vector<std::string> lines;
  for (std::size_t n = 0; n < height; ++n) {
    Row part(row.begin(), row.end());
    for (std::size_t i = 0; i < part.size(); ++i) {
      part[i].text = n < cells[i].size() ? cells[i][n] : "";
    }
    lines.push_back(line(part, rooms, ink));
  }
  return lines;
}

bool is_blank(std::span<const Cell> cells) {
  return std::ranges::all_of(cells, [](const Cell& cell) { return cell.text.empty(); });
}

/// The rows of a table and where their cells go.
class Layout {
 public:
  Layout(std::vector<Row> rows, const Ink& ink, std::size_t indent)
      : ink_{ink}, indent_{indent} {
    if (ink.columns() > 0) columns_ = ink.columns() - std::min(ink.columns(), indent);
    take(std::move(rows));
    if (!is_room_without_remarks()) leave_out_what_is_spare();
    counts_ = arranged(rooms_, remarks_, columns_);
    std::span<Room> rest{rooms_};
    for (const std::size_t count : counts_) {
      const bool first = rest.size() == rooms_.size();
      give(rest.first(count), first ? columns_ : columns_ - std::min(columns_, further));
      rest = rest.subspan(count);
    }
    const auto room = std::ranges::count_if(rows_, [&](const Row& row) {
      return row.size() == rooms_.size() && is_room_beside(row);
    });
    beside_ = counts_.size() == 2 && counts_.back() == 1 && 2 * room >= std::ssize(rows_);
  }

  [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }

  [[nodiscard]] std::string shown(Row row) const {
    row.resize(rooms_.size());
    std::string text;
    std::span<const Cell> cells{row};
    std::span<const Room> rooms{rooms_};
    if (beside_ && is_room_beside(row)) {
      Rooms wide{rooms_};
      wide.back().given = width(row.back().text);
      return lines(block(cells, wide, ink_), indent_);
    }
    for (const std::size_t count : counts_) {
      const bool first = cells.size() == row.size();
      if (first || !is_blank(cells.first(count))) {
        text += lines(block(cells.first(count), rooms.first(count), ink_),
                      first ? indent_ : indent_ + further);
      }
      cells = cells.subspan(count);
      rooms = rooms.subspan(count);
    }
    return text;
  }

 private:
  void take(std::vector<Row> rows) {
    rows_ = std::move(rows);
    rooms_ = measured(rows_);
    remarks_ = has_remarks(rows_, rooms_);
    if (!remarks_) return;
    Room& last = rooms_.back();
    last.least = std::max(last.least, std::min(last.natural, remark_width));
  }

  [[nodiscard]] bool is_room_without_remarks() const {
    const std::span<const Room> rooms{rooms_};
    return together(rooms.first(rooms.size() - (remarks_ ? 1 : 0)), &Room::least) <= columns_;
  }

  /// Unless that does not help either.
  void leave_out_what_is_spare() {
    Layout fewer{*this};
    fewer.take(without_spare(rows_));
    if (fewer.is_room_without_remarks()) take(std::move(fewer.rows_));
  }

  /// Whether the remark that is below other rows has room in the line of this one.
  [[nodiscard]] bool is_room_beside(const Row& row) const {
    const std::size_t before = together(std::span{rooms_}.first(counts_.front()), &Room::given);
    return before + gap + width(row.back().text) <= columns_;
  }

  static std::string lines(const std::vector<std::string>& all, std::size_t indent) {
    std::string text;
    for (const std::string& one : all) {
      if (!one.empty()) text += std::string(indent, ' ') + one;
      text += '\n';
    }
    return text;
  }

  const Ink& ink_;
  std::size_t indent_;
  std::size_t columns_ = std::size_t{1} << 40;  // as good as endless
  std::vector<Row> rows_;
  Rooms rooms_;
  bool remarks_ = false;
  std::vector<std::size_t> counts_;  ///< of columns, line by line
  bool beside_ = false;              ///< whether most remarks have room in the line of their row
};

}  // namespace

std::size_t width(std::string_view text) {
  std::size_t count = 0;
  bool escaped = false;
  for (const char c : text) {
    if (c == '\x1b') escaped = true;
    const bool begins = (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
    if (begins && !escaped) ++count;
    if (escaped && c == 'm') escaped = false;
  }
  return count;
}

std::size_t text_columns(const Ink& ink) {
  return ink.columns() == 0 ? usual_columns : ink.columns();
}

Cell number(std::string text, Tone tone) { return {std::move(text), tone, Align::right}; }

Cell spare(Cell heading) {
  heading.spare = true;
  return heading;
}

std::string table(const std::vector<Row>& all, const Ink& ink, std::size_t indent) {
  if (all.empty()) return "";
  Layout layout{all, ink, indent};
  std::string text;
  for (const Row& row : layout.rows()) text += layout.shown(row);
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
