// Routes, fields and problems of assay.plain/1.
#include "outside/dialects/plain.hpp"

#include <charconv>
#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "models/observation_text.hpp"
#include "outside/dialects/known_fields.hpp"
#include "outside/dialects/standard_webhooks.hpp"
#include "outside/http/target.hpp"
#include "outside/serve/rfc3339.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/files/json_text.hpp"
#include "sim/digest.hpp"

namespace assay::outside {
namespace {

using harness::ProcessorReply;
using harness::ProcessorRequest;
using harness::ProcessorStatus;
using history::OperationKind;
using http::problem_reply;
using nlohmann::ordered_json;
using scenarios::JsonPart;

constexpr std::uint64_t page_max = 1000;
constexpr std::uint64_t small_max = std::numeric_limits<std::uint32_t>::max();

/// A key as it is, or as a quoted string (RFC 8941): the same key.
std::string key_of(std::string_view header) {
  const bool quoted = header.size() >= 2 && header.front() == '"' && header.back() == '"';
  return std::string{quoted ? header.substr(1, header.size() - 2) : header};
}

harness::Terms terms_of(const JsonPart& object) {
  must_know_fields(object, {"instrument", "merchant_account", "return_address",
                            "merchant_initiated", "automatic_capture", "partial_approval",
                            "more_to_come"});
  const auto flag = [&](const char* name) { return object.has(name) && object[name].truth(); };
  return {.instrument = text_of(object, "instrument"),
          .merchant_account = text_of(object, "merchant_account"),
          .return_address = text_of(object, "return_address"),
          .merchant_initiated = flag("merchant_initiated"),
          .automatic_capture = flag("automatic_capture"),
          .partial_approval = flag("partial_approval"),
          .more_to_come = flag("more_to_come")};
}

OperationKind kind_of(const JsonPart& word) {
  const auto kind = history::from_text<OperationKind>(word.text());
  if (!kind) word.refuse("authorise, capture, void or refund");
  return *kind;
}

std::string not_empty(const JsonPart& text) {
  if (text.text().empty()) text.refuse("a text that is not empty");
  return text.text();
}

std::uint32_t small(const JsonPart& object, const char* name) {
  return object.has(name) ? static_cast<std::uint32_t>(object[name].number(1, small_max)) : 1;
}

/// What must be equal under one key: the body, but for which try it is.
std::uint64_t fingerprint(nlohmann::json body) {
  body.erase("attempt");
  return sim::hash_text(scenarios::json_text(body));
}

Operation read_operation(const http::Request& request) {
  const scenarios::Document document{"the body", request.body};
  const JsonPart body{document};
  must_know_fields(body, {"kind", "reference", "payable", "ordinal", "attempt", "amount", "parent",
                          "effect", "terms"});
  const OperationKind kind = kind_of(body["kind"]);
  const bool leans = kind != OperationKind::authorise;
  ProcessorRequest wanted{.kind = kind,
                          .operation = not_empty(body["reference"]),
                          .payable = not_empty(body["payable"]),
                          .ordinal = small(body, "ordinal"),
                          .parent = leans ? not_empty(body["parent"]) : "",
                          .effect = text_of(body, "effect"),
                          .key = key_of(request.header("Idempotency-Key")),
                          .amount = amount_of(body["amount"])};
  if (!leans && body.has("parent")) body["parent"].refuse("no parent of an authorisation");
  if (body.has("terms")) wanted.terms = terms_of(body["terms"]);
  if (!models::is_valid(wanted)) body["amount"].refuse("an amount that can be moved");
  return {.steps = {wanted},
          .body = fingerprint(document.value()),
          .attempt = small(body, "attempt")};
}

Ask operation(const http::Request& request) {
  try {
    Operation asked = read_operation(request);
    const std::string_view sent = request.header("Sent-At");
    if (sent.empty()) return asked;
    asked.sent = read_rfc3339(sent);
    if (asked.sent) return asked;
    return problem_reply(400, "malformed", "Sent-At: expected a time of RFC 3339 in UTC");
  } catch (const scenarios::BadInput& error) {
    return problem_reply(400, "malformed", error.what());
  }
}

std::optional<std::uint32_t> number(std::string_view text, std::uint64_t most) {
  std::uint64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (text.empty() || read.ptr != end || read.ec != std::errc{} || value > most) return {};
  return static_cast<std::uint32_t>(value);
}

Ask look_up(const http::Target& target) {
  const auto kind = history::from_text<OperationKind>(target.field("kind"));
  const auto ordinal = number(target.field("ordinal"), small_max);
  if (!kind || target.field("payable").empty() || !ordinal) {
    return problem_reply(400, "malformed",
                         "expected kind, payable and ordinal of the operation in the query");
  }
  return LookUp{{.kind = *kind,
                 .operation = target.path.back(),
                 .payable = std::string{target.field("payable")},
                 .ordinal = *ordinal}};
}

Ask listing(const http::Target& target) {
  const std::string_view limit = target.field("limit");
  const auto entries = limit.empty() ? 100 : number(limit, page_max);
  if (!entries || *entries == 0) {
    return problem_reply(400, "malformed", fmt::format("limit: expected 1 to {}", page_max));
  }
  return Listing{{std::string{target.field("after")}, *entries}};
}

ordered_json amount_json(const history::Amount& amount) {
  return {{"minor", amount.minor}, {"currency", amount.currency.code()}};
}

/// The answer of an operation that is decided.
ordered_json answer_json(const ProcessorReply& reply) {
  const bool done = reply.status == ProcessorStatus::done;
  ordered_json body{{"outcome", done ? "success" : "declined"}};
  if (!reply.reference.empty()) body["reference"] = reply.reference;
  if (!reply.decline_code.empty()) body["decline_code"] = reply.decline_code;
  if (!reply.amount.currency.empty()) body["amount"] = amount_json(reply.amount);
  if (reply.capture_before >= 0) {
    body["capture_before"] = to_rfc3339(sim::TimePoint{reply.capture_before});
  }
  return body;
}

http::Reply answer_to(const ProcessorReply& reply) {
  switch (reply.status) {
    case ProcessorStatus::done:
    case ProcessorStatus::declined:
      return http::json_reply(200, scenarios::json_text(answer_json(reply)));
    case ProcessorStatus::malformed:
      return problem_reply(400, "malformed", "nothing happened");
    case ProcessorStatus::not_found:
      return problem_reply(404, "unknown-operation", "no operation of that reference is known");
    case ProcessorStatus::in_flight:
      return problem_reply(409, "in-flight", "an earlier try with this key is being worked on");
    case ProcessorStatus::too_late:
      return problem_reply(503, "unavailable", "sent too long ago to be carried out");
    case ProcessorStatus::key_reused:
      return problem_reply(422, "key-reused", "the key is known with another body");
    case ProcessorStatus::failed:
      return problem_reply(500, "server-error", "whether it happened is not known");
  }
  return problem_reply(500, "server-error", "");
}

std::string_view event_type(models::Movement::Kind kind) {
  switch (kind) {
    case models::Movement::Kind::applied: return "operation.succeeded";
    case models::Movement::Kind::declined: return "operation.declined";
    case models::Movement::Kind::reversed: return "operation.reversed";
  }
  return {};
}

}  // namespace

Ask Plain::read(const http::Request& request, sim::TimePoint) {
  const auto target = http::read_target(request.target);
  if (!target) return problem_reply(400, "malformed", "the target is no path");
  const auto& path = target->path;
  const auto is = [&](std::string_view method, std::string_view last, std::size_t steps) {
    return request.method == method && path.size() == steps && path[0] == "v1" && path[1] == last;
  };
  if (is("POST", "operations", 2)) return operation(request);
  if (is("GET", "operations", 3)) return look_up(*target);
  if (is("GET", "effects", 2)) return listing(*target);
  if (is("GET", "capabilities", 2)) return capabilities();
  return problem_reply(404, "unknown-route", request.method + " " + request.target);
}

http::Reply Plain::capabilities() const {
  const models::Profile& profile = *processor_.profile;
  const ordered_json body{
      {"profile", profile.name},
      {"keys", profile.knows_keys},
      {"key_retention_seconds", profile.key_retention.ns() / 1'000'000'000},
      {"stores_errors", profile.replays_errors},
      {"look_up", profile.look_up},
      {"cancel_by_key", false},
      {"all_or_nothing", profile.all_or_nothing},
      {"keeps_remainder", profile.keeps_remainder}};
  return http::json_reply(200, scenarios::json_text(body));
}

http::Reply Plain::reply(const Operation&, const Outcome& outcome, sim::TimePoint) {
  http::Reply reply = answer_to(outcome.replies.back());
  if (outcome.replayed) reply.headers.push_back({"Idempotent-Replayed", "true"});
  return reply;
}

http::Reply Plain::reply(const LookUp&, const ProcessorReply& found) {
  if (found.status != ProcessorStatus::malformed) return answer_to(found);
  return problem_reply(501, "no-look-up", "a processor of this profile cannot be asked");
}

http::Reply Plain::reply(const Listing&, const std::optional<harness::ListPage>& page) {
  if (!page) return problem_reply(400, "malformed", "after: expected `next` of a page");
  auto entries = ordered_json::array();
  for (const ProcessorReply& one : page->entries) {
    entries.push_back({{"operation", one.operation},
                       {"kind", history::to_text(one.kind)},
                       {"payable", one.payable},
                       {"ordinal", one.ordinal},
                       {"answer", answer_json(one)}});
  }
  return http::json_reply(
      200, scenarios::json_text(ordered_json{{"entries", entries}, {"next", page->next}}));
}

http::Reply Plain::failure() {
  return problem_reply(500, "server-error", "the processor failed");
}

std::optional<Event> Plain::event(const models::Movement& moved, sim::TimePoint now) {
  const ProcessorRequest& of = moved.request;
  ordered_json data{{"operation", of.operation},
                    {"kind", history::to_text(of.kind)},
                    {"payable", of.payable},
                    {"ordinal", of.ordinal},
                    {"amount", amount_json(of.amount)}};
  if (!moved.effect.empty()) data["reference"] = moved.effect;
  if (!moved.reason.empty()) data["reason"] = moved.reason;
  const ordered_json body{
      {"type", event_type(moved.kind)}, {"timestamp", to_rfc3339(now)}, {"data", data}};
  return Event{.id = fmt::format("evt_{}", ++events_),
               .body = scenarios::json_text(body),
               .about = models::scope_of(of.payable, of.kind, of.ordinal),
               .kind = std::string{history::to_text(of.kind)}};
}

std::vector<http::Header> Plain::sign(const Event& event, const std::vector<std::string>& secrets,
                                      sim::TimePoint now) const {
  return standard_webhook_headers(event.id, event.body, secrets, now);
}

}  // namespace assay::outside
