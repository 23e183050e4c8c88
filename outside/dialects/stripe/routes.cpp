// A table of methods; the first route that fits is taken.
#include "outside/dialects/stripe/routes.hpp"

#include <array>

#include <fmt/format.h>

#include "outside/dialects/nested_form.hpp"
#include "outside/dialects/signature.hpp"
#include "outside/http/target.hpp"

namespace assay::outside::stripe {
namespace {

struct Route {
  std::string_view method, kind, rest, verb;  ///< rest: behind /v1/kind; "*" is an id
};

constexpr std::array<Route, 36> routes{{
    {"POST", "payment_intents", "", "create"},
    {"GET", "payment_intents", "", "list"},
    {"GET", "payment_intents", "search", "search"},
    {"GET", "payment_intents", "*", "retrieve"},
    {"POST", "payment_intents", "*", "update"},
    {"POST", "payment_intents", "*/confirm", "confirm"},
    {"POST", "payment_intents", "*/capture", "capture"},
    {"POST", "payment_intents", "*/cancel", "cancel"},
    {"POST", "refunds", "", "create"},
    {"GET", "refunds", "", "list"},
    {"GET", "refunds", "*", "retrieve"},
    {"POST", "refunds", "*", "update"},
    {"GET", "charges", "", "list"},
    {"GET", "charges", "search", "search"},
    {"GET", "charges", "*", "retrieve"},
    {"GET", "events", "", "list"},
    {"GET", "events", "*", "retrieve"},
    {"POST", "customers", "", "create"},
    {"GET", "customers", "", "list"},
    {"GET", "customers", "search", "search"},
    {"GET", "customers", "*", "retrieve"},
    {"POST", "customers", "*", "update"},
    {"DELETE", "customers", "*", "delete"},
    {"POST", "payment_methods", "", "create"},
    {"GET", "payment_methods", "", "list"},
    {"GET", "payment_methods", "*", "retrieve"},
    {"POST", "payment_methods", "*", "update"},
    {"POST", "payment_methods", "*/attach", "attach"},
    {"POST", "payment_methods", "*/detach", "detach"},
    {"POST", "webhook_endpoints", "", "create"},
    {"GET", "webhook_endpoints", "", "list"},
    {"GET", "webhook_endpoints", "*", "retrieve"},
    {"POST", "webhook_endpoints", "*", "update"},
    {"DELETE", "webhook_endpoints", "*", "delete"},
    {"GET", "balance_transactions", "", "list"},
    {"GET", "balance_transactions", "*", "retrieve"},
}};

bool fits(const Route& route, const http::Request& request, const std::vector<std::string>& path,
          std::string& id) {
  if (route.method != request.method || path.size() < 2 || path[1] != route.kind) return false;
  std::string rest;
  for (std::size_t i = 2; i < path.size(); ++i) rest += (i > 2 ? "/" : "") + path[i];
  id.clear();
  if (!route.rest.starts_with('*')) return rest == route.rest;
  if (path.size() < 3) return false;
  id = path[2];
  return rest.substr(id.size()) == route.rest.substr(1);
}

/// The secret key of a request, however it is carried.
std::string secret_of(const http::Request& request) {
  const std::string_view header = request.header("Authorization");
  if (header.starts_with("Bearer ")) return std::string{header.substr(7)};
  if (!header.starts_with("Basic ")) return "";
  const std::string pair = from_base64_or_raw(header.substr(6));
  return pair.substr(0, pair.find(':'));
}

std::optional<Error> refusal(const std::string& secret) {
  const bool test = secret.starts_with("sk_test_") || secret.starts_with("rk_test_");
  if (test) return std::nullopt;
  const bool live = secret.starts_with("sk_live_") || secret.starts_with("rk_live_");
  return Error{.status = 401,
               .message = live ? "A live key has no business here: this processor is simulated."
                               : "You did not provide a test API key (sk_test_...)."};
}

}  // namespace

std::string Asked::text(const char* name) const {
  if (!params.contains(name)) return "";
  const Json& value = params.at(name);
  return value.is_string() ? value.get<std::string>() : "";
}

std::expected<Asked, http::Reply> read_call(const http::Request& request) {
  const auto target = http::read_target(request.target);
  const bool ours = target && !target->path.empty() && target->path[0] == "v1";
  std::string id;
  for (const Route& route : routes) {
    if (!ours || !fits(route, request, target->path, id)) continue;
    if (const auto error = refusal(secret_of(request))) return std::unexpected{reply_of(*error)};
    const auto form = http::read_form(request.body);
    std::vector<http::Field> fields = target->query;
    if (form) fields.insert(fields.end(), form->begin(), form->end());
    const auto params = nested(fields);
    if (!form || !params) {
      return std::unexpected{reply_of({.message = "Invalid request: the form cannot be read."})};
    }
    return Asked{.what = fmt::format("{}.{}", route.kind, route.verb),
                 .kind = std::string{route.kind},
                 .verb = std::string{route.verb},
                 .id = id,
                 .url = fmt::format("/v1/{}", route.kind),
                 .params = Json::parse(params->dump()),
                 .key = std::string{request.header("Idempotency-Key")},
                 .version = std::string{request.header("Stripe-Version")},
                 .reads = request.method == "GET"};
  }
  return std::unexpected{reply_of(
      {.status = 404,
       .message = fmt::format("Unrecognized request URL ({}: {}).", request.method,
                              request.target)})};
}

}  // namespace assay::outside::stripe
