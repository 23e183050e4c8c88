// Rows are cut apart first, then read; lines of the text are counted as editors count them.
#include "payments/adapters/files/csv.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace payments::files {
namespace {

using namespace reconciliation;

constexpr std::array<std::string_view, 10> columns{"id",          "kind", "references", "batch",
                                                   "amount",      "fee",  "currency",   "date",
                                                   "counterpart", "part"};

struct CsvRow {
  std::size_t line = 0;
  std::vector<std::string> cells;
};

/// Cuts rows apart. None: a quote is not closed, or text follows one that is.
class CsvCutter {
 public:
  explicit CsvCutter(std::string_view text) : rest_(text) {
    if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
  }

  [[nodiscard]] bool more() const { return !rest_.empty(); }
  [[nodiscard]] std::size_t line() const { return line_; }

  std::optional<CsvRow> row() {
    CsvRow row{line_, {}};
    for (;;) {
      auto cell = this->cell();
      if (!cell) return std::nullopt;
      row.cells.push_back(*std::move(cell));
      if (rest_.starts_with(',')) {
        rest_.remove_prefix(1);
        continue;
      }
      if (rest_.starts_with('\r')) rest_.remove_prefix(1);
      if (rest_.empty()) return row;
      if (!rest_.starts_with('\n')) return std::nullopt;
      rest_.remove_prefix(1);
      ++line_;
      return row;
    }
  }

 private:
  std::optional<std::string> cell() {
    if (!rest_.starts_with('"')) {
      const auto end = std::min(rest_.find_first_of(",\r\n"), rest_.size());
      std::string cell(rest_.substr(0, end));
      rest_.remove_prefix(end);
      if (cell.find('"') != std::string::npos) return std::nullopt;
      return cell;
    }
    rest_.remove_prefix(1);
    std::string cell;
    for (;;) {
      const auto end = rest_.find('"');
      if (end == std::string_view::npos) return std::nullopt;
      for (const char sign : rest_.substr(0, end)) line_ += sign == '\n' ? 1 : 0;
      cell.append(rest_.substr(0, end));
      rest_.remove_prefix(end + 1);
      if (!rest_.starts_with('"')) return cell;
      cell += '"';
      rest_.remove_prefix(1);
    }
  }

  std::string_view rest_;
  std::size_t line_ = 1;
};

std::string quoted(const std::string& cell) {
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string text = "\"";
  for (const char sign : cell) text.append(sign == '"' ? "\"\"" : std::string(1, sign));
  return text + "\"";
}

/// "-12.50" of -12.50 EUR.
std::string number_of(const Money& money) {
  const std::string text = format(money);
  return text.substr(0, text.find(' '));
}

class CsvReader {
 public:
  CsvReader(const std::string& file, std::string_view text, Source source)
      : file_(file), cutter_(text), source_(source) {}

  std::expected<std::vector<Line>, FileError> read() {
    const auto header = cutter_.row();
    if (!header || joined(header->cells) != csv_header) {
      return wrong(1, "", "the header " + std::string(csv_header),
                   header ? joined(header->cells) : "");
    }
    std::vector<Line> lines;
    while (cutter_.more()) {
      const std::size_t at = cutter_.line();
      const auto row = cutter_.row();
      if (!row) return wrong(at, "", "a row after RFC 4180", "");
      if (row->cells.size() == 2 && row->cells[0] == "end") return finish(*row, std::move(lines));
      auto line = read_row(*row);
      if (!line) return std::unexpected(line.error());
      lines.push_back(*std::move(line));
    }
    return wrong(cutter_.line(), "", "a last row \"end,\" and the count of lines", "");
  }

 private:
  static std::string joined(const std::vector<std::string>& cells) {
    std::string text;
    for (const std::string& cell : cells) text.append(text.empty() ? "" : ",").append(cell);
    return text;
  }

  std::unexpected<FileError> wrong(std::size_t line, std::string where, std::string expected,
                                   std::string_view found) const {
    return std::unexpected(
        FileError{file_, line, std::move(where), std::move(expected), shown(found)});
  }

