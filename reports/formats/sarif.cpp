// From findings to results and their rules, in the order of the findings.
#include "reports/formats/sarif.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "reports/doubts.hpp"
#include "reports/finding_words.hpp"
#include "reports/wording.hpp"
#include "scenarios/files/json_text.hpp"

namespace assay::reports {

namespace {

using Json = nlohmann::ordered_json;
using campaign::ReportedFinding;
using campaign::Results;

std::string_view level_of(properties::Severity severity) {
  return severity == properties::Severity::noise ? "warning" : "error";
}

Json text_of(std::string text) { return {{"text", std::move(text)}}; }

/// A broken property: what it claims, and what it can lead to.
Json rule_of_property(const runs::Finding& finding) {
  Json rule{{"id", finding.property},
            {"shortDescription", text_of(finding.claim.empty() ? finding.property : finding.claim)},
            {"defaultConfiguration", {{"level", level_of(finding.worst)}}}};
  rule["properties"]["severity"] = properties::to_text(finding.worst);
  if (const std::string number = rule_of(finding); !number.empty()) {
    rule["properties"]["rule"] = number;
  }
  return rule;
}

Json rules_of(std::span<const FindingReport> failures) {
  Json rules = Json::array();
  std::vector<std::string_view> told;
  for (const FindingReport& one : failures) {
    const runs::Finding& finding = one.reported.finding;
    if (std::ranges::find(told, finding.property) != told.end()) continue;
    told.push_back(finding.property);
    rules.push_back(rule_of_property(finding));
  }
  return rules;
}

/// The text of a path in a URI: what is no letter, digit or harmless sign by its bytes in hex.
/// Source: RFC 3986, section 2.
std::string uri_of(const std::string& path) {
  constexpr std::string_view harmless = "-._~/";
  std::string uri;
  for (const char sign : path) {
    const auto byte = static_cast<unsigned char>(sign);
    const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                       (byte >= 'A' && byte <= 'Z') || harmless.contains(sign);
    uri += plain ? std::string{sign} : fmt::format("%{:02X}", byte);
  }
  return uri;
}

/// The file that the scenario of a finding came from; empty for the library.
std::string own_file(const runs::Finding& finding, const Results& results) {
  const auto from =
      std::ranges::find(results.scenarios, finding.scenario, &campaign::ScenarioResult::name);
  return from == results.scenarios.end() ? std::string{} : from->file;
}

/// A file of the user's own where the scenario is one, else the plan that shows the failure, which
/// lies in the folder of the results.
Json location_of(const FindingReport& report, const Results& results) {
  const std::string own = own_file(report.reported.finding, results);
  Json artifact;
  if (!own.empty()) {
    artifact = {{"uri", uri_of(own)}};
  } else {
    const std::string id = report.reported.finding.id;
    artifact = {{"uri", uri_of(fmt::format("failures/{}.json", id))}, {"uriBaseId", "RESULTS"}};
  }
  // The whole file; code hosts show nothing without a line.
  Json location{
      {"physicalLocation", {{"artifactLocation", artifact}, {"region", {{"startLine", 1}}}}}};
  location["logicalLocations"] = {{{"name", report.reported.finding.scenario}, {"kind", "module"}}};
  return location;
}

/// What has to go wrong, in its order, as steps of a flow that editors walk through.
Json flow_of(const sim::Plan& plan) {
  Json steps = Json::array();
  for (const sim::Answer& answer : plan) {
    if (!answer.is_fault()) continue;
    const std::string scope = scope_of(answer);
    const std::string what =
        scope.empty() ? sentence(answer) : fmt::format("{} ({})", sentence(answer), scope);
    steps.push_back({{"location", {{"message", text_of(what)}}}});
  }
  return steps;
}

Json result_of(const FindingReport& report, const Results& results) {
  const ReportedFinding& reported = report.reported;
  const runs::Finding& finding = reported.finding;
  Json result{{"ruleId", finding.property},
              {"level", level_of(finding.severity)},
              {"message", text_of(fmt::format("{}. {}", headline(finding), finding.explanation))},
              {"locations", {location_of(report, results)}}};
  result["partialFingerprints"]["assayFinding/v1"] = finding.id;
  const Json steps = flow_of(finding.plan);
  if (!steps.empty()) result["codeFlows"] = {{{"threadFlows", {{{"locations", steps}}}}}};
  Json& more = result["properties"];
  more = {{"scenario", finding.scenario},
          {"system", finding.system},
          {"severity", properties::to_text(finding.severity)},
          {"replay", reported.replay}};
  if (!reported.by_search) more["seed"] = finding.seed;
  if (!finding.at_risk.currency.empty()) more["amountAtRisk"] = money(finding.at_risk);
  return result;
}

Json notifications_of(const Results& results) {
  Json told = Json::array();
  for (std::string& doubt : doubts_of(results)) {
    told.push_back({{"level", "warning"}, {"message", text_of(std::move(doubt))}});
  }
  return told;
}

}  // namespace

std::string sarif_text(const Results& results, std::span<const FindingReport> failures) {
  // That a defect of the gallery is found is what is wanted of it.
  if (results.gallery) failures = {};
  Json driver{{"name", "assay"}, {"rules", rules_of(failures)}};
  if (!results.version.empty()) driver["version"] = results.version;
  Json told = Json::array();
  for (const FindingReport& one : failures) told.push_back(result_of(one, results));
  Json run{{"tool", {{"driver", driver}}}};
  run["invocations"] = {{{"executionSuccessful", results.complete},
                         {"toolExecutionNotifications", notifications_of(results)}}};
  run["originalUriBaseIds"]["RESULTS"]["description"] =
      text_of("The folder that assay was told to write to.");
  run["results"] = told;
  const Json log{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                 {"version", "2.1.0"},
                 {"runs", {run}}};
  return scenarios::json_text(log, 2) + "\n";
}

}  // namespace assay::reports
