// Violations first, since they are what matters; then the table, the notes, the verdict.
#include "cli/judged_screen.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "outside/serve/rfc3339.hpp"
#include "reports/screens/table.hpp"
#include "reports/screens/truth_and_belief.hpp"
#include "reports/story.hpp"
#include "reports/wording.hpp"
#include "scenarios/files/printable.hpp"
#include "sim/digest.hpp"

namespace assay::cli {

namespace {

using outside::Judged;
using outside::JudgedProperty;
using outside::ShownViolation;
using properties::Verdict;
using reports::counted;
using reports::Ink;
using reports::Row;
using reports::Tone;

/// A world that began long ago is told in its own time; a simulated one in virtual seconds.
std::string began_words(std::int64_t began) {
  constexpr std::int64_t year = 365LL * 86'400 * 1'000'000'000;
  if (began < year) return reports::moment(began);
  return outside::to_rfc3339(sim::TimePoint{began});
}

std::string evidence_of(const ShownViolation& shown, const Ink& ink) {
  std::vector<Row> rows;
  for (const outside::EvidenceLine& one : shown.evidence) {
    rows.push_back(
        {{"▸", Tone::bad}, {one.word}, {fmt::format("{}:{}", one.file, one.line), Tone::faint}});
  }
  return reports::table(rows, ink, 4);
}

reports::ShownRun run_of(const ShownViolation& shown) {
  return {.history = shown.history,
          .evidence = shown.violation.evidence,
          .missed = shown.violation.missed};
}

std::string harm_words(const ShownViolation& shown) {
  std::string text = reports::to_words(shown.harm.severity);
  const history::Amount& moved = shown.harm.moved;
  if (!moved.currency.empty()) text += fmt::format(", {}", reports::money(moved));
  return text;
}

std::string violation_screen(const Judged& judged, const JudgedProperty& one, const Ink& ink) {
  const ShownViolation& shown = one.shown.front();
  std::string text =
      "  " + ink(Tone::bad, fmt::format("✗ {} is violated in {}", one.property.name, judged.name)) +
      "\n\n  " + reports::wrapped(shown.violation.explanation, reports::text_columns(ink) - 2, 2) +
      "\n\n";
  std::vector<Row> rows{{{"claim", Tone::faint}, {std::string{one.property.claim}}},
                        {{"harm", Tone::faint}, {harm_words(shown), Tone::bad}},
                        {{"found", Tone::faint}, {counted(one.violations, "violation")}},
                        {{"id", Tone::faint}, {id_of(judged, one)}},
                        {{"began", Tone::faint}, {began_words(shown.began)}}};
  text += reports::table(rows, ink);
  text += "\n  " + ink(Tone::strong, "Evidence") + "\n" + evidence_of(shown, ink);
  const reports::ShownRun run = run_of(shown);
  text += "\n  " + ink(Tone::strong, "How it comes about") + "\n" +
          reports::to_text(reports::story(run), ink);
  text += "\n  " + ink(Tone::strong, "Truth beside belief") + "\n" +
          reports::truth_and_belief(run, ink) + "\n";
  return text;
}

Tone tone_of(const JudgedProperty& one) {
  if (!one.not_judged.empty()) return Tone::faint;
  if (one.verdict == Verdict::violated) return Tone::bad;
  return one.verdict == Verdict::holds ? Tone::good : Tone::doubtful;
}

std::string why(const JudgedProperty& one) {
  if (!one.not_judged.empty()) return one.not_judged;
  if (one.verdict != Verdict::violated) return one.reason;
  return counted(one.violations, "violation");
}

std::string property_table(const Judged& judged, const Ink& ink) {
  std::vector<Row> rows{{{"property", Tone::faint},
                         {"rule", Tone::faint},
                         {"verdict", Tone::faint},
                         {"why", Tone::faint}}};
  for (const JudgedProperty& one : judged.properties) {
    const std::string verdict =
        one.not_judged.empty() ? std::string{properties::to_text(one.verdict)} : "not judged";
    rows.push_back({{std::string{one.property.name}},
                    {std::string{one.property.rule}, Tone::faint},
                    {verdict, tone_of(one)},
                    {why(one), Tone::faint}});
  }
  return reports::table(rows, ink);
}

std::string share(std::uint64_t part, std::uint64_t all) {
  const std::uint64_t tenths = all == 0 ? 0 : (part * 1000 + all / 2) / all;
  return fmt::format("{}.{} %", tenths / 10, tenths % 10);
}

std::string unknown_words(const outside::PayableCount& count) {
  if (count.unknown() == 0) return "";
  std::vector<std::string> parts;
  const auto add = [&](std::uint64_t number, const char* what) {
    if (number > 0) parts.push_back(fmt::format("{} {}", reports::grouped(number), what));
  };
  add(count.cut_front, "cut off at the front");
  add(count.cut_end, "under way at the end");
  add(count.gaps, "with lines missing");
  return fmt::format(", {} of them ({}) unknown: {}", reports::grouped(count.unknown()),
                     share(count.unknown(), count.all()), fmt::join(parts, ", "));
}

nlohmann::ordered_json amount_json(const history::Amount& amount) {
  return {{"minor", amount.minor}, {"currency", amount.currency.code()}};
}

nlohmann::ordered_json finding_json(const Judged& judged, const JudgedProperty& one) {
  nlohmann::ordered_json finding{
      {"id", id_of(judged, one)}, {"property", one.property.name}, {"violations", one.violations}};
  auto list = nlohmann::ordered_json::array();
  for (const ShownViolation& shown : one.shown) {
    auto evidence = nlohmann::ordered_json::array();
    for (const outside::EvidenceLine& line : shown.evidence) {
      evidence.push_back({{"file", line.file}, {"line", line.line}, {"fact", line.word}});
    }
    list.push_back({{"payable", shown.payable},
                    {"explanation", shown.violation.explanation},
                    {"severity", properties::to_text(shown.harm.severity)},
                    {"amount_at_risk", amount_json(shown.harm.moved)},
                    {"evidence", evidence}});
  }
  finding["shown"] = list;
  return finding;
}

nlohmann::ordered_json recording_json(const Judged& judged) {
  const outside::PayableCount& count = judged.payables;
  auto judged_properties = nlohmann::ordered_json::array();
  auto findings = nlohmann::ordered_json::array();
  for (const JudgedProperty& one : judged.properties) {
    const bool was = one.not_judged.empty();
    nlohmann::ordered_json entry{
        {"property", one.property.name}, {"rule", one.property.rule}, {"judged", was}};
    if (was) entry["verdict"] = properties::to_text(one.verdict);
    if (!why(one).empty()) entry["why"] = why(one);
    judged_properties.push_back(std::move(entry));
    if (!one.shown.empty()) findings.push_back(finding_json(judged, one));
  }
  return {{"name", judged.name},
          {"files", judged.files},
          {"lines", judged.lines},
          {"facts", judged.facts},
          {"unmapped_lines", judged.unmapped},
          {"payables",
           {{"all", count.all()},
            {"judged", count.whole},
            {"cut_front", count.cut_front},
            {"cut_end", count.cut_end},
            {"gaps", count.gaps}}},
          {"verdict", properties::to_text(judged.verdict)},
          {"reason", judged.reason},
          {"notes", judged.notes},
          {"properties", judged_properties},
          {"findings", findings}};
}

}  // namespace

std::string id_of(const Judged& judged, const JudgedProperty& property) {
  sim::Digester digester;
  digester.fold(judged.name);
  digester.fold(property.property.name);
  if (!property.shown.empty()) digester.fold(property.shown.front().payable);
  std::string name;
  for (const char letter : judged.name) {
    const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    name += plain ? letter : '_';
  }
  return fmt::format("{}-{}-{}", name.substr(0, 60), property.property.name,
                     digester.value().hex().substr(0, 8));
}

std::string verdict_sentence(const Judged& judged) {
  const auto violated = static_cast<std::uint64_t>(
      std::ranges::count(judged.properties, Verdict::violated, &JudgedProperty::verdict));
  const auto judged_count = static_cast<std::uint64_t>(std::ranges::count_if(
      judged.properties, [](const JudgedProperty& one) { return one.not_judged.empty(); }));
  std::string text{properties::to_text(judged.verdict)};
  if (violated > 0) {
    text += fmt::format(": {} of {} properties", violated, judged_count);
  } else {
    text += fmt::format(": {} properties judged", judged_count);
  }
  if (!judged.reason.empty()) text += fmt::format(" ({})", judged.reason);
  return text +
         fmt::format("; {}, {}", counted(judged.facts, "fact"),
                     counted(judged.payables.all(), "payable")) +
         unknown_words(judged.payables);
}

std::string judged_screen(const Judged& judged, const Ink& ink) {
  std::string text;
  std::vector<const JudgedProperty*> violated;
  for (const JudgedProperty& one : judged.properties) {
    if (!one.shown.empty()) violated.push_back(&one);
  }
  std::ranges::stable_sort(violated, [](const auto* left, const auto* right) {
    return left->shown.front().harm.severity > right->shown.front().harm.severity;
  });
  for (const JudgedProperty* one : violated) text += violation_screen(judged, *one, ink);
  text += property_table(judged, ink) + "\n";
  if (judged.unmapped > 0) {
    text += fmt::format("  {} say nothing by the map\n", counted(judged.unmapped, "line"));
  }
  for (const std::string& note : judged.notes) text += fmt::format("  note: {}\n", note);
  return text + "  " + verdict_sentence(judged) + "\n";
}

nlohmann::ordered_json judged_json(std::span<const Judged> all) {
  auto recordings = nlohmann::ordered_json::array();
  for (const Judged& one : all) recordings.push_back(recording_json(one));
  return {{"schema", "assay.judged/1"}, {"recordings", recordings}};
}

}  // namespace assay::cli
