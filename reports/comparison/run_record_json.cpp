// Each part of a record tells its fields once, in the order of the file; writing and reading come
// of that.
#include "reports/comparison/run_record_json.hpp"

#include <concepts>
#include <type_traits>

#include "campaign/results/finding_json.hpp"
#include "scenarios/files/schema.hpp"

namespace assay::reports {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

template <typename Value, typename Type>
concept Part = std::same_as<std::remove_const_t<Value>, Type>;

/// A text that is null in the file where it is empty.
template <typename Text>
struct OrNull {
  Text& text;
};
template <typename Text>
OrNull(Text&) -> OrNull<Text>;

void fields(Part<RecordedEvent> auto& event, auto tell) {
  tell("id", event.id);
  tell("at_ns", event.at);
  tell("node", event.node);
  tell("kind", event.kind);
  tell("what", event.what);
  tell("cause", event.cause);
  tell("digest", event.digest);
}

void fields(Part<RecordedJudgement> auto& judgement, auto tell) {
  tell("property", judgement.property);
  tell("verdict", judgement.verdict);
  tell("explanations", judgement.explanations);
  tell("reason", judgement.reason);
}

void fields(Part<ThreeSides> auto& operation, auto tell) {
  tell("payable", operation.payable);
  tell("operation", operation.operation);
  tell("truth", operation.truth);
  tell("belief", operation.belief);
  tell("told", operation.told);
  tell("posted", operation.posted);
  tell("taken_by", operation.taken_by);
  tell("apart", operation.apart);
}

void fields(Part<Balance> auto& balance, auto tell) {
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

void fields(Part<RunRecord> auto& record, auto tell) {
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

/// Whether a value tells fields of its own.
template <typename Value>
concept HasFields = requires(Value& value) {
  fields(value, [](auto&&...) {});
};

struct Write {
  ordered_json& object;

  void operator()(const char* name, const auto& value) const { object[name] = form_of(value); }

  template <typename Value>
  static ordered_json form_of(const Value& value) {
    if constexpr (HasFields<const Value>) {
      ordered_json object = ordered_json::object();
      fields(value, Write{object});
      return object;
    } else {
      return value;
    }
  }
  static ordered_json form_of(const sim::Plan& plan) { return campaign::plan_to_json(plan); }
  template <HasFields Item>
  static ordered_json form_of(const std::vector<Item>& items) {
    ordered_json list = ordered_json::array();
    for (const Item& one : items) list.push_back(form_of(one));
    return list;
  }
  static ordered_json form_of(const std::optional<std::int64_t>& number) {
    return number ? ordered_json(*number) : ordered_json(nullptr);
  }
  template <typename Text>
  static ordered_json form_of(const OrNull<Text>& word) {
    return word.text.empty() ? ordered_json(nullptr) : ordered_json(word.text);
  }
};

struct Read {
  const json& object;

  void operator()(const char* name, auto&& value) const { into(value, object.at(name)); }

  template <typename Value>
  static void into(Value& value, const json& form) {
    if constexpr (HasFields<Value>) {
      fields(value, Read{form});
    } else {
      form.get_to(value);
    }
  }
  static void into(sim::Plan& plan, const json& form) { plan = campaign::plan_from(form); }
  template <HasFields Item>
  static void into(std::vector<Item>& items, const json& form) {
    for (const json& one : form) into(items.emplace_back(), one);
  }
  static void into(std::optional<std::int64_t>& number, const json& form) {
    if (!form.is_null()) number = form.get<std::int64_t>();
  }
  template <typename Text>
  static void into(OrNull<Text>& word, const json& form) {
    if (!form.is_null()) form.get_to(word.text);
  }
};

}  // namespace

ordered_json to_json(const ThreeSides& operation) { return Write::form_of(operation); }

ordered_json to_json(const RecordedEvent& event) { return Write::form_of(event); }

ordered_json to_json(const RunRecord& record) {
  ordered_json value = {{"schema", scenarios::replay_schema}};
  fields(record, Write{value});
  return value;
}

RunRecord load_run_record(const std::string& path) {
  const scenarios::Document document = scenarios::Document::read(path, scenarios::replay_limits);
  scenarios::check_schema(document, "replay");
  RunRecord record;
  fields(record, Read{document.value()});
  return record;
}

}  // namespace assay::reports
