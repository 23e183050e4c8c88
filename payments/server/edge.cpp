// Routes, and who may use them.
#include "payments/server/edge.hpp"

#include "payments/adapters/http/trace.hpp"
#include "payments/server/problems.hpp"

#include <algorithm>
#include <exception>

#include <spdlog/spdlog.h>

namespace payments::server {
namespace {

/// Version 00 of W3C Trace Context; anything else is dropped, as that has it.
bool is_traceparent(std::string_view text) {
  if (text.size() != 55 || !text.starts_with("00-") || text[35] != '-' || text[52] != '-') {
    return false;
  }
  return std::ranges::all_of(text, [](char sign) {
    return (sign >= '0' && sign <= '9') || (sign >= 'a' && sign <= 'f') || sign == '-';
  });
}

HttpAnswer not_there_yet(std::string_view what) {
  return problem(501, "not-there-yet", "This service does not have that yet.", what);
}

HttpAnswer no_such_route() { return problem(404, "unknown-route", "There is no such route."); }

HttpAnswer wrong_method(std::string allowed) {
  HttpAnswer answer = problem(405, "method-not-allowed", "The route has other methods.");
  answer.headers.emplace_back("Allow", std::move(allowed));
  return answer;
}

HttpAnswer nobody() {
  HttpAnswer answer = problem(401, "unauthorised", "A tenant's bearer token is needed.");
  answer.headers.emplace_back("WWW-Authenticate", "Bearer");
  return answer;
}

/// What `work` answers or refuses with, under the name that metrics count it by.
template <typename Work>
HttpAnswer named(std::string route, Work work) {
  HttpAnswer answer;
  try {
    answer = work();
  } catch (const Refusal& refusal) {
    answer = refusal.answer;
  }
  answer.route = std::move(route);
  return answer;
}

}  // namespace

HttpAnswer Edge::answer(const HttpRequest& request) {
  HttpAnswer answer;
  const std::string_view trace = request.header("traceparent");
  const http::Traced traced(std::string(is_traceparent(trace) ? trace : ""));
  try {
    answer = route(request);
  } catch (const Refusal& refusal) {
    answer = refusal.answer;
  } catch (const std::exception& error) {
    spdlog::error("{} {}: {}", request.method, request.target, error.what());
    answer = problem(500, "server-error", "The service failed. The same request may be repeated.");
  }
  if (answer.route.empty()) answer.route = "other";
  parts_.metrics.answered(answer.route, answer.status);
  spdlog::info("{} {} {} {}", request.method, request.target, answer.status,
               http::current_trace());
  return answer;
}

HttpAnswer Edge::route(const HttpRequest& request) {
  auto target = read_target(request.target);
  if (!target) refuse_malformed("the target is no path");
  const auto& path = target->path;
  if (path.size() == 1 && path[0] == "healthz") return named("healthz", [&] { return health(); });
  if (path.size() == 1 && path[0] == "metrics") {
    return {200, parts_.metrics.text(), "text/plain; version=0.0.4", {}, "metrics"};
  }
  if (path.size() < 2 || path[0] != "v1") return no_such_route();
  if (path[1] == "webhooks") {
    const bool known = path.size() == 4 && path[2] == "processor" && path[3] == "default";
    if (!known) return no_such_route();
    if (request.method != "POST") return wrong_method("POST");
    return named("webhooks", [&] { return take_event(request); });
  }
  if (path[1] == "admin")
    return named("admin", [&] { return parts_.operate_desk(request, *target); });
  const auto tenant = parts_.tokens.holder_of(request.header("authorization"));
  if (!tenant) return nobody();
  if (path[1] == "payouts") return not_there_yet("payouts");
  const Asked asked{request, *std::move(target), {*tenant}};
  if (asked.target.path[1] == "payments") return route_payments(asked);
  if (asked.target.path.size() == 2 && asked.target.path[1] == "balances") {
    if (request.method != "GET") return wrong_method("GET");
    return named("balances", [&] { return show_balances(asked); });
  }
  return no_such_route();
}

HttpAnswer Edge::route_payments(const Asked& asked) {
  const auto& path = asked.target.path;
  const bool posts = asked.request.method == "POST", gets = asked.request.method == "GET";
  if (path.size() == 2) {
    if (!posts) return wrong_method("POST");
    return named("payments", [&] { return authorise(asked); });
  }
  if (path.size() == 3) {
    if (!gets) return wrong_method("GET");
    return named("payment", [&] { return show_payment(asked); });
  }
  const std::string& what = path[3];
  if (what == "operations" && path.size() <= 5) {
    if (!gets) return wrong_method("GET");
    if (path.size() == 4) return named("operations", [&] { return show_operations(asked); });
    return named("operation", [&] { return show_operation(asked); });
  }
  if (path.size() != 4) return no_such_route();
  if (what == "increments") return not_there_yet("increments of an authorisation");
  if (what == "statement") {
    if (!gets) return wrong_method("GET");
    return named("statement", [&] { return show_statement(asked); });
  }
  using enum OperationKind;
  const OperationKind kind = what == "captures" ? capture
                             : what == "voids"  ? void_authorisation
                                                : refund;
  if (kind == refund && what != "refunds") return no_such_route();
  if (!posts) return wrong_method("POST");
  return named(what, [&] { return operate(asked, kind); });
}

HttpAnswer Edge::health() {
  const bool reads = parts_.store.read("claims", "").has_value();
  if (reads && parts_.ready()) return {200, R"({"status":"ok"})"};
  const char* const lack = "the processor has not said what it promises";
  return problem(503, "unavailable", "Not ready.", reads ? lack : "the store does not answer");
}

}  // namespace payments::server
