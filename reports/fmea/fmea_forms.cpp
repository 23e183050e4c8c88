// The same columns twice: for spreadsheets, and as a page.
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "reports/fmea/fmea.hpp"
#include "reports/pages/templates.hpp"
#include "reports/wording.hpp"
#include "scenarios/files/printable.hpp"

namespace assay::reports {

namespace {

constexpr std::array<std::string_view, 17> headings{
    "action priority", "function",     "failure mode", "effect",   "severity",
    "moved wrongly",   "runs",         "occurred",     "at least", "at most",
    "stated rates",    "first signal", "after (s)",    "action",   "after the fix",
    "priority then",   "finding"};

/// What is left once it is fixed: as grave, not met in so many runs, and seen as before.
ActionPriority priority_then(const FailureMode& mode) {
  return mode.after_fix->happened == 0 && campaign::proportion(*mode.after_fix, 0.95).high < 0.01
             ? ActionPriority::low
             : priority_of(mode.severity, mode.after_fix, mode.signal);
}

std::string share(double value) { return fmt::format("{:.4g}", value); }

std::array<std::string, headings.size()> cells_of(const FailureMode& mode) {
  std::array<std::string, headings.size()> cells;
  cells[0] = to_text(priority_of(mode.severity, mode.occurred, mode.signal));
  cells[1] = mode.function;
  cells[2] = mode.mode;
  cells[3] = mode.effect;
  cells[4] = properties::to_text(mode.severity);
  cells[5] = mode.moved.currency.empty() ? "nothing" : money(mode.moved);
  if (mode.occurred) {
    const campaign::Interval interval = campaign::proportion(*mode.occurred, 0.95);
    cells[6] = std::to_string(mode.occurred->of);
    cells[7] = std::to_string(mode.occurred->happened);
    cells[8] = share(interval.low);
    cells[9] = share(interval.high);
  } else {
    cells[6] = "not counted";
  }
  cells[10] = mode.rates;
  cells[11] = mode.signal ? mode.signal->what : "none that an operator could see";
  if (mode.signal) cells[12] = fmt::format("{:.3f}", static_cast<double>(mode.signal->after) / 1e9);
  cells[13] = mode.action;
  if (mode.after_fix) {
    cells[14] = fmt::format("{} of {}, at most {}", mode.after_fix->happened, mode.after_fix->of,
                            share(campaign::proportion(*mode.after_fix, 0.95).high));
    cells[15] = to_text(priority_then(mode));
  }
  cells[16] = mode.id;
  return cells;
}

/// A cell in quotes. One that a spreadsheet would take for a formula begins with an apostrophe.
std::string csv_cell(std::string_view text) {
  const std::string shown = scenarios::printable(text);
  std::string cell = "\"";
  if (!shown.empty() && std::string_view{"=+-@"}.contains(shown.front())) cell += '\'';
  for (const char sign : shown) cell += sign == '"' ? "\"\"" : std::string{sign};
  return cell + "\"";
}

template <class Cells>
std::string csv_line(const Cells& cells) {
  std::string line;
  for (const auto& cell : cells) line += (line.empty() ? "" : ",") + csv_cell(cell);
  return line + "\n";
}

}  // namespace

std::string fmea_csv(std::span<const FailureMode> modes) {
  std::string text = csv_line(headings);
  for (const FailureMode& mode : modes) text += csv_line(cells_of(mode));
  return text;
}

std::string fmea_html(std::span<const FailureMode> modes) {
  nlohmann::json values{{"headings", headings}, {"rows", nlohmann::json::array()}};
  values["none"] = modes.empty();
  for (const FailureMode& mode : modes) {
    nlohmann::json cells = nlohmann::json::array();
    for (const std::string& cell : cells_of(mode)) cells.push_back(scenarios::printable(cell));
    values["rows"].push_back({{"cells", cells}});
  }
  return render("fmea", values);
}

}  // namespace assay::reports
