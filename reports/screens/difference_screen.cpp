// A chapter for whatever differs; one that would be empty is left out.
#include "reports/screens/difference_screen.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "reports/screens/table.hpp"
#include "reports/wording.hpp"

namespace assay::reports {

namespace {

constexpr std::size_t before_parting = 5;  // events that are shown
constexpr std::size_t after_parting = 3;   // the first that differs among them
constexpr std::size_t rows_max = 12;       // of one list

std::string part(std::string_view title, const std::string& text, const Ink& ink) {
  return text.empty() ? "" : "\n  " + ink(Tone::strong, title) + "\n" + text;
}

std::string and_more(std::size_t count, std::string_view noun) {
  return count == 0 ? "" : fmt::format("    and {} more\n", counted(count, noun));
}

Row event_row(const std::string& side, const RecordedEvent& event, Tone tone) {
  return {{side, tone},
          number(std::to_string(event.id), Tone::faint),
          number(moment(event.at)),
          {event.node, tone},
          {event.kind, tone},
          {event.what, tone}};
}

void add_events(std::vector<Row>& rows, const std::string& side, const RunRecord& record,
                std::size_t first, Tone tone) {
  const std::size_t end = std::min(record.trace.size(), first + after_parting);
  for (std::size_t i = first; i < end; ++i) {
    rows.push_back(event_row(side, record.trace[i], tone));
  }
  if (first >= record.trace.size()) {
    rows.push_back({{side, tone},
                    {},
                    number(moment(record.ended)),
                    {},
                    {"end", tone},
                    {"the run has ended", tone}});
  }
}

/// Where they part, with the last that both have in common.
std::string parting_part(std::size_t index, const RunRecord& a, const RunRecord& b,
                         const Ink& ink) {
  std::vector<Row> rows;
  for (std::size_t i = index - std::min(index, before_parting); i < index; ++i) {
    rows.push_back(event_row("", a.trace[i], Tone::faint));
  }
  add_events(rows, "A", a, index, Tone::plain);
  add_events(rows, "B", b, index, Tone::doubtful);
  const std::string title = index == 0 ? "They part at the first event"
                                       : fmt::format("They part at event {}, after {} in common",
                                                     index + 1, counted(index, "event"));
  return part(title, table(rows, ink, 4), ink);
}

std::string silence_part(std::size_t index, const Ink& ink) {
  const std::string text = fmt::format(
      "by event {} they have already differed in what no words show: a draw, a time, a content",
      index + 1);
  return "    " + ink(Tone::faint, wrapped(text, text_columns(ink) - 4, 4)) + "\n";
}

void add_answers(std::vector<Row>& rows, std::size_t& others, const std::string& side,
                 const sim::Plan& plan) {
  for (const sim::Answer& answer : plan) {
    if (!answer.is_fault()) {
      ++others;
      continue;
    }
    rows.push_back(
        {{"only " + side}, {sentence(answer), Tone::doubtful}, {scope_of(answer), Tone::faint}});
  }
}

std::string answers_part(const Difference& difference, const Ink& ink) {
  std::vector<Row> rows;
  std::size_t in_a = 0;
  std::size_t in_b = 0;
  add_answers(rows, in_a, "A", difference.only_a);
  add_answers(rows, in_b, "B", difference.only_b);
  const std::size_t hidden = rows.size() - std::min(rows.size(), rows_max);
  rows.resize(rows.size() - hidden);
  std::string text = table(rows, ink, 4) + and_more(hidden, "fault");
  if (in_a + in_b > 0) {
    text += fmt::format("    {}{} of timing, order or load in A alone, {} in B\n",
                        rows.empty() ? "" : "and ", counted(in_a, "answer"), grouped(in_b));
  }
  return part("What went wrong on purpose in one alone", text, ink);
}

/// A row of one side; a cell that the other side has otherwise is bad news to somebody.
Row operation_row(const std::string& side, const std::optional<ThreeSides>& one,
                  const std::optional<ThreeSides>& other) {
  if (!one) return {{}, {}, {side}, {"never came up", Tone::faint}};
  const auto cell = [&](const std::string ThreeSides::*field) {
    const bool same = other && (*other).*field == (*one).*field;
    return Cell{(*one).*field, same ? Tone::faint : Tone::doubtful};
  };
  return {{},
          {},
          {side},
          cell(&ThreeSides::truth),
          cell(&ThreeSides::belief),
          cell(&ThreeSides::told),
          cell(&ThreeSides::posted),
          cell(&ThreeSides::taken_by)};
}

std::string operations_text(const Difference& difference, const Ink& ink) {
  const auto shown = std::min(difference.operations.size(), rows_max);
  if (shown == 0) return {};
  std::vector<Row> rows{{{},
                         {},
                         {},
                         {"the processor did", Tone::faint},
                         {"the service believes", Tone::faint},
                         {"the client was told", Tone::faint},
                         spare({"the ledger posted", Tone::faint}),
                         spare({"news taken by", Tone::faint})}};
  for (std::size_t i = 0; i < shown; ++i) {
    const Pair<ThreeSides>& pair = difference.operations[i];
    const ThreeSides& named = pair.a ? *pair.a : *pair.b;
    rows.push_back(operation_row("A", pair.a, pair.b));
    rows.back()[0] = {named.payable};
    rows.back()[1] = {named.operation};
    rows.push_back(operation_row("B", pair.b, pair.a));
  }
  return table(rows, ink, 4) + and_more(difference.operations.size() - shown, "operation");
}

std::string sums_text(const Difference& difference, const Ink& ink) {
  if (difference.balances.empty()) return {};
  std::vector<Row> rows{{{}, {}, number("A", Tone::faint), number("B", Tone::faint)}};
  const auto cell = [](const std::optional<Balance>& sum) {
    return sum ? number(to_text(*sum), Tone::doubtful) : number("nothing", Tone::doubtful);
  };
  for (const Pair<Balance>& pair : difference.balances) {
    const Balance& named = pair.a ? *pair.a : *pair.b;
    rows.push_back({{named.side}, {words(named.what)}, cell(pair.a), cell(pair.b)});
  }
  return table(rows, ink, 4);
}

std::string money_part(const Difference& difference, const Ink& ink) {
  const std::string operations = operations_text(difference, ink);
  const std::string sums = sums_text(difference, ink);
  const std::string gap = operations.empty() || sums.empty() ? "" : "\n";
  const bool same = operations.empty() && sums.empty();
  return part("Money", same ? "    the same\n" : operations + gap + sums, ink);
}

Row judgement_row(const std::string& side, const RecordedJudgement& judgement) {
  const bool bad = judgement.verdict == properties::to_text(properties::Verdict::violated);
  const std::string why =
      judgement.explanations.empty() ? judgement.reason : judgement.explanations.front();
  return {{}, {side}, {judgement.verdict, bad ? Tone::bad : Tone::plain}, {why}};
}

std::string judgements_part(const Difference& difference, const Ink& ink) {
  std::vector<Row> rows;
  for (const Pair<RecordedJudgement>& pair : difference.judgements) {
    rows.push_back(judgement_row("A", *pair.a));
    rows.back().front() = {pair.a->property, Tone::strong};
    rows.push_back(judgement_row("B", *pair.b));
  }
  return part("Judged otherwise", table(rows, ink, 4), ink);
}

void add_ending(std::vector<Row>& rows, const std::string& side, const RunRecord& record) {
  const std::string why = record.failure.empty() ? "" : ", the run " + record.failure;
  rows.push_back({{side, Tone::strong},
                  {record.verdict},
                  {fmt::format("{} at {}, {}{}", record.exit, moment(record.ended),
                               counted(record.trace.size(), "event"), why)}});
  rows.push_back({{}, {"digest", Tone::faint}, {record.digest, Tone::faint}});
}

Row title_row(const std::string& side, const RunRecord& record) {
  return {{side, Tone::strong}, {record.subject.title + " · " + record.subject.system}};
}

}  // namespace

std::string difference_screen(const Difference& difference, const RunRecord& a, const RunRecord& b,
                              const Ink& ink) {
  std::string text = table({title_row("A", a), title_row("B", b)}, ink, 0);
  std::vector<Row> subjects;
  for (const std::string& sentence_of : difference.subjects) {
    subjects.push_back({{"not the same", Tone::doubtful}, {sentence_of}});
  }
  text += table(subjects, ink, 2);
  if (difference.parting) text += parting_part(*difference.parting, a, b, ink);
  if (difference.silent_parting) text += silence_part(*difference.silent_parting, ink);
  text += answers_part(difference, ink);
  if (!difference.none()) text += money_part(difference, ink);
  text += judgements_part(difference, ink);
  std::vector<Row> endings;
  add_ending(endings, "A", a);
  add_ending(endings, "B", b);
  text += "\n" + table(endings, ink, 2);
  text += difference.none() ? "  " + ink(Tone::good, "the runs are the same") + "\n" : "";
  return text;
}

}  // namespace assay::reports
