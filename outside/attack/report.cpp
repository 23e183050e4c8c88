// One shape for all: what was covered, what was found, what could not be told.
#include "outside/attack/report.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "history/currency.hpp"
#include "models/processor/processor_fault.hpp"
#include "outside/attack/places.hpp"
#include "outside/attack/planner.hpp"
#include "outside/dialects/known_fields.hpp"
#include "scenarios/files/json_part.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/files/shell_words.hpp"
#include "sim/world/message_fault.hpp"

namespace assay::outside::attack {

using nlohmann::ordered_json;

namespace {

constexpr std::size_t answers_max = 100;

std::string seconds(sim::Duration length) {
  return fmt::format("{}.{}", length.ns() / 1'000'000'000, length.ns() / 100'000'000 % 10);
}

ordered_json answers_json(const sim::Plan& plan) {
  auto answers = ordered_json::array();
  for (const sim::Answer& one : plan) {
    answers.push_back({{"site", one.site}, {"n", one.n}, {"answer", one.answer}});
  }
  return answers;
}

std::string replay_command(const AttackResults& results, const Finding& finding,
                           const std::string& out) {
  return scenarios::own_command(
      {"attack", results.file, "--plan", fmt::format("{}/failures/{}.json", out, finding.id)});
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char one : text) {
    switch (one) {
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '&': out += "&amp;"; break;
      case '"': out += "&quot;"; break;
      default:
        if (static_cast<unsigned char>(one) >= 32 || one == '\n' || one == '\t') out += one;
    }
  }
  return out;
}

std::string to_text(const AttackResults& results, const Finding& finding, const std::string& out) {
  std::string text =
      fmt::format("\n{} ({})\n  {}\n", finding.broken.property,
                  properties::to_text(finding.broken.severity), finding.broken.explanation);
  for (const sim::Answer& one : finding.plan) {
    text += fmt::format("  fault: {}\n", attack::to_text(one));
  }
  if (finding.plan.empty()) text += "  without any fault\n";
  for (const Broken& one : finding.also) {
    text += fmt::format("  also: {}: {}\n", one.property, one.explanation);
  }
  text += fmt::format("  found after {} runs; played again {} of {} times alike\n",
                      finding.runs_to_find, finding.repeated, finding.replays);
  for (const std::string& line : finding.timeline) text += "  " + line + "\n";
  return text + fmt::format("  again: {}\n", replay_command(results, finding, out));
}

std::vector<std::string_view> known_words() {
  std::vector<std::string_view> words;
  for (const auto& one :
       {strikes().words(), sim::message_faults().words(), models::processor_faults().words()}) {
    words.insert(words.end(), one.begin(), one.end());
  }
  return words;
}

}  // namespace

std::string covered(const AttackResults& results) {
  if (results.one.all == 0) return "";
  std::string text = results.all_of_one() ? fmt::format("all {} plans of 1 fault", results.one.all)
                                          : fmt::format("{} of {} plans of 1 fault",
                                                        results.one.played, results.one.all);
  if (results.two.all > 0) {
    text += fmt::format("; {} of {} of two", results.two.played, results.two.all);
  }
  const std::uint64_t missed = results.one.never_struck + results.two.never_struck;
  if (missed > 0) text += fmt::format("; {} of them never struck", missed);
  return text;
}

std::string to_text(const AttackResults& results, const std::string& out, bool timelines) {
  std::string text;
  if (timelines || !results.untested.empty()) {
    for (const std::string& line : results.last_timeline) text += line + "\n";
  }
  std::set<std::string> told;  // the whole story of each property once
  for (const Finding& one : results.findings) {
    if (!timelines && !told.insert(one.broken.property).second) {
      text += fmt::format("\n{} also under {}\n  again: {}\n", one.broken.property,
                          to_text(one.plan), replay_command(results, one, out));
    } else if (timelines) {
      text += fmt::format("\n{}: {}\n", one.broken.property, one.broken.explanation);
    } else {
      text += to_text(results, one, out);
    }
  }
  for (const std::string& one : results.unrepeated) {
    text += fmt::format("\nnot again: {}\n", one);
  }
  for (const std::string& one : results.puzzles) text += fmt::format("cannot tell: {}\n", one);
  text += "\n";
  for (const Judged& one : results.judged) {
    const bool violated = results.finding_of(one.property) != nullptr;
    const std::string_view verdict = violated               ? "violated"
                                     : !one.unknown.empty() ? "unknown"
                                                            : "holds";
    if (results.untested.empty()) {
      text += fmt::format("{:<9} {}{}{}\n", verdict, one.property, one.unknown.empty() ? "" : ": ",
                          one.unknown);
    }
  }
  if (!results.untested.empty()) text += "nothing was tested: " + results.untested + "\n";
  if (results.interrupted) text += "interrupted\n";
  if (results.stalled) text += "this machine stalled meanwhile: times are no evidence\n";
  const std::string share = covered(results);
  if (!share.empty()) text += share + "\n";
  return text + fmt::format("{} payments in {} s\n", results.runs, seconds(results.wall));
}

ordered_json results_json(const AttackResults& results, const std::string& version, int code) {
  auto findings = ordered_json::array();
  for (const Finding& one : results.findings) {
    auto also = ordered_json::array();
    for (const Broken& other : one.also) also.push_back(other.property);
    findings.push_back({{"id", one.id},
                        {"property", one.broken.property},
                        {"severity", properties::to_text(one.broken.severity)},
                        {"explanation", one.broken.explanation},
                        {"also", also},
                        {"runs_to_find", one.runs_to_find},
                        {"plan", answers_json(one.plan)},
                        {"repeated", one.repeated},
                        {"replays", one.replays},
                        {"amount_at_risk",
                         {{"minor", one.broken.at_risk.minor},
                          {"currency", one.broken.at_risk.currency.code()}}}});
  }
  auto judged = ordered_json::array();
  for (const Judged& one : results.judged) {
    ordered_json it{{"property", one.property}};
    if (!one.unknown.empty()) it["unknown"] = one.unknown;
    judged.push_back(std::move(it));
  }
  const auto share = [](const Share& one) {
    return ordered_json{
        {"plans", one.all}, {"ran", one.played}, {"never_struck", one.never_struck}};
  };
  ordered_json costs = ordered_json::object();
  for (const auto& [word, cost] : results.costs) {
    costs[word] = {{"plans", cost.plans}, {"milliseconds", cost.time.ns() / 1'000'000}};
  }
  return {{"schema", "assay.attack/1"},
          {"version", version},
          {"name", results.name},
          {"complete", !results.interrupted && results.untested.empty()},
          {"wall_seconds", results.wall.ns() / 1'000'000'000},
          {"runs", results.runs},
          {"one_fault", share(results.one)},
          {"two_faults", share(results.two)},
          {"costs", costs},
          {"judged", judged},
          {"findings", findings},
          {"unrepeated", results.unrepeated},
          {"untested", results.untested},
          {"exit_code", code}};
}

std::string failure_text(const AttackResults& results, const Finding& finding,
                         const std::string& out) {
  return scenarios::json_text(
             ordered_json{{"schema", failure_schema},
                          {"name", results.name},
                          {"property", finding.broken.property},
                          {"severity", properties::to_text(finding.broken.severity)},
                          {"explanation", finding.broken.explanation},
                          {"answers", answers_json(finding.plan)},
                          {"timeline", finding.timeline},
                          {"replay", replay_command(results, finding, out)}},
             2) +
         "\n";
}

std::string junit_text(const AttackResults& results) {
  std::string cases;
  std::size_t failures = 0, skipped = 0;
  for (const Judged& one : results.judged) {
    std::string inside;
    if (const Finding* const finding = results.finding_of(one.property)) {
      std::string lines = to_text(finding->plan) + "\n";
      for (const std::string& line : finding->timeline) lines += line + "\n";
      inside = fmt::format("<failure message=\"{}\">{}</failure>",
                           escaped(finding->broken.explanation), escaped(lines));
      ++failures;
    }
    if (inside.empty() && (!one.unknown.empty() || !results.untested.empty())) {
      inside = fmt::format("<skipped message=\"{}\"/>",
                           escaped(one.unknown.empty() ? results.untested : one.unknown));
      ++skipped;
    }
    cases += fmt::format("    <testcase classname=\"attack.{}\" name=\"{}\">{}</testcase>\n",
                         results.name, one.property, inside);
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\"attack.{}\" "
      "tests=\"{}\" failures=\"{}\" skipped=\"{}\" time=\"{}\">\n{}  </testsuite>\n</testsuites>\n",
      results.name, results.judged.size(), failures, skipped, seconds(results.wall), cases);
}

GivenPlan read_plan(const std::string& file, const std::string& text) {
  const scenarios::Document document{file, text};
  const scenarios::JsonPart whole{document};
  must_know_fields(whole, {"schema", "name", "property", "severity", "explanation", "answers",
                           "timeline", "replay"});
  GivenPlan given;
  if (whole.has("property")) given.property = whole["property"].text();
  const auto words = known_words();
  for (const scenarios::JsonPart& one : whole["answers"].elements(answers_max)) {
    must_know_fields(one, {"site", "n", "answer"});
    const std::uint64_t n =
        one.has("n") ? one["n"].number(every_visit, std::numeric_limits<std::uint32_t>::max()) : 1;
    const std::string& word = one["answer"].text();
    if (std::ranges::find(words, word) == words.end()) {
      document.refuse("/answers", "the word of a fault", word,
                      scenarios::nearest_name(word, words));
    }
    given.plan.push_back({one["site"].text(), static_cast<std::uint32_t>(n), word});
  }
  return given;
}

}  // namespace assay::outside::attack
