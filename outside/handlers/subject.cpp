// The schema judges the file; what it leaves out of a Stripe event is filled in.
#include "outside/handlers/subject.hpp"


#include "outside/comply/address.hpp"
#include "outside/comply/subject_fields.hpp"
#include "outside/handlers/cases.hpp"
#include "outside/schemas/schemas.hpp"
#include "scenarios/files/document.hpp"

namespace assay::outside::handlers {
namespace {

using nlohmann::ordered_json;
using scenarios::Document;
using Texts = std::map<std::string, std::string>;

ordered_json stripe_event(const std::string& type, const ordered_json& object) {
  return {{"id", "evt_{id}"},    {"object", "event"}, {"type", type},
          {"created", "{time}"}, {"livemode", false}, {"data", {{"object", object}}}};
}

ordered_json stripe_payment() {
  return stripe_event("{type}", {{"id", "pi_{reference}"},
                                 {"object", "payment_intent"},
                                 {"amount", "{amount}"},
                                 {"amount_received", "{amount}"},
                                 {"currency", "eur"},
                                 {"status", "succeeded"},
                                 {"latest_charge", "ch_{reference}"},
                                 {"metadata", {{"order_id", "{reference}"}}}});
}

ordered_json stripe_refund() {
  return stripe_event("charge.refunded", {{"id", "ch_{reference}"},
                                          {"object", "charge"},
                                          {"amount", "{amount}"},
                                          {"amount_refunded", "{total}"},
                                          {"currency", "eur"},
                                          {"payment_intent", "pi_{reference}"},
                                          {"metadata", {{"order_id", "{reference}"}}}});
}

std::vector<http::Header> headers_of(const ordered_json& told) {
  std::vector<http::Header> headers;
  for (const auto& [name, value] : told.value("headers", Texts{})) {
    headers.push_back({name, value});
  }
  return headers;
}

EffectSource query_of(const Document& document, const std::string& at, const ordered_json& told) {
  EffectSource query{.get = told.value("get", ""),
                     .headers = headers_of(told),
                     .pointer = told.value("pointer", ""),
                     .command = told.value("command", std::vector<std::string>{})};
  if (told.contains("sql")) {
    if (!told.contains("database")) document.refuse(at, "sql and its database", "sql alone");
    query.command = {"psql", "-XAtq", "-d", told["database"], "-c", told["sql"]};
  }
  if (!query.given()) document.refuse(at, "get, command, or sql", "neither");
  return query;
}

Signature signature_of(const ordered_json& value) {
  if (!value.contains("signature")) return {};
  const ordered_json& told = value["signature"];
  if (told == "stripe") return {};
  if (told == "standard") return {.scheme = Scheme::standard};
  return {.scheme = Scheme::described,
          .headers = told.at("headers").get<Texts>(),
          .signed_text = told.value("signed", "{body}")};
}

void read_events(const Document& document, const ordered_json& value, HandlerSubject& into) {
  const bool is_stripe = into.signature.scheme == Scheme::stripe;
  if (!is_stripe && !value.contains("event")) document.refuse("", "an event", "none");
  into.event = value.contains("event") ? value["event"] : stripe_payment();
  into.type = value.value("type", into.type);
  into.unknown_type = value.value("unknown_type", into.unknown_type);
  into.each_is_amount = value.value("each", "one") == "amount";
  if (!value.contains("refund")) return;
  const ordered_json& refund = value["refund"];
  if (!is_stripe && !refund.contains("event")) document.refuse("/refund", "an event", "none");
  into.refund_event = refund.contains("event") ? refund["event"] : stripe_refund();
  into.refund_effect = query_of(document, "/refund/effect", refund["effect"]);
}

}  // namespace

std::string_view handler_schema() { return embedded_schema("handler"); }

HandlerSubject read_handler(const std::string& file, std::string text,
                            std::span<const std::string> allowed_hosts) {
  must_have_no_live_key(file, text);
  const Document document{file, text};
  must_keep_schema(document, handler_schema());
  const auto value = ordered_json::parse(text);
  HandlerSubject subject{.name = value.at("name"), .secret = value.at("secret")};
  const std::string url = value.at("url");
  must_be_allowed(document, "/url", url, allowed_hosts);
  subject.path = read_address(url)->target;
  const std::size_t slash = url.find('/', std::string_view{"http://"}.size());
  subject.base = url.substr(0, slash);
  subject.signature = signature_of(value);
  read_events(document, value, subject);
  if (value.contains("known_by")) {
    const ordered_json& told = value["known_by"];
    const std::string request = told.at("request");
    subject.known_by = RequestTemplate{.method = request.substr(0, request.find(' ')),
                                       .path = request.substr(request.find(' ') + 1),
                                       .headers = headers_of(told),
                                       .body = told.value("body", ordered_json{})};
  }
  subject.effect = query_of(document, "/effect", value["effect"]);
  if (value.contains("state")) subject.state = query_of(document, "/state", value["state"]);
  for (const auto& one : {std::optional{subject.effect}, subject.refund_effect, subject.state}) {
    if (!one || !one->get.starts_with("http://")) continue;
    must_be_allowed(document, "", one->get, allowed_hosts);
  }
  subject.amount = value.value("amount", subject.amount);
  subject.tolerance = length_of(value, "tolerance", subject.tolerance);
  subject.settle = length_of(value, "settle", subject.settle);
  const std::vector<std::string_view> names = case_names();
  subject.leave_out = left_out(document, value, std::span{names}.subspan(always_required),
                               "a case other than the first two");
  return subject;
}

}  // namespace assay::outside::handlers
