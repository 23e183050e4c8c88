// From a route's sources to an operation, and from what came of it to a template filled in.
#include "outside/dialects/described.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "models/observation_text.hpp"
#include "outside/dialects/major_units.hpp"
#include "outside/dialects/nested_form.hpp"
#include "outside/dialects/standard_webhooks.hpp"
#include "outside/dialects/templates.hpp"
#include "outside/http/target.hpp"
#include "outside/serve/rfc3339.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/files/json_text.hpp"
#include "sim/digest.hpp"

namespace assay::outside {

using harness::ProcessorReply;
using harness::ProcessorRequest;
using harness::ProcessorStatus;
using history::OperationKind;
using nlohmann::json;
using nlohmann::ordered_json;

/// A request taken apart, and the route that it takes.
struct Described::Reading {
  const http::Request& request;
  http::Target target;
  json body;
  const DescribedRoute* route = nullptr;
  std::map<std::string, std::string> path;

  /// The value that stands there; nothing where none does.
  [[nodiscard]] std::optional<std::string> at(const Source& source) const {
    const std::size_t colon = source.find(':');
    if (colon == std::string::npos) return std::nullopt;
    const std::string what = source.substr(0, colon);
    const std::string where = source.substr(colon + 1);
    if (what == "text") return where;
    if (what == "body") return in_body(where);
    std::string value;
    if (what == "path") value = path.contains(where) ? path.at(where) : "";
    if (what == "query") value = target.field(where);
    if (what == "header") value = request.header(where);
    if (value.empty()) return std::nullopt;
    return value;
  }

 private:
  [[nodiscard]] std::optional<std::string> in_body(const std::string& where) const {
    const json::json_pointer pointer{where};
    if (!body.contains(pointer)) return std::nullopt;
    const json& value = body.at(pointer);
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean() || value.is_number_integer()) return value.dump();
    return std::nullopt;
  }
};

namespace {

bool fits(const DescribedRoute& route, const http::Request& request, const http::Target& target,
          std::map<std::string, std::string>& path) {
  if (route.method != request.method || route.path.size() != target.path.size()) return false;
  path.clear();
  for (std::size_t i = 0; i < route.path.size(); ++i) {
    const std::string& step = route.path[i];
    if (step.starts_with('{')) {
      path[step.substr(1, step.size() - 2)] = target.path[i];
    } else if (step != target.path[i]) {
      return false;
    }
  }
  return true;
}

std::optional<json> body_of(const http::Request& request, bool form) {
  if (request.body.empty()) return json::object();
  if (form) {
    const auto fields = http::read_form(request.body);
    return fields ? nested(*fields) : std::nullopt;
  }
  try {
    return scenarios::Document{"the body", request.body}.value();
  } catch (const scenarios::BadInput&) {
    return std::nullopt;
  }
}

std::optional<std::uint32_t> small(const std::string& text) {
  std::uint32_t value = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ptr != end || read.ec != std::errc{} || value == 0) return std::nullopt;
  return value;
}

std::optional<std::int64_t> minor_of(const std::string& text, bool major,
                                     std::string_view currency) {
  if (major) return from_major(text, currency);
  std::int64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ptr != end || read.ec != std::errc{} || value < 0) return std::nullopt;
  return value;
}

std::string_view word_of(ProcessorStatus status) {
  switch (status) {
    case ProcessorStatus::done: return "done";
    case ProcessorStatus::declined: return "declined";
    case ProcessorStatus::malformed: return "malformed";
    case ProcessorStatus::not_found: return "not_found";
    case ProcessorStatus::in_flight: return "in_flight";
    case ProcessorStatus::too_late: return "too_late";
    case ProcessorStatus::key_reused: return "key_reused";
    case ProcessorStatus::failed: return "failed";
  }
  return "failed";
}

std::string unquoted(std::string key) {
  const bool quoted = key.size() >= 2 && key.front() == '"' && key.back() == '"';
  return quoted ? key.substr(1, key.size() - 2) : key;
}

}  // namespace

