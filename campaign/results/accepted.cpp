// Reading, matching, and what is left.
#include "campaign/results/accepted.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "scenarios/files/document.hpp"
#include "scenarios/files/schema.hpp"

namespace assay::campaign {

namespace {

using properties::Verdict;

int number_at(std::string_view text, std::size_t from, std::size_t length) {
  int number = 0;
  std::from_chars(text.data() + from, text.data() + from + length, number);
  return number;
}

/// Whether a text in the form of a day is one that the calendar has.
bool is_a_day(std::string_view text) {
  const std::chrono::year_month_day day{
      std::chrono::year{number_at(text, 0, 4)},
      std::chrono::month{static_cast<unsigned>(number_at(text, 5, 2))},
      std::chrono::day{static_cast<unsigned>(number_at(text, 8, 2))}};
  return day.ok();
}

Acceptance entry_from(const nlohmann::json& value) {
  const auto text = [&](const char* key) { return value.value(key, std::string{}); };
  return {text("scenario"), text("property"), text("defect"), text("id"),
          text("reason"),   text("by"),       text("until")};
}

bool is_about_the_same(const Acceptance& one, const Acceptance& other) {
  return one.scenario == other.scenario && one.property == other.property &&
         one.defect == other.defect && one.id == other.id;
}

bool fits(const Acceptance& entry, const runs::Finding& finding) {
  return entry.scenario == finding.scenario && entry.property == finding.property &&
         entry.defect == finding.defect && (entry.id.empty() || entry.id == finding.id);
}

/// Whether an accepted finding, or what has the same cause, tells of that violation.
bool is_told_of(const ScenarioResult& result, const std::string& property, const Results& results) {
  return std::ranges::any_of(results.findings, [&](const ReportedFinding& one) {
    const runs::Finding& finding = one.finding;
    if (finding.scenario != result.name || finding.defect != result.defect) return false;
    if (one.standing != Standing::accepted) return false;
    const auto also = std::ranges::find(finding.also, property, &runs::Broken::property);
    return finding.property == property || also != finding.also.end();
  });
}

bool is_only_accepted(const ScenarioResult& result, const Results& results) {
  const bool all = std::ranges::all_of(
      result.violations, [&](const Count& one) { return is_told_of(result, one.name, results); });
  const bool some_is_new = std::ranges::any_of(results.findings, [&](const ReportedFinding& one) {
    return one.finding.scenario == result.name && one.finding.defect == result.defect &&
           one.standing != Standing::accepted;
  });
  return all && !some_is_new;
}

}  // namespace

std::string_view to_text(Standing standing) {
  static constexpr std::array<std::string_view, 4> words{"", "new", "accepted", "expired"};
  return words[static_cast<std::size_t>(standing)];
}

std::vector<Acceptance> read_accepted(const std::string& path) {
  const auto document = scenarios::Document::read(path);
  scenarios::check_schema(document, "accepted");
  std::vector<Acceptance> entries;
  const nlohmann::json& list = document.value().at("accepted");
  for (std::size_t i = 0; i < list.size(); ++i) {
    Acceptance entry = entry_from(list[i]);
    const std::string at = scenarios::step("/accepted", i);
    if (!entry.until.empty() && !is_a_day(entry.until)) {
      document.refuse(at + "/until", "a day such as 2027-01-31", entry.until);
    }
    if (std::ranges::any_of(entries,
                            [&](const Acceptance& one) { return is_about_the_same(one, entry); })) {
      document.refuse(at, "one entry for each finding", "a second one for the same");
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

const Acceptance* acceptance_of(const runs::Finding& finding,
                                const std::vector<Acceptance>& accepted) {
  const Acceptance* any = nullptr;
  for (const Acceptance& entry : accepted) {
    if (!fits(entry, finding)) continue;
    if (!entry.id.empty()) return &entry;
    any = &entry;
  }
  return any;
}

void hold_against(Results& results, const std::vector<Acceptance>& accepted, std::string_view day) {
  HeldAgainst& held = results.held_against.emplace();
  held.day = day;
  for (const Acceptance& entry : accepted) {
    const bool matches = std::ranges::any_of(
        results.findings, [&](const ReportedFinding& one) { return fits(entry, one.finding); });
    if (!matches) held.gone.push_back({entry.scenario, entry.property, entry.defect, entry.id});
  }
  for (ReportedFinding& one : results.findings) {
    const Acceptance* const entry = acceptance_of(one.finding, accepted);
    one.standing = Standing::fresh;
    if (entry == nullptr) continue;
    const bool expired = !entry->until.empty() && entry->until < day;
    one.standing = expired ? Standing::expired : Standing::accepted;
    one.accepted_for = entry->reason;
    one.accepted_until = entry->until;
  }
}

Verdict verdict_beyond_accepted(const Results& results) {
  if (!results.held_against || results.gallery) return results.verdict;
  Results rest = results;
  for (ScenarioResult& result : rest.scenarios) {
    if (result.verdict != Verdict::violated || !is_only_accepted(result, results)) continue;
    const bool told_whole =
        result.unknown == 0 && result.complete && result.broken.empty() && result.missing.empty();
    result.verdict = told_whole ? Verdict::holds : Verdict::unknown;
  }
  return verdict_of(rest);
}

}  // namespace assay::campaign
