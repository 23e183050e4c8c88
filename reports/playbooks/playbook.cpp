// The sections of a page, in the order in which somebody on call needs them.
#include "reports/playbooks/playbook.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "reports/advice/advise.hpp"
#include "reports/concern.hpp"
#include "reports/finding_words.hpp"
#include "reports/playbooks/markdown.hpp"
#include "reports/playbooks/mermaid.hpp"
#include "reports/playbooks/remedies.hpp"
#include "reports/screens/truth_and_belief.hpp"
#include "reports/story.hpp"
#include "reports/wording.hpp"

namespace assay::reports {

namespace {

using campaign::ReportedFinding;
using advice::Advised;
using markdown::code;
using markdown::plain;
using runs::Finding;

std::string section(std::string_view heading, const std::string& text) {
  if (text.empty()) return "";
  return fmt::format("\n## {}\n\n{}{}", heading, text, text.ends_with('\n') ? "" : "\n");
}

std::vector<std::string> steps(const std::string& prose) {
  std::vector<std::string> made = markdown::sentences(prose);
  for (std::string& one : made) one = plain(one);
  return made;
}

/// A run of a real clock has no digest.
bool is_virtual(const Finding& finding) { return finding.digest != sim::Digest{}; }

std::string identity(const FindingReport& finding_report) {
  const ReportedFinding& reported = finding_report.reported;
  const Finding& finding = reported.finding;
  std::vector<std::vector<std::string>> rows{
      {"severity", plain(severity_of(finding))},
      {"what it did", plain(harm_of(finding))},
      {"what else it broke", plain(finding.also.empty() ? "nothing" : also_broken(finding))},
      {"broken promise",
       fmt::format("{} ({}): {}", code(finding.property), rule_of(finding), plain(finding.claim))},
      {"scenario",
       fmt::format("{}: {}", code(finding.scenario), plain(finding_report.scenario.title))},
      {"code", finding.defect.empty() ? plain(finding.system) + ", as it is"
                                      : "with the defect " + code(finding.defect)},
      {"found", plain(how_found(reported))},
      {"id", code(finding.id)}};
  if (is_virtual(finding)) {
    rows.insert(rows.end() - 1, {"run digest", code(finding.digest.hex())});
  }
  return markdown::table({}, rows);
}

std::string schedule_of(const Finding& finding) {
  std::vector<std::string> items;
  for (const sim::Answer& answer : finding.plan) {
    items.push_back(fmt::format("{}{}, at {}", answer.is_fault() ? "" : "by chance: ",
                                plain(sentence(answer)), code(scope_of(answer))));
  }
  if (items.empty()) return "Nothing: it goes wrong without any fault.\n";
  return markdown::numbered(items);
}

/// The runs that prove the plan minimal, and the one that proves it sufficient.
std::string proof_of(const Finding& finding) {
  if (finding.omissions.empty()) return "";
  std::vector<std::vector<std::string>> rows;
  for (const runs::Omission& one : finding.omissions) {
    rows.push_back({fmt::format("without {}", one.answer + 1), omission_words(one.verdict),
                    code(one.digest.hex())});
  }
  rows.push_back({"as listed", "violated", code(finding.digest.hex())});
  std::vector<std::string> columns{"run", code(finding.property), "digest of the run"};
  if (!is_virtual(finding)) {
    columns.pop_back();
    for (auto& row : rows) row.pop_back();
  }
  return fmt::format("\n{}\n\n{}", plain(minimality(finding)), markdown::table(columns, rows));
}

std::string timeline_of(const ShownRun& run, bool times_are_virtual) {
  const Sequence made = sequence(run);
  std::string text = "```mermaid\n" + mermaid(made) + "```\n";
  if (made.left_out > 0) {
    text += fmt::format("\n{} left out of the diagram.\n", counted(made.left_out, "step"));
  }
  std::vector<std::vector<std::string>> rows;
  for (const StoryLine& line : story(run)) {
    rows.push_back({moment(line.at), std::string{mark_of(line)}, plain(line.who),
                    plain(words_of(line))});
  }
  text += times_are_virtual ? "\nTimes are virtual. " : "\n";
  text += "↯ is a fault, ▸ is evidence, ✗ a deadline that was missed.\n\n";
  return text + markdown::table({"when", "", "who", "what"}, rows);
}

std::string sides_of(const ShownRun& run) {
  const bool news = is_about_news(run.history, run.evidence);
  std::vector<std::vector<std::string>> rows;
  for (const ThreeSides& one : three_sides(run.history, broken_at(run))) {
    const std::string_view mark = one.apart ? "**" : "";
    rows.push_back({plain(one.payable), plain(one.operation),
                    fmt::format("{}{}{}", mark, plain(one.truth), mark),
                    fmt::format("{}{}{}", mark, plain(one.belief), mark), plain(one.told)});
    if (news) rows.back().insert(rows.back().end(), {plain(one.posted), plain(one.taken_by)});
  }
  std::vector<std::string> heads{"payment", "operation", "the processor did",
                                 "the service believes", "the client was told"};
  if (news) heads.insert(heads.end(), {"the ledger posted", "news taken by"});
  return "When it broke → in the end, where that differs.\n\n" + markdown::table(heads, rows);
}

/// What the service could have noticed in this run before the harm was complete.
std::string signs_of(const ShownRun& run) {
  std::vector<std::string> items;
  for (const Step& step : sequence(run).steps) {
    if (step.kind != StepKind::sign && step.kind != StepKind::outage) continue;
    items.push_back(fmt::format("{}: {} {}", moment(step.at), plain(step.from), plain(step.text)));
  }
  if (items.empty()) return "\nIn this run nothing showed at the service before the harm.\n";
  std::string text = "\nIn this run, before the harm was complete:\n\n";
  for (const std::string& item : items) text += "- " + item + "\n";
  return text;
}

std::vector<std::string> escaped(const std::vector<std::string>& texts) {
  std::vector<std::string> made;
  for (const std::string& one : texts) made.push_back(plain(one));
  return made;
}

/// How things stood when it broke, which is what the advice goes by.
std::string standing_of(const Advised& advised) {
  std::string text;
  for (const std::string& one : escaped(advised.state)) text += fmt::format("- {}\n", one);
  return text;
}

/// What to do here, by property and state, and what the scenario says of its kind of failure.
std::string advice_of(const std::vector<std::string>& here, const std::vector<std::string>& never,
                      const std::string& told) {
  std::string text;
  if (!here.empty()) text += "In this state:\n\n" + markdown::numbered(escaped(here)) + "\n";
  for (const std::string& one : escaped(never)) text += fmt::format("- ✗ {}\n", one);
  if (!never.empty()) text += "\n";
  if (told.empty()) return text;
  if (!text.empty()) text += "In this kind of failure:\n\n";
  return text + markdown::numbered(steps(told));
}

/// What holds once all is put right, and what a query then finds none of.
std::string verification_of(const Advised& here, const scenarios::Playbook& told) {
  std::string text;
  if (!here.verify.empty()) {
    text += "Must hold:\n\n" + markdown::checklist(escaped(here.verify)) + "\n";
  }
  return text + "Must come out empty:\n\n" + markdown::checklist(steps(told.verification));
}

/// What the verification finds in this run, where it is not empty.
std::string still_apart(const ShownRun& run) {
  std::string text;
  for (const ThreeSides& one : three_sides(run.history)) {
    if (!one.apart) continue;
    text +=
        fmt::format("- {} of {}: the processor did {}, the service believes {}\n",
                    plain(one.operation), plain(one.payable), plain(one.truth), plain(one.belief));
  }
  return text.empty() ? "" : "\nAt the end of this run it would have listed:\n\n" + text;
}

std::string again(const ReportedFinding& reported) {
  return fmt::format(
      "```sh\n{}\n```\n\nIt exits 1 while the failure is there, 0 when it is mended, "
      "and 3 where program or scenario are no longer those that failed.\n",
      reported.replay);
}

}  // namespace

std::string playbook(const FindingReport& finding_report) {
  const Finding& finding = finding_report.reported.finding;
  const scenarios::Playbook& told = finding_report.scenario.playbook;
  const auto& run = finding_report.run;
  std::string text =
      fmt::format("# {}\n\n> {}\n\n", plain(headline(finding)), plain(finding.explanation));
  text += identity(finding_report);
  if (run) text += section("What has to go wrong", schedule_of(finding) + proof_of(finding));
  if (run)
    text += section("How it comes about",
                    timeline_of(*run, is_virtual(finding_report.reported.finding)));
  if (run) text += section("Truth beside belief", sides_of(*run));
  text += section("Signal", plain(told.signal) + "\n" + (run ? signs_of(*run) : ""));
  const Advised here =
      run ? advice::advise(finding.property, advice::situation_of(*run)) : Advised{};
  text += section("State when it broke", standing_of(here));
  text += section("Containment", advice_of(here.contain, here.never, told.containment));
  text += section("Recovery", advice_of(here.recover, {}, told.recovery));
  if (finding_report.treatment) text += remedies_tried(*finding_report.treatment);
  text += section("Verification", verification_of(here, told) + (run ? still_apart(*run) : ""));
  text += section("Prevention", markdown::numbered(steps(told.prevention)));
  text += section("See it again", again(finding_report.reported));
  if (finding_report.treatment) {
    text += not_simulated() + sections_absent(*finding_report.treatment);
  }
  return text;
}

std::string failure_signature(const Finding& finding) {
  std::string signature =
      fmt::format("{} {} {}", finding.scenario, finding.defect, finding.property);
  for (const sim::Answer& answer : finding.plan) {
    if (answer.is_fault())
      signature += fmt::format(" {}#{}={}", answer.site, answer.n, answer.answer);
  }
  return signature;
}

std::vector<FindingReport> distinct(std::span<const FindingReport> finding_reports) {
  std::vector<FindingReport> kept;
  std::vector<std::string> seen;
  for (const FindingReport& one : finding_reports) {
    const std::string signature = failure_signature(one.reported.finding);
    const bool lost = !one.run;  // runs that took their process along have no plan: by seed
    if (!lost && std::ranges::find(seen, signature) != seen.end()) continue;
    seen.push_back(signature);
    kept.push_back(one);
  }
  std::ranges::stable_sort(kept, [](const FindingReport& left, const FindingReport& right) {
    return runs::graver(left.reported.finding, right.reported.finding);
  });
  return kept;
}

}  // namespace assay::reports
