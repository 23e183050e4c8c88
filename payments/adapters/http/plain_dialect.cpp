// Fields that an answer has beyond those we know are ignored; a known one of the wrong type makes
// the whole unreadable.
#include "payments/adapters/http/plain_dialect.hpp"

#include <array>
#include <limits>
#include <nlohmann/json.hpp>

#include "payments/adapters/http/times.hpp"

namespace payments::http {
namespace {

using nlohmann::json;

/// Thrown and caught in here: something that we need is not there, or is something else.
struct Unreadable {};

json parsed(std::string_view body) {
  json read = json::parse(body, nullptr, false);
  if (!read.is_object()) throw Unreadable{};
  return read;
}

std::string text(const json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || found->is_null()) return {};
  if (!found->is_string()) throw Unreadable{};
  return found->get<std::string>();
}

bool truth(const json& object, const char* name, bool otherwise) {
  const auto found = object.find(name);
  if (found == object.end()) return otherwise;
  if (!found->is_boolean()) throw Unreadable{};
  return found->get<bool>();
}

std::int64_t whole(const json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number_integer()) throw Unreadable{};
  const bool fits = !found->is_number_unsigned() ||
                    found->get<std::uint64_t>() <= std::numeric_limits<std::int64_t>::max();
  if (!fits) throw Unreadable{};
  return found->get<std::int64_t>();
}

std::optional<Money> amount(const json& object) {
  const auto found = object.find("amount");
  if (found == object.end() || found->is_null()) return std::nullopt;
  if (!found->is_object()) throw Unreadable{};
  const auto currency = Currency::find(text(*found, "currency"));
  if (!currency) throw Unreadable{};
  return Money{whole(*found, "minor"), *currency};
}

Outcome outcome(const json& object) {
  const std::string word = text(object, "outcome");
  for (const Outcome known : {Outcome::success, Outcome::pending, Outcome::declined}) {
    if (word == to_text(known)) return known;
  }
  throw Unreadable{};
}

OperationKind kind(const json& object) {
  using enum OperationKind;
  const std::string word = text(object, "kind");
  for (const OperationKind known : {authorise, capture, void_authorisation, refund}) {
    if (word == to_text(known)) return known;
  }
  throw Unreadable{};
}

GatewayReply reply(const json& object) {
  GatewayReply read;
  read.outcome = outcome(object);
  read.reference = text(object, "reference");
  read.decline_code = text(object, "decline_code");
  read.amount = amount(object);
  const std::string until = text(object, "capture_before");
  if (until.empty()) return read;
  read.capture_before = from_rfc3339(until);
  if (!read.capture_before) throw Unreadable{};
  return read;
}

std::uint32_t ordinal(const json& object) {
  const std::int64_t number = whole(object, "ordinal");
  if (number < 0 || number > std::numeric_limits<std::uint32_t>::max()) throw Unreadable{};
  return static_cast<std::uint32_t>(number);
}

/// What an event of that type says became of its operation.
Outcome outcome_of(std::string_view type) {
  if (type == "operation.succeeded") return Outcome::success;
  return type == "operation.declined" ? Outcome::declined : Outcome::unknown;
}

ListEntry entry(const json& object) {
  if (!object.is_object()) throw Unreadable{};
  const auto answer = object.find("answer");
  if (answer == object.end() || !answer->is_object()) throw Unreadable{};
  return {{text(object, "operation")},
          kind(object),
          text(object, "payable"),
          ordinal(object),
          reply(*answer)};
}

/// Reads, or says that it cannot be.
template <typename Value, typename Read>
std::optional<Value> readable(Read read) {
  try {
    return read();
  } catch (const Unreadable&) {
    return std::nullopt;
  }
}

json terms_of(const Terms& terms) {
  json made = json::object();
  if (!terms.instrument.empty()) made["instrument"] = terms.instrument.text();
  if (!terms.merchant_account.empty()) made["merchant_account"] = terms.merchant_account;
  if (!terms.return_address.empty()) made["return_address"] = terms.return_address;
  if (terms.initiator == Initiator::merchant) made["merchant_initiated"] = true;
  if (terms.capture == CaptureMethod::automatic) made["automatic_capture"] = true;
  if (terms.partial_approval) made["partial_approval"] = true;
  if (terms.more_to_come) made["more_to_come"] = true;
  return made;
}

