// Every field of a finding there and back.
#include "campaign/results/finding_json.hpp"

#include <array>
#include <charconv>
#include <string>

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

ordered_json amount_to_json(const history::Amount& amount) {
  if (amount.currency.empty()) return nullptr;
  return {{"minor", amount.minor}, {"currency", amount.currency.code()}};
}

history::Amount amount_from(const json& value) {
  if (value.is_null()) return {};
  const std::string code = value.at("currency").get<std::string>();
  SIM_CHECK(history::Currency::fits(code), "a currency is a short code");
  return {value.at("minor").get<std::int64_t>(), history::Currency{code}};
}

ordered_json omissions_to_json(const std::vector<runs::Omission>& omissions) {
  ordered_json list = ordered_json::array();
  for (const runs::Omission& one : omissions) {
    list.push_back({{"answer", one.answer},
                    {"verdict", properties::to_text(one.verdict)},
                    {"digest", one.digest.hex()}});
  }
  return list;
}

std::vector<runs::Omission> omissions_from(const json& list) {
  std::vector<runs::Omission> omissions;
  for (const auto& one : list) {
    omissions.push_back({one.at("answer").get<std::size_t>(),
                         named(verdicts, one.at("verdict").get<std::string>()),
                         digest_from(one.at("digest").get<std::string>())});
  }
  return omissions;
}

ordered_json broken_to_json(const std::vector<runs::Broken>& broken) {
  ordered_json list = ordered_json::array();
  for (const runs::Broken& one : broken) {
    list.push_back({{"property", one.property},
                    {"severity", properties::to_text(one.severity)},
                    {"explanation", one.explanation},
                    {"about", one.about}});
  }
  return list;
}

std::vector<runs::Broken> broken_from(const json& list) {
  std::vector<runs::Broken> broken;
  for (const auto& one : list) {
    broken.push_back({one.at("property").get<std::string>(),
                      named(severities, one.at("severity").get<std::string>()),
                      one.at("explanation").get<std::string>(),
                      one.at("about").get<std::vector<std::string>>()});
  }
  return broken;
}

}  // namespace

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
  if (!parting) return nullptr;
  return {{"event", parting->event}, {"expected", parting->expected}, {"found", parting->found}};
}

std::optional<runs::Parting> parting_from(const json& value) {
  if (value.is_null()) return {};
  return runs::Parting{value.at("event").get<std::uint64_t>(),
                       value.at("expected").get<std::string>(),
                       value.at("found").get<std::string>()};
}

properties::Verdict verdict_from(const std::string& name) { return named(verdicts, name); }

properties::Severity severity_from(const std::string& name) { return named(severities, name); }

ordered_json to_json(const runs::Finding& finding) {
  return {{"id", finding.id},
          {"scenario", finding.scenario},
          {"defect", finding.defect.empty() ? ordered_json(nullptr) : ordered_json(finding.defect)},
          {"property", finding.property},
          {"severity", properties::to_text(finding.severity)},
          {"could_lead_to", properties::to_text(finding.worst)},
          {"seed", finding.seed},
          {"runs_to_find", finding.runs_to_find},
          {"plan", plan_to_json(finding.plan)},
          {"amount_at_risk", amount_to_json(finding.at_risk)},
          {"system", finding.system},
          {"claim", finding.claim},
          {"explanation", finding.explanation},
          {"recorded_answers", finding.recorded_answers},
          {"shrink_runs", finding.shrink_runs},
          {"run_digest", finding.digest.hex()},
          {"replays", finding.replays},
          {"omissions", omissions_to_json(finding.omissions)},
          {"broken", broken_to_json(finding.broken)},
          {"also", broken_to_json(finding.also)},
          {"parts", parting_to_json(finding.parts)}};
}

runs::Finding finding_from(const json& value) {
  runs::Finding finding;
  value.at("id").get_to(finding.id);
  value.at("scenario").get_to(finding.scenario);
  if (!value.at("defect").is_null()) value.at("defect").get_to(finding.defect);
  value.at("property").get_to(finding.property);
  finding.severity = named(severities, value.at("severity").get<std::string>());
  finding.worst = named(severities, value.at("could_lead_to").get<std::string>());
  if (!value.at("seed").is_null()) value.at("seed").get_to(finding.seed);
  value.at("runs_to_find").get_to(finding.runs_to_find);
  finding.plan = plan_from(value.at("plan"));
  finding.at_risk = amount_from(value.at("amount_at_risk"));
  value.at("system").get_to(finding.system);
  value.at("claim").get_to(finding.claim);
  value.at("explanation").get_to(finding.explanation);
  value.at("recorded_answers").get_to(finding.recorded_answers);
  value.at("shrink_runs").get_to(finding.shrink_runs);
  finding.digest = digest_from(value.at("run_digest").get<std::string>());
  value.at("replays").get_to(finding.replays);
  finding.omissions = omissions_from(value.at("omissions"));
  finding.broken = broken_from(value.at("broken"));
  finding.also = broken_from(value.at("also"));
  finding.parts = parting_from(value.at("parts"));
  return finding;
}

}  // namespace assay::campaign