http::Reply Described::answer(std::string_view word, const Values& values) const {
  auto found = told_.answers.find(std::string{word});
  if (found == told_.answers.end()) found = told_.answers.find("failed");
  http::Reply reply{found->second.status};
  if (found->second.body.is_null()) return reply;
  return http::json_reply(reply.status, scenarios::json_text(filled(found->second.body, values)));
}

http::Reply Described::malformed(std::string detail) const {
  return answer("malformed", {{"detail", std::move(detail)}});
}

Ask Described::read(const http::Request& request, sim::TimePoint) {
  const auto target = http::read_target(request.target);
  if (!target) return answer("not_found", {});
  const auto body = body_of(request, told_.form);
  Reading reading{request, *target, body.value_or(json::object())};
  for (const DescribedRoute& route : told_.routes) {
    if (!fits(route, request, *target, reading.path)) continue;
    if (!body) return malformed("the body cannot be read");
    const bool stands = std::ranges::all_of(
        route.when, [&](const auto& one) { return reading.at(one.first) == one.second; });
    if (!stands) continue;
    reading.route = &route;
    return ask(reading);
  }
  return answer("not_found", {});
}

Ask Described::ask(const Reading& reading) {
  const DescribedRoute& route = *reading.route;
  const Known* leans_on = nullptr;
  if (!route.of.empty()) {
    const auto found = known_.find(reading.at(route.of).value_or(""));
    if (found == known_.end()) return answer("not_found", {});
    leans_on = &found->second;
  }
  if (route.kind) return operation(reading, leans_on);
  if (leans_on != nullptr) {
    return LookUp{{.operation = leans_on->operation, .payable = leans_on->payable, .ordinal = 1}};
  }
  return LookUp{{.operation = reading.at(route.reference).value_or(""),
                 .payable = reading.at(route.payable).value_or(""),
                 .ordinal = small(reading.at(route.ordinal).value_or("")).value_or(1)}};
}

Ask Described::operation(const Reading& reading, const Known* leans_on) {
  const DescribedRoute& route = *reading.route;
  ProcessorRequest wanted{.kind = *route.kind};
  wanted.payable = leans_on != nullptr ? leans_on->payable : reading.at(route.payable).value_or("");
  if (wanted.payable.empty()) return malformed("nothing says what is paid for");
  wanted.key = unquoted(reading.at(told_.key).value_or(""));
  if (!route.ordinal.empty() && !small(reading.at(route.ordinal).value_or("1"))) {
    return malformed("the ordinal is no number");
  }
  wanted.ordinal = ordinal_of(reading, wanted.payable, wanted.key);
  const std::string about = models::scope_of(wanted.payable, wanted.kind, wanted.ordinal);
  wanted.operation = reading.at(route.reference).value_or("");
  if (wanted.operation.empty()) wanted.operation = fmt::format("{}#{}", about, ++counts_[about]);
  if (leans_on != nullptr) {
    wanted.parent = leans_on->operation;
    wanted.effect = leans_on->transaction;
    wanted.amount = leans_on->amount;
  } else if (wanted.kind != OperationKind::authorise) {
    wanted.parent = reading.at(route.parent).value_or("");
    if (wanted.parent.empty()) return malformed("nothing says what this leans on");
  }
  if (const auto amount = reading.at(route.amount)) {
    const std::string currency = reading.at(route.currency).value_or("");
    const auto minor = minor_of(*amount, route.major, currency);
    if (!minor || !history::Currency::fits(currency)) return malformed("the amount is none");
    wanted.amount = {*minor, history::Currency{currency}};
  }
  if (!models::is_valid(wanted)) return malformed("no amount that can be moved is named");
  Operation asked{.steps = {wanted}};
  asked.body = sim::hash_text(reading.request.method + reading.request.target +
                              scenarios::json_text(reading.body));
  asked.attempt = small(reading.at(route.attempt).value_or("")).value_or(0);
  if (asked.attempt != 0 && route.attempt.starts_with("body:")) {
    json same = reading.body;
    same[json::json_pointer{route.attempt.substr(5)}] = nullptr;
    asked.body = sim::hash_text(scenarios::json_text(same));
  }
  if (route.captures_at_once) {
    ProcessorRequest capture = wanted;
    capture.kind = OperationKind::capture;
    capture.parent = wanted.operation;
    capture.operation = wanted.operation + "/capture";
    asked.steps.push_back(capture);
  }
  return asked;
}

