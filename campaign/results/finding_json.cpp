// The fields of a finding, told once; writing and reading come of that.
#include "campaign/results/finding_json.hpp"

#include <array>
#include <charconv>
#include <string>

#include "campaign/results/json_fields.hpp"
#include "sim/check.hpp"

namespace assay::campaign {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::array severities{
    properties::Severity::noise, properties::Severity::stuck, properties::Severity::wrong_belief,
    properties::Severity::money_lost, properties::Severity::double_charge};
constexpr std::array verdicts{properties::Verdict::holds, properties::Verdict::violated,
                              properties::Verdict::unknown};
constexpr std::array kinds{sim::DecisionKind::fault, sim::DecisionKind::crash,
                           sim::DecisionKind::schedule, sim::DecisionKind::timing,
                           sim::DecisionKind::workload};

template <class Enumerators>
auto named(const Enumerators& enumerators, const std::string& name) {
  for (const auto value : enumerators) {
    if (name == to_text(value)) return value;
  }
  SIM_CHECK(false, "results name only what there is");
}

std::uint64_t hex_number(std::string_view digits) {
  std::uint64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return value;
}

}  // namespace

void fields(Is<runs::Omission> auto& omission, auto tell) {
  tell("answer", omission.answer);
  tell("verdict", omission.verdict);
  tell("digest", omission.digest);
}

void fields(Is<runs::Broken> auto& broken, auto tell) {
  tell("property", broken.property);
  tell("severity", broken.severity);
  tell("explanation", broken.explanation);
  tell("about", broken.about);
}

void fields(Is<runs::Parting> auto& parting, auto tell) {
  tell("event", parting.event);
  tell("expected", parting.expected);
  tell("found", parting.found);
}

void fields(Is<runs::Finding> auto& finding, auto tell) {
  tell("id", finding.id);
  tell("scenario", finding.scenario);
  tell("defect", OrNull{finding.defect});
  tell("property", finding.property);
  tell("severity", finding.severity);
  tell("could_lead_to", finding.worst);
  tell("seed", finding.seed);
  tell("runs_to_find", finding.runs_to_find);
  tell("plan", finding.plan);
  tell("amount_at_risk", finding.at_risk);
  tell("system", finding.system);
  tell("claim", finding.claim);
  tell("explanation", finding.explanation);
  tell("recorded_answers", finding.recorded_answers);
  tell("shrink_runs", finding.shrink_runs);
  tell("run_digest", finding.digest);
  tell("replays", finding.replays);
  tell("omissions", finding.omissions);
  tell("broken", finding.broken);
  tell("also", finding.also);
  tell("parts", finding.parts);
}

ordered_json plan_to_json(const sim::Plan& plan) {
  ordered_json answers = ordered_json::array();
  for (const sim::Answer& answer : plan) {
    ordered_json entry = {{"site", answer.site}, {"n", answer.n}, {"answer", answer.answer}};
    if (answer.kind != sim::DecisionKind::fault) entry["kind"] = sim::to_text(answer.kind);
    answers.push_back(std::move(entry));
  }
  return answers;
}

sim::Plan plan_from(const json& value) {
  sim::Plan plan;
  for (const auto& entry : value) {
    plan.push_back({entry.at("site").get<std::string>(), entry.at("n").get<std::uint32_t>(),
                    entry.at("answer").get<std::string>(),
                    named(kinds, entry.value("kind", std::string{"fault"}))});
  }
  return plan;
}

sim::Digest digest_from(const std::string& hex) {
  const std::string_view digits{hex};
  return {hex_number(digits.substr(0, 16)), hex_number(digits.substr(digits.size() / 2))};
}

ordered_json parting_to_json(const std::optional<runs::Parting>& parting) {
  return WriteFields::form_of(parting);
}

std::optional<runs::Parting> parting_from(const json& value) {
  std::optional<runs::Parting> parting;
  ReadFields::into(parting, value);
  return parting;
}

properties::Verdict verdict_from(const std::string& name) { return named(verdicts, name); }

properties::Severity severity_from(const std::string& name) { return named(severities, name); }

ordered_json to_json(const runs::Finding& finding) { return WriteFields::form_of(finding); }

runs::Finding finding_from(const json& value) {
  runs::Finding finding;
  fields(finding, ReadFields{value});
  return finding;
}

}  // namespace assay::campaign
