// A served processor on virtual time, for tests: requests go in, and time passes until they are
// answered or patience is over. Not a test; no socket, no waiting.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "outside/dialects/by_name.hpp"
#include "outside/serve/service.hpp"
#include "outside/serve/virtual_timers.hpp"

namespace assay::outside::testing {

using nlohmann::json;

struct Served {
  explicit Served(const ServiceSettings& settings = {}, const std::string& named = "plain")
      : dialect{dialect_named(named, settings.processor)}, service{settings, *dialect, timers} {}

  /// How the request ends; nothing where it does not within that time.
  std::optional<http::Ending> end(const http::Request& request, sim::Duration patience = 2_s) {
    const auto ending = std::make_shared<std::optional<http::Ending>>();
    service.take(request, [ending](http::Ending one) {
      if (!*ending) *ending = std::move(one);
    });
    const sim::TimePoint until = timers.now() + patience;
    while (!*ending && timers.step(until)) {
    }
    if (!*ending) timers.run_until(until);
    return *ending;
  }
  /// The reply. Contract: there is one within that time.
  http::Reply ask(const http::Request& request, sim::Duration patience = 2_s) {
    return std::get<http::Reply>(end(request, patience).value());
  }
  void pass(sim::Duration length) { timers.run_until(timers.now() + length); }
  void plan(const std::string& site, const std::string& answer, std::uint32_t n = 1) {
    service.faults().set_plan({{site, n, answer}});
  }
  [[nodiscard]] std::size_t effects() const { return service.ledger().effects().size(); }

  VirtualTimers timers;
  std::unique_ptr<Dialect> dialect;
  Service service;
};

inline http::Request post_json(const std::string& target, const json& body,
                               const std::string& key = "") {
  http::Request request{"POST", target, {{"Content-Type", "application/json"}}, body.dump()};
  if (!key.empty()) request.headers.push_back({"Idempotency-Key", key});
  return request;
}

/// An authorisation of 12.50 EUR for pay-1, in the plain dialect.
inline json authorisation() {
  return {{"kind", "authorise"},
          {"reference", "op-1"},
          {"payable", "pay-1"},
          {"ordinal", 1},
          {"attempt", 1},
          {"amount", {{"minor", 1250}, {"currency", "EUR"}}}};
}

inline http::Request authorise(const std::string& key = "key-1") {
  return post_json("/v1/operations", authorisation(), key);
}

/// What leans on it.
inline http::Request following(const std::string& kind, std::int64_t minor,
                               const std::string& reference = "op-2") {
  json body = authorisation();
  body["kind"] = kind;
  body["reference"] = reference;
  body["parent"] = "op-1";
  body["amount"]["minor"] = minor;
  return post_json("/v1/operations", body, "key-" + reference);
}

inline json body_of(const http::Reply& reply) { return json::parse(reply.body); }

}  // namespace assay::outside::testing