  std::expected<std::vector<Line>, FileError> finish(const CsvRow& row, std::vector<Line> lines) {
    if (row.cells[1] != std::to_string(lines.size())) {
      return wrong(row.line, "end", std::to_string(lines.size()) + ", as many lines as there are",
                   row.cells[1]);
    }
    if (cutter_.more()) return wrong(row.line + 1, "", "nothing after the row \"end\"", "");
    return lines;
  }

  std::expected<Line, FileError> read_row(const CsvRow& row) const {
    if (row.cells.size() != columns.size()) {
      return wrong(row.line, "", std::to_string(columns.size()) + " cells",
                   std::to_string(row.cells.size()));
    }
    const auto bad = [&](std::size_t column, std::string expected) {
      return wrong(row.line, std::string(columns[column]), std::move(expected), row.cells[column]);
    };
    Line line;
    line.source = source_;
    line.place = file_ + ":" + std::to_string(row.line);
    line.id = row.cells[0];
    line.batch = row.cells[3];
    line.counterpart = row.cells[8];
    if (line.id.empty()) return bad(0, "an id");
    const auto kind = line_kind_from(row.cells[1]);
    if (!kind) return bad(1, "capture, refund, payout or another kind of line");
    line.kind = *kind;
    add_names(row.cells[2], line.references);
    auto amount = read_amount(row.cells[4], row.cells[6]);
    if (!amount) return bad(4, "a decimal number");
    line.amount = amount->amount;
    if (!line.amount) line.stated = amount->text;
    if (!row.cells[5].empty()) {
      const auto fee = read_amount(row.cells[5], row.cells[6]);
      if (!fee) return bad(5, "a decimal number, or nothing");
      line.fee = fee->amount;
      if (!fee->amount) spoil(line, amount->text, fee->text);
    }
    const auto day = parse_day(row.cells[7]);
    if (!day) return bad(7, "a date such as 2026-03-01");
    line.day = *day;
    line.more = row.cells[9] == "more";
    if (!line.more && !row.cells[9].empty()) return bad(9, "more, or nothing");
    return line;
  }

  /// A fee that cannot be held makes its line one that cannot.
  static void spoil(Line& line, const std::string& amount, const std::string& fee) {
    line.amount.reset();
    line.stated = amount + ", fee " + fee;
  }

  static void add_names(std::string_view text, std::vector<std::string>& names) {
    while (!text.empty()) {
      const auto end = std::min(text.find(' '), text.size());
      if (end > 0) names.emplace_back(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  const std::string& file_;
  CsvCutter cutter_;
  Source source_;
};

}  // namespace

Documents read_csv(const std::string& file, std::string_view text, Source source,
                   const std::string& name) {
  auto lines = CsvReader(file, text, source).read();
  if (!lines) return std::unexpected(std::move(lines.error()));
  return std::vector<Document>{{source, name, digest_of(text), *std::move(lines)}};
}

std::string write_csv(const std::vector<Line>& lines) {
  std::string text = std::string(csv_header) + "\n";
  for (const Line& line : lines) {
    std::string names;
    for (const std::string& name : line.references)
      names.append(names.empty() ? "" : " ").append(name);
    const std::string stated = line.stated.substr(0, line.stated.find(' '));
    const std::string unknown = line.stated.empty() ? "" : line.stated.substr(stated.size() + 1);
    const std::array<std::string, 10> cells{
        line.id,
        std::string(to_text(line.kind)),
        names,
        line.batch,
        line.amount ? number_of(*line.amount) : stated,
        line.fee ? number_of(*line.fee) : "",
        line.amount ? std::string(line.amount->currency.code()) : unknown,
        format(line.day),
        line.counterpart,
        line.more ? "more" : ""};
    for (std::size_t i = 0; i < cells.size(); ++i) {
      text.append(i == 0 ? "" : ",").append(quoted(cells[i]));
    }
    text += '\n';
  }
  return text + "end," + std::to_string(lines.size()) + "\n";
}

}  // namespace payments::files
