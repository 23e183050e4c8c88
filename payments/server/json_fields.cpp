// A name that stands twice would mean one thing to us and another to somebody else.
#include "payments/server/json_fields.hpp"

#include <utility>
#include <vector>

#include "payments/types/card_numbers.hpp"
#include "payments/server/problems.hpp"

namespace payments::server {
namespace {

using nlohmann::json;

json parsed(std::string_view body) {
  std::vector<std::set<std::string>> names;
  bool twice = false;
  const auto watch = [&](int, json::parse_event_t event, json& value) {
    if (event == json::parse_event_t::object_start) names.emplace_back();
    if (event == json::parse_event_t::object_end) names.pop_back();
    if (event == json::parse_event_t::key) {
      twice = !names.back().insert(value.get<std::string>()).second || twice;
    }
    return true;
  };
  json read = json::parse(body, watch, false);
  if (read.is_discarded()) refuse_malformed("the body is no JSON");
  if (!read.is_object()) refuse_malformed("the body is no JSON object");
  if (twice) refuse_malformed("a field stands twice in one object");
  return read;
}

}  // namespace

JsonFields::JsonFields(std::string_view body) : object_(parsed(body)) {}

JsonFields::JsonFields(json object, std::string place)
    : object_(std::move(object)), place_(std::move(place)) {}

const json* JsonFields::find(const char* name) {
  asked_.insert(name);
  const auto found = object_.find(name);
  return found == object_.end() ? nullptr : &*found;
}

std::string JsonFields::text(const char* name) {
  auto found = text_if_any(name);
  if (!found) refuse_malformed("the field is missing", place_ + "/" + name);
  return *std::move(found);
}

std::optional<std::string> JsonFields::text_if_any(const char* name) {
  constexpr std::size_t length_max = 255;
  const json* const found = find(name);
  if (found == nullptr) return std::nullopt;
  const std::string place = place_ + "/" + name;
  if (!found->is_string()) refuse_malformed("expected a text", place);
  auto text = found->get<std::string>();
  if (text.empty() || text.size() > length_max) refuse_malformed("expected 1 to 255 bytes", place);
  if (may_hold_card_number(text)) refuse_malformed("what may be a card number", place);
  return text;
}

bool JsonFields::truth_if_any(const char* name, bool otherwise) {
  const json* const found = find(name);
  if (found == nullptr) return otherwise;
  if (!found->is_boolean()) refuse_malformed("expected true or false", place_ + "/" + name);
  return found->get<bool>();
}

std::int64_t JsonFields::whole(const char* name) {
  const std::string place = place_ + "/" + name;
  const json* const found = find(name);
  if (found == nullptr) refuse_malformed("the field is missing", place);
  const bool fits = found->is_number_unsigned() &&
                    found->get<std::uint64_t>() <= std::uint64_t{amount_max} &&
                    found->get<std::uint64_t>() > 0;
  if (!fits) refuse_malformed("expected a whole number from 1 to 1000000000000", place);
  return found->get<std::int64_t>();
}

Money JsonFields::amount(const char* name) {
  const std::string place = place_ + "/" + name;
  const json* const found = find(name);
  if (found == nullptr) refuse_malformed("the field is missing", place);
  if (!found->is_object()) refuse_malformed("expected an object", place);
  JsonFields fields(*found, place);
  const std::int64_t minor = fields.whole("minor");
  const auto currency = Currency::find(fields.text("currency"));
  if (!currency) refuse_malformed("not a currency that is taken", place + "/currency");
  fields.finish();
  return {minor, *currency};
}

void JsonFields::finish() const {
  for (const auto& [name, value] : object_.items()) {
    if (!asked_.contains(name)) refuse_malformed("no such field", place_ + "/" + name);
  }
}

}  // namespace payments::server
