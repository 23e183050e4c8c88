// Writing a history: fields in one fixed order, so that equal histories are equal texts.
#include <nlohmann/json.hpp>

#include "history/fields.hpp"
#include "history/jsonl.hpp"
#include "history/names.hpp"

namespace assay::history {
namespace {

using OrderedJson = nlohmann::ordered_json;

void put_line(std::string& text, const OrderedJson& line) {
  text += line.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
  text += '\n';
}

OrderedJson bounds_of(const Bounds& bounds) {
  OrderedJson stated = {{"effect_max", bounds.effect_max},
                        {"reconcile_max", bounds.reconcile_max},
                        {"resolve_max", bounds.resolve_max},
                        {"tries_max", bounds.tries_max}};
  if (bounds.lease_max != 0) stated["lease_max"] = bounds.lease_max;
  if (bounds.key_retention != 0) stated["key_retention"] = bounds.key_retention;
  return stated;
}

OrderedJson terms_of(const std::vector<ProcessorTerms>& processors) {
  OrderedJson list = OrderedJson::array();
  for (const auto& one : processors) {
    list.push_back({{"name", one.name},
                    {"knows_keys", one.knows_keys},
                    {"key_retention", one.key_retention}});
  }
  return list;
}

OrderedJson header_of(const History& history) {
  OrderedJson recorded = OrderedJson::array();
  for (unsigned i = 0; (every_source >> i) != 0; ++i) {
    const auto source = static_cast<Source>(i);
    if ((history.recorded & bit(source)) != 0) recorded.push_back(to_text(source));
  }
  OrderedJson header = {{"schema", history_schema},
                        {"bounds", bounds_of(history.bounds)},
                        {"recorded", recorded},
                        {"observations", history.observations.size()}};
  if (!history.processors.empty()) header["processors"] = terms_of(history.processors);
  return header;
}

void put_field(OrderedJson& line, const Field& field, const Observation& seen) {
  const auto put = [&](auto member) {
    if (seen.*member != decltype(Observation{}.*member){}) line[field.name] = seen.*member;
  };
  std::visit(put, field.member);
}

OrderedJson line_of(const Observation& seen) {
  OrderedJson line = {{"fact", to_text(seen.fact)}};
  for (const auto& field : plain_fields) put_field(line, field, seen);
  if (seen.kind != OperationKind{} || !seen.payable.empty()) line["kind"] = to_text(seen.kind);
  if (seen.outcome != Outcome::none) line["outcome"] = to_text(seen.outcome);
  if (seen.amount != Amount{}) {
    line["amount"] = {{"minor", seen.amount.minor}, {"currency", seen.amount.currency}};
  }
  return line;
}

}  // namespace

std::string write_history(const History& history) {
  std::string text;
  put_line(text, header_of(history));
  for (const auto& seen : history.observations) put_line(text, line_of(seen));
  return text;
}

}  // namespace assay::history
