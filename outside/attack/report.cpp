// One shape for all: what was covered, what was found, what could not be told.
#include "outside/attack/report.hpp"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "history/currency.hpp"
#include "models/processor/processor_fault.hpp"
#include "models/webhooks/webhook_fault.hpp"
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

/// "2,310".
std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

std::vector<std::string_view> known_words() {
  std::vector<std::string_view> words;
  for (const auto& one : {strikes().words(), sim::message_faults().words(),
                          models::processor_faults().words(), models::webhook_faults().words()}) {
    words.insert(words.end(), one.begin(), one.end());
  }
  return words;
}

}  // namespace

std::string replay_command(const AttackResults&, const Finding& finding, const std::string& out) {
  return scenarios::own_command({"replay", fmt::format("{}/failures/{}.json", out, finding.id)});
}

std::string unknown_of(const AttackResults& results, const Judged& one) {
  if (!one.unknown.empty() || !results.unsure.contains(one.property)) return one.unknown;
  return "stalled: assay itself was held up when it was violated";
}

std::string plan_text(const sim::Plan& plan) { return to_text(plan); }

std::string covered(const AttackResults& results) {
  if (results.one.all == 0) return "";
  std::string text = results.all_of_one()
                         ? fmt::format("all {} plans of 1 fault", grouped(results.one.all))
                         : fmt::format("{} of {} plans of 1 fault", grouped(results.one.played),
                                       grouped(results.one.all));
  if (results.two.all > 0) {
    text += fmt::format("; {} of {} of two", grouped(results.two.played), grouped(results.two.all));
  }
  if (results.at_random > 0) {
    text +=
        fmt::format("; {} at random, of at most {}", grouped(results.at_random), results.faults);
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
    const std::string unknown = violated ? "" : unknown_of(results, one);
    const std::string_view verdict = violated ? "violated" : unknown.empty() ? "holds" : "unknown";
    if (results.untested.empty()) {
      text += fmt::format("{:<9} {}{}{}\n", verdict, one.property, unknown.empty() ? "" : ": ",
                          unknown);
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
    const std::string unknown = unknown_of(results, one);
    if (!unknown.empty()) it["unknown"] = unknown;
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
          {"at_random", results.at_random},
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
                          {"file", std::filesystem::absolute(results.file).string()},
                          {"property", finding.broken.property},
                          {"severity", properties::to_text(finding.broken.severity)},
                          {"explanation", finding.broken.explanation},
                          {"answers", answers_json(finding.plan)},
                          {"timeline", finding.timeline},
                          {"replay", replay_command(results, finding, out)}},
             2) +
         "\n";
}

GivenPlan read_plan(const std::string& file, const std::string& text) {
  const scenarios::Document document{file, text};
  const scenarios::JsonPart whole{document};
  must_know_fields(whole, {"schema", "name", "file", "property", "severity", "explanation",
                           "answers", "timeline", "replay"});
  GivenPlan given;
  if (whole.has("property")) given.property = whole["property"].text();
  if (whole.has("file")) given.file = whole["file"].text();
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