/// The processor's name of a payable, unlike those of all other tenants.
std::string name_of(const PayableId& payable) {
  return payable.tenant.empty() ? payable.value : payable.tenant.value + "/" + payable.value;
}

}  // namespace

std::string operation_body(const GatewayRequest& request) {
  json body{{"kind", to_text(request.kind)},
            {"reference", request.operation.value},
            {"payable", name_of(request.payable)},
            {"ordinal", request.ordinal},
            {"attempt", request.attempt},
            {"amount",
             {{"minor", request.amount.minor}, {"currency", request.amount.currency.code()}}}};
  if (!request.parent.empty()) body["parent"] = request.parent.value;
  if (!request.effect.empty()) body["effect"] = request.effect;
  json terms = terms_of(request.terms);
  if (!terms.empty()) body["terms"] = std::move(terms);
  return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string look_up_target(const LookUpRequest& request) {
  return "/v1/operations/" + percent_encoded(request.operation.value) +
         "?kind=" + std::string(to_text(request.kind)) +
         "&payable=" + percent_encoded(name_of(request.payable)) +
         "&ordinal=" + std::to_string(request.ordinal);
}

std::string list_target(const ListRequest& request) {
  std::string target = "/v1/effects?limit=" + std::to_string(request.limit);
  if (!request.after.empty()) target += "&after=" + percent_encoded(request.after);
  return target;
}

std::optional<GatewayReply> read_reply(std::string_view body) {
  return readable<GatewayReply>([&] { return reply(parsed(body)); });
}

std::optional<ListPage> read_page(std::string_view body) {
  return readable<ListPage>([&] {
    const json page = parsed(body);
    const auto entries = page.find("entries");
    if (entries == page.end() || !entries->is_array()) throw Unreadable{};
    ListPage read;
    for (const json& one : *entries) read.entries.push_back(entry(one));
    read.next = text(page, "next");
    return read;
  });
}

std::optional<WebhookEvent> read_event(std::string_view body) {
  return readable<WebhookEvent>([&] {
    const json event = parsed(body);
    const auto data = event.find("data");
    if (data == event.end() || !data->is_object()) throw Unreadable{};
    WebhookEvent read{
        {text(*data, "operation")}, kind(*data), text(*data, "payable"), ordinal(*data), {}};
    if (read.operation.empty()) throw Unreadable{};
    read.answer.outcome = outcome_of(text(event, "type"));
    read.answer.reference = text(*data, "reference");
    read.answer.amount = amount(*data);
    return read;
  });
}

std::optional<Capabilities> read_capabilities(std::string_view body) {
  return readable<Capabilities>([&] {
    const json object = parsed(body);
    const std::int64_t seconds = whole(object, "key_retention_seconds");
    constexpr std::int64_t most = 315'360'000;  // ten years, so that nanoseconds fit
    if (seconds < 0 || seconds > most) throw Unreadable{};
    return Capabilities{.keys = truth(object, "keys", false),
                        .key_retention = {seconds * 1'000'000'000},
                        .stores_errors = truth(object, "stores_errors", true),
                        .look_up = truth(object, "look_up", false),
                        .cancel_by_key = truth(object, "cancel_by_key", false),
                        .all_or_nothing = truth(object, "all_or_nothing", false),
                        .keeps_remainder = truth(object, "keeps_remainder", false)};
  });
}

std::string read_problem(std::string_view body) {
  const auto type =
      readable<std::string>([&] { return text(parsed(body), "type"); }).value_or("");
  return type.substr(type.find_last_of(":/") + 1);
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view plain = "-._~";
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string made;
  for (const char sign : text) {
    const bool letter = (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
    if (letter || (sign >= '0' && sign <= '9') || plain.find(sign) != plain.npos) {
      made += sign;
      continue;
    }
    const auto byte = static_cast<unsigned char>(sign);
    made.append({'%', digits[byte / 16], digits[byte % 16]});
  }
  return made;
}

}  // namespace payments::http
