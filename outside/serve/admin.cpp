// A table of routes.
#include "outside/serve/admin.hpp"

#include <array>
#include <string_view>

#include <nlohmann/json.hpp>

#include "outside/serve/plan_file.hpp"
#include "outside/serve/verify.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/json_text.hpp"

namespace assay::outside {
namespace {

using http::Reply;
using http::Request;
using nlohmann::ordered_json;

Reply json(const ordered_json& value) {
  return http::json_reply(200, scenarios::json_text(value, 2) + "\n");
}

Reply truth(Service& service, const Request&) {
  return json({{"effects", effects_json(service.ledger())}});
}

Reply verified(Service& service, const Request&) {
  return json(to_json(verify(service.truth().history()), service.ledger()));
}

Reply facts(Service& service, const Request&) {
  return {200, {{"Content-Type", "application/jsonl"}}, service.truth().facts()};
}

Reply sites(Service& service, const Request&) {
  auto passed = ordered_json::array();
  for (const Passed& one : service.faults().passed()) {
    passed.push_back({{"site", one.site}, {"visits", one.visits}});
  }
  auto applied = ordered_json::array();
  for (const Applied& one : service.faults().applied()) {
    applied.push_back({{"site", one.answer.site},
                       {"n", one.answer.n},
                       {"answer", one.answer.answer},
                       {"by", one.planned ? "plan" : "rate"}});
  }
  return json({{"sites", passed}, {"applied", applied}});
}

Reply plan(Service& service, const Request&) {
  return http::json_reply(200, plan_json(service.faults().plan()) + "\n");
}

Reply set_plan(Service& service, const Request& request) {
  const ServiceSettings& settings = service.settings();
  try {
    service.faults().set_plan(read_served_plan(
        "the plan", request.body, {settings.name, settings.processor.profile}));
  } catch (const scenarios::BadInput& error) {
    return http::problem_reply(400, "malformed", error.what());
  }
  return plan(service, request);
}

Reply reset(Service& service, const Request&) {
  service.reset();
  return {204};
}

struct Route {
  std::string_view method, path;
  Reply (*answer)(Service&, const Request&);
};

constexpr std::array<Route, 7> routes{{{"GET", "/admin/truth", truth},
                                       {"GET", "/admin/verify", verified},
                                       {"GET", "/admin/facts", facts},
                                       {"GET", "/admin/sites", sites},
                                       {"GET", "/admin/plan", plan},
                                       {"PUT", "/admin/plan", set_plan},
                                       {"POST", "/admin/reset", reset}}};

}  // namespace

std::optional<Reply> administer(Service& service, const std::string& token,
                                const Request& request) {
  if (request.target == "/healthz") return json({{"status", "ok"}});
  if (!request.target.starts_with("/admin/")) return std::nullopt;
  if (request.header("Authorization") != "Bearer " + token) {
    return http::problem_reply(401, "unauthorised", "expected Authorization: Bearer TOKEN");
  }
  for (const Route& route : routes) {
    if (route.method == request.method && route.path == request.target) {
      return route.answer(service, request);
    }
  }
  return http::problem_reply(404, "unknown-route", request.method + " " + request.target);
}

}  // namespace assay::outside
