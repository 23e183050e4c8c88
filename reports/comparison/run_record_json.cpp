// Each part of a record tells its fields once, in the order of the file; writing and reading come
// of that.
#include "reports/comparison/run_record_json.hpp"

#include "campaign/results/json_fields.hpp"
#include "scenarios/files/schema.hpp"

namespace assay::reports {

using campaign::Is;
using campaign::OrNull;
using campaign::ReadFields;
using campaign::WriteFields;
using nlohmann::ordered_json;

void fields(Is<RecordedEvent> auto& event, auto tell) {
  tell("id", event.id);
  tell("at_ns", event.at);
  tell("node", event.node);
  tell("kind", event.kind);
  tell("what", event.what);
  tell("cause", event.cause);
  tell("digest", event.digest);
}

void fields(Is<RecordedJudgement> auto& judgement, auto tell) {
  tell("property", judgement.property);
  tell("verdict", judgement.verdict);
  tell("explanations", judgement.explanations);
  tell("reason", judgement.reason);
}

void fields(Is<ThreeSides> auto& operation, auto tell) {
  tell("payable", operation.payable);
  tell("operation", operation.operation);
  tell("truth", operation.truth);
  tell("belief", operation.belief);
  tell("told", operation.told);
  tell("posted", operation.posted);
  tell("taken_by", operation.taken_by);
  tell("apart", operation.apart);
}

void fields(Is<Balance> auto& balance, auto tell) {
  tell("side", balance.side);
  tell("what", balance.what);
  tell("currency", balance.currency);
  tell("minor", balance.minor);
}

/// Two lists of a record that stand together in the file.
template <typename Operations, typename Balances>
struct Money {
  Operations& operations;
  Balances& balances;
};
template <typename Operations, typename Balances>
Money(Operations&, Balances&) -> Money<Operations, Balances>;

template <typename Operations, typename Balances>
void fields(const Money<Operations, Balances>& money, auto tell) {
  tell("operations", money.operations);
  tell("balances", money.balances);
}

void fields(Is<RunRecord> auto& record, auto tell) {
  tell("title", record.subject.title);
  tell("scenario", record.subject.scenario);
  tell("scenario_digest", record.subject.scenario_digest);
  tell("system", record.subject.system);
  tell("defect", OrNull{record.subject.defect});
  tell("behaviour", record.subject.behaviour);
  tell("version", record.subject.version);
  tell("digest", record.digest);
  tell("exit", record.exit);
  tell("failure", record.failure);
  tell("ended_ns", record.ended);
  tell("events", record.events);
  tell("verdict", record.verdict);
  tell("judgements", record.judgements);
  tell("plan", record.plan);
  tell("money", Money{record.operations, record.balances});
  tell("trace", record.trace);
}

ordered_json to_json(const ThreeSides& operation) { return WriteFields::form_of(operation); }

ordered_json to_json(const RecordedEvent& event) { return WriteFields::form_of(event); }

ordered_json to_json(const RunRecord& record) {
  ordered_json value = {{"schema", scenarios::replay_schema}};
  fields(record, WriteFields{value});
  return value;
}

RunRecord load_run_record(const std::string& path) {
  const scenarios::Document document = scenarios::Document::read(path, scenarios::replay_limits);
  scenarios::check_schema(document, "replay");
  RunRecord record;
  fields(record, ReadFields{document.value()});
  return record;
}

}  // namespace assay::reports
