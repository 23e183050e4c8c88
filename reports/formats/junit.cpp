// From results to suites and cases; pugixml writes them down.
#include "reports/formats/junit.hpp"

#include <algorithm>
#include <sstream>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <pugixml.hpp>

#include "reports/proof_words.hpp"
#include "reports/reach_words.hpp"
#include "reports/wording.hpp"
#include "scenarios/files/printable.hpp"
#include "scenarios/files/shell_words.hpp"

namespace assay::reports {

namespace {

using campaign::GalleryEntry;
using campaign::ReportedFinding;
using campaign::Results;
using campaign::ScenarioResult;

struct Detail {
  std::string name;
  std::string value;
};

/// A test case before it is written.
struct Case {
  std::string name;
  std::vector<Detail> details;
  std::string tag;  ///< "failure", "error" or "skipped"; empty where it passed
  std::string type;
  std::string message;
  std::string text;
  std::vector<std::string> attachments;
};

struct Suite {
  std::string name;
  std::string classname;
  double seconds = 0;
  std::vector<Detail> details;
  std::vector<Case> cases;
};

std::string shown(std::string_view text) {
  return scenarios::printable(text, scenarios::Breaks::kept);
}

void set(pugi::xml_node node, const char* name, std::string_view value) {
  node.append_attribute(name).set_value(shown(value).c_str());
}

void add_details(pugi::xml_node node, const std::vector<Detail>& details) {
  if (details.empty()) return;
  pugi::xml_node list = node.append_child("properties");
  for (const Detail& one : details) {
    pugi::xml_node property = list.append_child("property");
    set(property, "name", one.name);
    set(property, "value", one.value);
  }
}

/// Servers that hold results to a schema know properties of suites alone; of a case, lines of its
/// output in a form that others read. Source: junit-10.xsd of Jenkins' xUnit plugin.
void add_case(pugi::xml_node parent, const Suite& suite, const Case& one) {
  pugi::xml_node node = parent.append_child("testcase");
  set(node, "classname", suite.classname);
  set(node, "name", one.name);
  set(node, "time", "0");
  if (!one.tag.empty()) {
    pugi::xml_node mark = node.append_child(one.tag.c_str());
    set(mark, "message", one.message);
    set(mark, "type", one.type);
    mark.text().set(shown(one.text).c_str());
  }
  std::string lines;
  for (const Detail& detail : one.details) {
    lines += fmt::format("[[PROPERTY|{}={}]]\n", detail.name, detail.value);
  }
  for (const std::string& path : one.attachments) lines += "[[ATTACHMENT|" + path + "]]\n";
  if (lines.empty()) return;
  node.append_child("system-out").text().set(shown(lines).c_str());
}

std::string count_of(const Suite& suite, std::string_view tag) {
  return std::to_string(std::ranges::count(suite.cases, tag, &Case::tag));
}

void add_suite(pugi::xml_node parent, const Suite& suite) {
  pugi::xml_node node = parent.append_child("testsuite");
  set(node, "name", suite.name);
  set(node, "tests", std::to_string(suite.cases.size()));
  set(node, "failures", count_of(suite, "failure"));
  set(node, "errors", count_of(suite, "error"));
  set(node, "skipped", count_of(suite, "skipped"));
  set(node, "time", fmt::format("{:.3f}", suite.seconds));
  add_details(node, suite.details);
  for (const Case& one : suite.cases) add_case(node, suite, one);
}

std::string schedule_of(const sim::Plan& plan) {
  std::string text;
  for (const sim::Answer& answer : plan) {
    if (answer.is_fault()) text += fmt::format("  {}  ({})\n", sentence(answer), scope_of(answer));
  }
  return text.empty() ? "  nothing\n" : text;
}

void fail(Case& one, std::string type, std::string message) {
  one.tag = "failure";
  one.type = std::move(type);
  one.message = std::move(message);
}

void tell(Case& one, const ReportedFinding& reported) {
  const runs::Finding& finding = reported.finding;
  fail(one, std::string{properties::to_text(finding.severity)}, finding.explanation);
  one.text = fmt::format("{}\n\nclaim: {}\n", finding.explanation, finding.claim);
  if (!finding.at_risk.currency.empty()) {
    one.text += "moved wrongly: " + money(finding.at_risk) + "\n";
  }
  one.text += "what has to go wrong:\n" + schedule_of(finding.plan);
  one.text += "reproduce: " + reported.replay + "\n";
  one.details = {{"seed", reported.by_search ? "none" : std::to_string(finding.seed)},
                 {"replay", reported.replay},
                 {"digest", finding.digest.hex()}};
  if (!reported.file.empty()) one.attachments.push_back(reported.file);
  if (reported.standing == campaign::Standing::nobody_asked) return;
  one.details.push_back({"standing", std::string{campaign::to_text(reported.standing)}});
  if (reported.standing == campaign::Standing::accepted) {
    one.tag = "skipped";
    one.message = "accepted" +
                  (reported.accepted_until.empty() ? "" : " until " + reported.accepted_until) +
                  ": " + reported.accepted_for;
  } else {
    one.message = fmt::format("{}: {}", campaign::to_text(reported.standing), one.message);
  }
}

/// What else one cause broke.
std::string same_cause_of(const runs::Finding& finding, const std::string& property) {
  const auto also = std::ranges::find(finding.also, property, &runs::Broken::property);
  return fmt::format("the same cause as of {}; here: {}\n", finding.property, also->explanation);
}

std::string run_command(const ScenarioResult& result) {
  const std::string& name = result.file.empty() ? result.name : result.file;
  std::vector<std::string> words{"run", name, "--seeds", std::to_string(result.runs)};
  if (result.first_seed > 0) {
    words.insert(words.end(), {"--first", std::to_string(result.first_seed)});
  }
  if (result.exhaustive) {
    const sim::Budget& budget = result.exhaustive->budget;
    words = {"exhaust",      name,
             "--strategy",   result.strategy,
             "--faults",     std::to_string(budget.faults),
             "--deviations", std::to_string(budget.deviations)};
  }
  if (result.stands_in) words.insert(words.end(), {"--system", result.system});
  if (!result.defect.empty()) words.insert(words.end(), {"--defect", result.defect});
  return scenarios::own_command(std::move(words));
}

/// The finding of a property, or the one with the same cause that stands for it.
const ReportedFinding* finding_of(const std::string& property, const ScenarioResult& result,
                                  const Results& results) {
  const ReportedFinding* same_cause = nullptr;
  for (const ReportedFinding& reported : results.findings) {
    const runs::Finding& finding = reported.finding;
    if (finding.scenario != result.name || finding.defect != result.defect) continue;
    if (finding.property == property) return &reported;
    const auto also = std::ranges::find(finding.also, property, &runs::Broken::property);
    if (also != finding.also.end()) same_cause = &reported;
  }
  return same_cause;
}

Case case_of(const std::string& property, const ScenarioResult& result, const Results& results) {
  Case one{.name = property};
  if (const ReportedFinding* const found = finding_of(property, result, results)) {
    tell(one, *found);
    if (found->finding.property != property) one.text += same_cause_of(found->finding, property);
    return one;
  }
  const std::uint64_t end = result.first_seed + result.runs;
  one.details = {{"seed", fmt::format("{}..{}", result.first_seed, end == 0 ? 0 : end - 1)},
                 {"replay", run_command(result)},
                 {"digest", result.digest}};
  const auto seen = std::ranges::find(result.violations, property, &campaign::Count::name);
  if (seen != result.violations.end()) {
    fail(one, "violated", "violated in " + counted(seen->runs, "run"));
  }
  return one;
}

Case comes_back(const ScenarioResult& result) {
  Case one{.name = "run_comes_back"};
  for (const auto* runs : {&result.lost, &result.broken}) {
    for (const campaign::LostRun& run : *runs) {
      one.text += fmt::format("seed {}: {}\n", run.seed, run.how);
    }
  }
  if (one.text.empty()) return one;
  fail(one, "run_lost",
       counted(result.lost.size() + result.broken.size(), "run") +
           " did not come to an end of its own");
  if (!result.broken.empty()) one.tag = "error";
  return one;
}

/// What keeps a campaign from being a pass although nothing was violated.
void add_conditions(Suite& suite, const ScenarioResult& result) {
  suite.cases.push_back(comes_back(result));
  Case decided{.name = "decided"};
  if (result.unknown > 0) {
    fail(decided, "inconclusive", counted(result.unknown, "run") + " could not be decided");
  }
  Case struck{.name = "struck"};
  Case sometimes{.name = "sometimes"};
  for (const runs::Missing& one : result.missing) {
    using Kind = runs::Missing::Kind;
    const bool of_code = one.kind == Kind::sometimes || one.kind == Kind::mark;
    Case& met = of_code ? sometimes : struck;
    if (met.tag.empty()) fail(met, "inconclusive", one.name + ": " + runs::reason_of(one));
    met.text += fmt::format("{}: {}\n", one.name, runs::reason_of(one));
  }
  Case complete{.name = "complete"};
  if (!result.complete) fail(complete, "incomplete", "not all runs were made");
  for (Case* one : {&decided, &struck, &sometimes, &complete}) {
    suite.cases.push_back(std::move(*one));
  }
}

Suite suite_of(const ScenarioResult& result, const Results& results) {
  Suite suite{.name = result.name, .classname = "assay." + result.name};
  if (!result.defect.empty()) suite.name += fmt::format(" ({})", result.defect);
  if (result.runs_per_second > 0) {
    suite.seconds = static_cast<double>(result.runs) / static_cast<double>(result.runs_per_second);
  }
  suite.details = {{"system", result.system},
                   {"strategy", result.strategy},
                   {"runs", std::to_string(result.runs)},
                   {"first_seed", std::to_string(result.first_seed)},
                   {"digest", result.digest},
                   {"verdict", std::string{properties::to_text(result.verdict)}},
                   {"replay", run_command(result)}};
  if (const std::uint64_t held = campaign::runs_that_held(result); held > 0) {
    suite.details.push_back({"residual_risk", residual_risk(held)});
  }
  if (std::string line = coverage_line(result); !line.empty()) {
    suite.details.push_back({"coverage", std::move(line)});
  }
  for (const std::string& property : result.judged) {
    suite.cases.push_back(case_of(property, result, results));
  }
  add_conditions(suite, result);
  return suite;
}

Case case_of(const GalleryEntry& entry, const Results& results) {
  Case one{.name = entry.defect};
  const auto found = std::ranges::find_if(results.findings, [&](const ReportedFinding& reported) {
    return reported.finding.defect == entry.defect;
  });
  if (found != results.findings.end()) tell(one, *found);
  one.tag.clear();  // that the defect violates something is what is wanted
  if (!campaign::counts_as_proof(entry)) fail(one, "not_caught", why_not_caught(entry));
  return one;
}

Suite suite_of_gallery(const Results& results) {
  Suite suite{.name = "gallery", .classname = "assay.gallery", .seconds = results.wall_seconds};
  for (const GalleryEntry& entry : *results.gallery) {
    suite.cases.push_back(case_of(entry, results));
  }
  return suite;
}

/// What of the library does not fit the system, each with the first thing that is in the way.
Suite suite_of_unfit(const Results& results) {
  Suite suite{.name = "not applicable", .classname = "assay.not_applicable"};
  for (const campaign::Unfit& one : results.unfit) {
    suite.cases.push_back(
        {.name = one.scenario, .tag = "skipped", .type = "unfit", .message = one.why});
  }
  return suite;
}

std::vector<Suite> suites_of(const Results& results) {
  if (results.gallery) return {suite_of_gallery(results)};
  std::vector<Suite> suites;
  for (const ScenarioResult& one : results.scenarios) suites.push_back(suite_of(one, results));
  if (!results.unfit.empty()) suites.push_back(suite_of_unfit(results));
  return suites;
}

std::string sum_of(const std::vector<Suite>& suites, std::string_view tag) {
  std::ptrdiff_t sum = 0;
  for (const Suite& suite : suites) sum += std::ranges::count(suite.cases, tag, &Case::tag);
  return std::to_string(sum);
}

}  // namespace

std::string junit_xml(const Results& results) {
  const std::vector<Suite> suites = suites_of(results);
  std::size_t tests = 0;
  for (const Suite& suite : suites) tests += suite.cases.size();
  pugi::xml_document document;
  pugi::xml_node root = document.append_child("testsuites");
  set(root, "name", "assay");
  set(root, "tests", std::to_string(tests));
  set(root, "failures", sum_of(suites, "failure"));
  set(root, "errors", sum_of(suites, "error"));
  set(root, "time", fmt::format("{:.3f}", results.wall_seconds));
  for (const Suite& suite : suites) add_suite(root, suite);
  std::ostringstream text;
  document.save(text, "  ", pugi::format_default, pugi::encoding_utf8);
  return text.str();
}

}  // namespace assay::reports
