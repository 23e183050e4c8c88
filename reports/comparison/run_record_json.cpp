// Every field of a record there and back.
#include "reports/comparison/run_record_json.hpp"

#include "campaign/results/finding_json.hpp"
#include "scenarios/files/schema.hpp"

namespace assay::reports {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

ordered_json to_json(const RecordedJudgement& judgement) {
  return {{"property", judgement.property},
          {"verdict", judgement.verdict},
          {"explanations", judgement.explanations},
          {"reason", judgement.reason}};
}

ordered_json to_json(const Balance& balance) {
  return {{"side", balance.side},
          {"what", balance.what},
          {"currency", balance.currency},
          {"minor", balance.minor ? ordered_json(*balance.minor) : ordered_json(nullptr)}};
}

template <typename Items>
ordered_json list_of(const Items& items) {
  ordered_json list = ordered_json::array();
  for (const auto& one : items) list.push_back(to_json(one));
  return list;
}

RunSubject subject_from(const json& value) {
  RunSubject subject;
  value.at("title").get_to(subject.title);
  value.at("scenario").get_to(subject.scenario);
  value.at("scenario_digest").get_to(subject.scenario_digest);
  value.at("system").get_to(subject.system);
  if (!value.at("defect").is_null()) value.at("defect").get_to(subject.defect);
  value.at("behaviour").get_to(subject.behaviour);
  value.at("version").get_to(subject.version);
  return subject;
}

RecordedEvent event_from(const json& value) {
  RecordedEvent event;
  value.at("id").get_to(event.id);
  value.at("at_ns").get_to(event.at);
  value.at("node").get_to(event.node);
  value.at("kind").get_to(event.kind);
  value.at("what").get_to(event.what);
  value.at("cause").get_to(event.cause);
  value.at("digest").get_to(event.digest);
  return event;
}

RecordedJudgement judgement_from(const json& value) {
  RecordedJudgement judgement;
  value.at("property").get_to(judgement.property);
  value.at("verdict").get_to(judgement.verdict);
  value.at("explanations").get_to(judgement.explanations);
  value.at("reason").get_to(judgement.reason);
  return judgement;
}

ThreeSides operation_from(const json& value) {
  ThreeSides sides;
  value.at("payable").get_to(sides.payable);
  value.at("operation").get_to(sides.operation);
  value.at("truth").get_to(sides.truth);
  value.at("belief").get_to(sides.belief);
  value.at("told").get_to(sides.told);
  value.at("apart").get_to(sides.apart);
  value.at("posted").get_to(sides.posted);
  value.at("taken_by").get_to(sides.taken_by);
  return sides;
}

Balance balance_from(const json& value) {
  Balance balance;
  value.at("side").get_to(balance.side);
  value.at("what").get_to(balance.what);
  value.at("currency").get_to(balance.currency);
  const json& minor = value.at("minor");
  balance.minor = minor.is_null() ? std::optional<std::int64_t>{} : minor.get<std::int64_t>();
  return balance;
}

}  // namespace

ordered_json to_json(const ThreeSides& operation) {
  return {{"payable", operation.payable},   {"operation", operation.operation},
          {"truth", operation.truth},       {"belief", operation.belief},
          {"told", operation.told},         {"posted", operation.posted},
          {"taken_by", operation.taken_by}, {"apart", operation.apart}};
}

ordered_json to_json(const RecordedEvent& event) {
  return {{"id", event.id},        {"at_ns", event.at},  {"node", event.node},
          {"kind", event.kind},    {"what", event.what}, {"cause", event.cause},
          {"digest", event.digest}};
}

ordered_json to_json(const RunRecord& record) {
  const RunSubject& subject = record.subject;
  const ordered_json money = {{"operations", list_of(record.operations)},
                              {"balances", list_of(record.balances)}};
  return {{"schema", scenarios::replay_schema},
          {"title", subject.title},
          {"scenario", subject.scenario},
          {"scenario_digest", subject.scenario_digest},
          {"system", subject.system},
          {"defect", subject.defect.empty() ? ordered_json(nullptr) : ordered_json(subject.defect)},
          {"behaviour", subject.behaviour},
          {"version", subject.version},
          {"digest", record.digest},
          {"exit", record.exit},
          {"failure", record.failure},
          {"ended_ns", record.ended},
          {"events", record.events},
          {"verdict", record.verdict},
          {"judgements", list_of(record.judgements)},
          {"plan", campaign::plan_to_json(record.plan)},
          {"money", money},
          {"trace", list_of(record.trace)}};
}

RunRecord load_run_record(const std::string& path) {
  const scenarios::Document document = scenarios::Document::read(path, scenarios::replay_limits);
  scenarios::check_schema(document, "replay");
  const json& value = document.value();
  RunRecord record{.subject = subject_from(value)};
  value.at("digest").get_to(record.digest);
  value.at("exit").get_to(record.exit);
  value.at("failure").get_to(record.failure);
  value.at("verdict").get_to(record.verdict);
  value.at("ended_ns").get_to(record.ended);
  value.at("events").get_to(record.events);
  record.plan = campaign::plan_from(value.at("plan"));
  for (const json& one : value.at("judgements")) record.judgements.push_back(judgement_from(one));
  for (const json& one : value.at("trace")) record.trace.push_back(event_from(one));
  const json& money = value.at("money");
  for (const json& one : money.at("operations")) record.operations.push_back(operation_from(one));
  for (const json& one : money.at("balances")) record.balances.push_back(balance_from(one));
  return record;
}

}  // namespace assay::reports
