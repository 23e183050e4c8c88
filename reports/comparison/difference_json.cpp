// Pairs as objects with "a" and "b", null where a run has none.
#include "reports/comparison/difference_json.hpp"

#include "campaign/results/finding_json.hpp"
#include "reports/comparison/run_record_json.hpp"

namespace assay::reports {

namespace {

using nlohmann::ordered_json;

template <typename Value, typename Written>
ordered_json pair_to_json(const Pair<Value>& pair, Written written) {
  const auto one = [&](const std::optional<Value>& value) {
    return value ? written(*value) : ordered_json(nullptr);
  };
  return {{"a", one(pair.a)}, {"b", one(pair.b)}};
}

/// A run without its trace and what is the same in both.
ordered_json run_to_json(const RunRecord& record) {
  const RunSubject& subject = record.subject;
  return {{"title", subject.title},
          {"scenario", subject.scenario},
          {"system", subject.system},
          {"defect", subject.defect.empty() ? ordered_json(nullptr) : ordered_json(subject.defect)},
          {"behaviour", subject.behaviour},
          {"version", subject.version},
          {"digest", record.digest},
          {"exit", record.exit},
          {"failure", record.failure},
          {"verdict", record.verdict},
          {"ended_ns", record.ended},
          {"events", record.events}};
}

ordered_json event_at(const RunRecord& record, std::size_t index) {
  return index < record.trace.size() ? to_json(record.trace[index]) : ordered_json(nullptr);
}

ordered_json parting_at(std::optional<std::size_t> index, const RunRecord& a, const RunRecord& b) {
  if (!index) return nullptr;
  return {{"event", *index + 1}, {"a", event_at(a, *index)}, {"b", event_at(b, *index)}};
}

ordered_json sum_to_json(const Pair<Balance>& pair) {
  const Balance& named = pair.a ? *pair.a : *pair.b;
  ordered_json value = {{"side", named.side}, {"what", named.what}, {"currency", named.currency}};
  value.update(pair_to_json(pair, [](const Balance& one) {
    return one.minor ? ordered_json(*one.minor) : ordered_json(nullptr);
  }));
  return value;
}

ordered_json operation_to_json(const Pair<ThreeSides>& pair) {
  const ThreeSides& named = pair.a ? *pair.a : *pair.b;
  ordered_json value = {{"payable", named.payable}, {"operation", named.operation}};
  value.update(pair_to_json(pair, [](const ThreeSides& one) {
    ordered_json sides = to_json(one);
    sides.erase("payable");
    sides.erase("operation");
    return sides;
  }));
  return value;
}

ordered_json judgement_to_json(const Pair<RecordedJudgement>& pair) {
  ordered_json value = {{"property", pair.a->property}};
  value.update(pair_to_json(pair, [](const RecordedJudgement& one) {
    return ordered_json{
        {"verdict", one.verdict}, {"explanations", one.explanations}, {"reason", one.reason}};
  }));
  return value;
}

}  // namespace

ordered_json to_json(const Difference& difference, const RunRecord& a, const RunRecord& b) {
  ordered_json operations = ordered_json::array();
  for (const auto& pair : difference.operations) operations.push_back(operation_to_json(pair));
  ordered_json sums = ordered_json::array();
  for (const auto& pair : difference.balances) sums.push_back(sum_to_json(pair));
  ordered_json judgements = ordered_json::array();
  for (const auto& pair : difference.judgements) judgements.push_back(judgement_to_json(pair));
  return {{"schema", diff_schema},
          {"same", difference.none()},
          {"a", run_to_json(a)},
          {"b", run_to_json(b)},
          {"subjects", difference.subjects},
          {"parting", parting_at(difference.parting, a, b)},
          {"silent_parting", parting_at(difference.silent_parting, a, b)},
          {"answers",
           {{"a", campaign::plan_to_json(difference.only_a)},
            {"b", campaign::plan_to_json(difference.only_b)}}},
          {"money", {{"operations", operations}, {"balances", sums}}},
          {"judgements", judgements}};
}

}  // namespace assay::reports