/// Where the wire names none: the first of its kind; but each refund is one of its own unless its
/// key says that it came before, since two of one payable are lawful.
std::uint32_t Described::ordinal_of(const Reading& reading, const std::string& payable,
                                    const std::string& key) {
  const DescribedRoute& route = *reading.route;
  if (const auto told = reading.at(route.ordinal)) return small(*told).value_or(1);
  if (*route.kind != OperationKind::refund) return 1;
  auto& refunds = refunds_[payable];
  const std::string name =
      key.empty() ? reading.at(route.reference).value_or(fmt::format("#{}", refunds.size()))
                  : "key " + key;
  return refunds.try_emplace(name, static_cast<std::uint32_t>(refunds.size() + 1)).first->second;
}

void Described::learn(const Operation& asked, const Outcome& outcome) {
  for (std::size_t i = 0; i < outcome.replies.size(); ++i) {
    const ProcessorReply& reply = outcome.replies[i];
    if (reply.status != ProcessorStatus::done) continue;
    const ProcessorRequest& step = asked.steps[i];
    if (step.kind == OperationKind::authorise) {
      known_[reply.reference] = {step.operation, step.payable, reply.reference, step.amount};
      continue;
    }
    const auto parent = std::ranges::find_if(
        known_, [&](const auto& one) { return one.second.operation == step.parent; });
    if (parent != known_.end()) known_[reply.reference] = Known{parent->second};
  }
}

Described::Values Described::values_of(const ProcessorReply& reply) const {
  const auto known = known_.find(reply.reference);
  const std::string transaction = known == known_.end() ? reply.reference
                                                        : known->second.transaction;
  return {{"reference", reply.reference},
          {"transaction", transaction},
          {"operation", reply.operation},
          {"payable", reply.payable},
          {"ordinal", reply.ordinal},
          {"kind", history::to_text(reply.kind)},
          {"decline_code", reply.decline_code},
          {"amount.minor", reply.amount.minor},
          {"amount.major", to_major(reply.amount)},
          {"amount.currency", reply.amount.currency.code()}};
}

http::Reply Described::reply(const Operation& asked, const Outcome& outcome, sim::TimePoint) {
  learn(asked, outcome);
  const ProcessorReply& last = outcome.replies.back();
  http::Reply reply = answer(word_of(last.status), values_of(last));
  if (outcome.replayed) reply.headers.push_back({"Idempotent-Replayed", "true"});
  return reply;
}

http::Reply Described::reply(const LookUp&, const ProcessorReply& found) {
  const bool cannot = found.status == ProcessorStatus::malformed;
  return answer(cannot ? "not_found" : word_of(found.status), values_of(found));
}

http::Reply Described::reply(const Listing&, const std::optional<harness::ListPage>&) {
  return answer("not_found", {});
}

http::Reply Described::failure() { return answer("failed", {}); }

std::optional<Event> Described::event(const models::Movement& moved, sim::TimePoint now) {
  if (!told_.webhook) return std::nullopt;
  constexpr std::array<std::string_view, 3> events{"succeeded", "reversed", "declined"};
  const ProcessorRequest& of = moved.request;
  ProcessorReply as_reply = models::reply_to(of, ProcessorStatus::done);
  as_reply.reference = moved.effect;
  as_reply.amount = of.amount;
  Values values = values_of(as_reply);
  values["event"] = events[static_cast<std::size_t>(moved.kind)];
  values["reason"] = moved.reason;
  values["timestamp"] = to_rfc3339(now);
  return Event{.id = fmt::format("evt_{}", ++events_),
               .body = scenarios::json_text(filled(*told_.webhook, values)),
               .about = models::scope_of(of.payable, of.kind, of.ordinal),
               .kind = std::string{history::to_text(of.kind)}};
}

std::vector<http::Header> Described::sign(const Event& event,
                                          const std::vector<std::string>& secrets,
                                          sim::TimePoint now) const {
  return standard_webhook_headers(event.id, event.body, secrets, now);
}

void Described::reset() {
  known_.clear();
  refunds_.clear();
  counts_.clear();
  events_ = 0;
}

}  // namespace assay::outside
