// The page as a whole: its opening, its figures, and the order of its parts.
#include "reports/pages/report_page.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "reports/pages/page_data.hpp"
#include "reports/pages/templates.hpp"
#include "reports/playbooks/playbook.hpp"
#include "reports/reach_words.hpp"
#include "reports/wording.hpp"

namespace assay::reports {

namespace {

using campaign::Results;
using campaign::ScenarioResult;
using nlohmann::json;

std::uint64_t sum(const Results& results, std::uint64_t ScenarioResult::*member) {
  std::uint64_t total = 0;
  for (const ScenarioResult& one : results.scenarios) total += one.*member;
  return total;
}

/// The most that any single failure puts at risk, per currency.
std::string worst_money(std::span<const FindingReport> finding_reports) {
  std::map<history::Currency, std::int64_t> worst;
  for (const FindingReport& one : finding_reports) {
    const history::Amount& amount = one.reported.finding.at_risk;
    if (amount.currency.empty()) continue;
    worst[amount.currency] = std::max(worst[amount.currency], amount.minor);
  }
  std::string text;
  for (const auto& [currency, minor] : worst) {
    text += (text.empty() ? "" : ", ") + money({minor, currency});
  }
  return text.empty() ? "none" : text;
}

std::string headline_of(const Results& results, std::size_t failures) {
  using enum properties::Verdict;
  if (results.gallery) {
    const auto caught = std::ranges::count_if(*results.gallery, campaign::caught);
    return fmt::format("{} of {} planted defects caught", caught, results.gallery->size());
  }
  if (results.verdict == holds) {
    return results.scenarios.size() == 1
               ? "Everything holds"
               : fmt::format("Everything holds in {}",
                             counted(results.scenarios.size(), "scenario"));
  }
  if (results.verdict == unknown) return "Not everything could be decided";
  return fmt::format("{} found", counted(failures, "failure"));
}

std::string lead_of(const Results& results) {
  if (results.gallery) {
    return "Each defect is a believable mistake put into the payment code. The harness is only as "
           "good as what it finds here.";
  }
  using enum properties::Verdict;
  if (results.verdict == holds) {
    return "No run charged a customer twice, lost money, mis-stated it or left it stuck, under any "
           "of the faults that struck.";
  }
  if (results.verdict == unknown) {
    return "Nothing was violated, and yet this is no pass: the remarks below say what is missing.";
  }
  return "Each is shown with the least that has to go wrong for it, and with what to do about it.";
}

json figure(std::string value, std::string name) {
  return {{"value", std::move(value)}, {"name", std::move(name)}};
}

/// "run", "runs": what stands below its number.
std::string nouns(std::uint64_t number, std::string_view noun) {
  return fmt::format("{}{}", noun, number == 1 ? "" : "s");
}

json figures_of(const Results& results, std::span<const FindingReport> failures) {
  const std::uint64_t runs = sum(results, &ScenarioResult::runs);
  json figures = json::array({figure(grouped(runs), nouns(runs, "run"))});
  const std::uint64_t events = sum(results, &ScenarioResult::events);
  if (events > 0) figures.push_back(figure(grouped(events), "simulated events"));
  if (!results.scenarios.empty()) figures.push_back(figure(systems_of(results), "was tested"));
  figures.push_back(
      figure(grouped(results.scenarios.size()), nouns(results.scenarios.size(), "scenario")));
  figures.push_back(figure(grouped(failures.size()),
                           nouns(failures.size(), results.gallery ? "kill" : "failure")));
  figures.push_back(figure(worst_money(failures), "at risk in the worst"));
  return figures;
}

}  // namespace

std::string report_page(const Results& results, std::span<const FindingReport> finding_reports) {
  const std::vector<FindingReport> failures = distinct(finding_reports);
  json findings = json::array();
  for (const FindingReport& one : failures) findings.push_back(finding_values(one));
  json values = {{"version", results.version},
                 {"verdict", properties::to_text(results.verdict)},
                 {"headline", headline_of(results, failures.size())},
                 {"lead", lead_of(results)},
                 {"incomplete", !results.complete},
                 {"figures", figures_of(results, failures)},
                 {"has_findings", !failures.empty()},
                 {"findings", findings},
                 {"data", page_data(failures)},
                 {"script", template_text("app")},
                 {"findings_name", results.gallery ? "How each was caught" : "Failures"}};
  if (results.gallery) {
    values["kills"] = kill_values(results);
  } else {
    values["matrix"] = matrix_values(results);
  }
  return render("report", values);
}

}  // namespace assay::reports
