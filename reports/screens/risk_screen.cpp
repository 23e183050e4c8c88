// A table of harms, a table of strikes, and what was left out.
#include "reports/screens/risk_screen.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "reports/screens/table.hpp"
#include "reports/wording.hpp"
#include "scenarios/files/json_text.hpp"

namespace assay::reports {

namespace {

using campaign::Cost;
using campaign::HarmEstimate;
using campaign::Strikes;
using nlohmann::ordered_json;

constexpr std::string_view what_it_rests_on =
    "The ends of each harm hold together with 95 %. A strike's share of harm is that of runs in "
    "which the fault struck once and nothing else did: two faults in one payment are not in these "
    "figures, nor is a fault that the scenarios do not have.";

std::string_view harm_words(campaign::Harmed harm) {
  constexpr std::array<std::string_view, campaign::harm_kinds> words{
      "payments charged twice", "payments lost or mis-booked", "payments stuck",
      "items to be reconciled by hand"};
  return words[static_cast<std::size_t>(harm)];
}

/// A count with as many decimals as it needs to be told from nothing.
std::string count_words(double count) {
  if (count == 0) return "0";
  return count >= 10 ? fmt::format("{:.0f}", count) : fmt::format("{:.2g}", count);
}

std::string cost_words(const Cost& cost, const history::Currency& currency) {
  return fmt::format("{} to {}", money({cost.least, currency}), money({cost.most, currency}));
}

std::string harm_table(const campaign::Estimate& estimate, const Ink& ink) {
  std::vector<Row> rows{{{"a month", Tone::faint},
                         number("expected", Tone::faint),
                         number("at least", Tone::faint),
                         number("at most", Tone::faint),
                         {"cost", Tone::faint},
                         {"within the interval", Tone::faint}}};
  for (const HarmEstimate& one : estimate.harms) {
    const std::string from = one.measured ? " (you counted)" : "";
    rows.push_back({{std::string{harm_words(one.harm)} + from},
                    number(count_words(one.a_month.point)),
                    number(count_words(one.a_month.low)),
                    number(count_words(one.a_month.high)),
                    {cost_words(one.expected, estimate.currency)},
                    {cost_words(one.beyond, estimate.currency)}});
    if (!one.value) continue;
    rows.push_back(
        {{"  their value"}, {}, {}, {}, {}, {cost_words(*one.value, estimate.currency)}});
  }
  return table(rows, ink);
}

std::string strike_table(std::span<const Strikes> strikes, const Ink& ink) {
  std::vector<Row> rows{{{"one strike of", Tone::faint},
                         {"in", Tone::faint},
                         number("runs", Tone::faint),
                         number("twice", Tone::faint),
                         number("lost", Tone::faint),
                         number("stuck", Tone::faint),
                         number("by hand", Tone::faint),
                         number("not told", Tone::faint)}};
  for (const Strikes& one : strikes) {
    Row row{{one.fault}, {one.scenario}, number(std::to_string(one.runs))};
    for (const std::uint64_t runs : one.harmed) row.push_back(number(std::to_string(runs)));
    row.push_back(number(std::to_string(one.undecided)));
    rows.push_back(std::move(row));
  }
  return table(rows, ink);
}

ordered_json to_json(const Cost& cost) { return {{"least", cost.least}, {"most", cost.most}}; }

ordered_json to_json(const HarmEstimate& one) {
  ordered_json told{{"harm", campaign::to_text(one.harm)},
                    {"measured", one.measured},
                    {"expected", one.a_month.point},
                    {"low", one.a_month.low},
                    {"high", one.a_month.high},
                    {"cost", to_json(one.expected)},
                    {"cost_within_interval", to_json(one.beyond)}};
  if (one.value) told["value_within_interval"] = to_json(*one.value);
  return told;
}

ordered_json to_json(const Strikes& one) {
  ordered_json told{{"fault", one.fault}, {"scenario", one.scenario}, {"runs", one.runs}};
  for (const campaign::Harmed harm : campaign::all_harms) {
    told[std::string{campaign::to_text(harm)}] = one.harmed[static_cast<std::size_t>(harm)];
  }
  told["undecided"] = one.undecided;
  return told;
}

}  // namespace

std::string risk_screen(const campaign::Estimate& estimate, std::span<const Strikes> strikes,
                        const Ink& ink) {
  std::string text = fmt::format("\n  {} a month, by your rates and prices\n\n",
                                 counted(estimate.volume, "payment")) +
                     harm_table(estimate, ink);
  if (!strikes.empty()) text += "\n" + strike_table(strikes, ink);
  text += "\n  " + wrapped(what_it_rests_on, text_columns(ink) - 2, 2) + "\n";
  return text;
}

std::string risk_json(const campaign::Estimate& estimate, std::span<const Strikes> strikes) {
  ordered_json told{{"schema", risk_schema},
                    {"volume", estimate.volume},
                    {"currency", estimate.currency.code()},
                    {"confidence", campaign::estimate_confidence},
                    {"harms", ordered_json::array()},
                    {"strikes", ordered_json::array()}};
  for (const HarmEstimate& one : estimate.harms) told["harms"].push_back(to_json(one));
  for (const Strikes& one : strikes) told["strikes"].push_back(to_json(one));
  return scenarios::json_text(told, 2) + "\n";
}

}  // namespace assay::reports
