// The row first, then the gateway, then the row again. The mistake and its correction are one line
// in `ask_gateway`.
#include "payments/service.hpp"

#include <chrono>

#include "payments/idempotency.hpp"

namespace shop {

namespace {

using namespace std::chrono_literals;

const std::string table = "idempotency";
constexpr int tries = 3;

bool settled(int status) { return status == 200 || status == 402; }

HttpRequest request_for(const Payment& payment, const std::string& key) {
  return {.path = "/v1/payments",
          .idempotency_key = key,
          .form = {{"payment", name_of(payment)},
                   {"order", payment.order},
                   {"action", std::to_string(static_cast<int>(payment.action))},
                   {"number", std::to_string(payment.number)},
                   {"authorisation", name_of({.order = payment.order})},
                   {"amount", std::to_string(payment.money.cents)},
                   {"currency", payment.money.currency}}};
}

}  // namespace

Answer PaymentService::pay(const Payment& payment, const std::string& client_key) {
  try {
    const auto known = database_.select(table, client_key);
    if (!known) {
      database_.upsert(table, client_key, to_text({payment, "started"}));
      return carry_out(payment, client_key);
    }
    const IdempotencyRow row = row_from(*known);
    if (row.payment != payment) return {.status = 422};
    if (row.state == "started") return carry_out(payment, client_key);
    return {.status = row.state == "paid" ? 200 : 402, .repeated = true};
  } catch (const DatabaseDown&) {
    return {.status = 503};
  }
}

Answer PaymentService::carry_out(const Payment& payment, const std::string& client_key) {
  const std::optional<int> status = ask_gateway(payment);
  if (!status || !settled(*status)) return {.status = 503};
  database_.upsert(table, client_key, to_text({payment, *status == 200 ? "paid" : "refused"}));
  return {.status = *status};
}

/// Asks until the gateway says yes or no.
std::optional<int> PaymentService::ask_gateway(const Payment& payment) {
  std::optional<int> status;
  for (int n = 1; n <= tries && !(status && settled(*status)); ++n) {
    std::string key = name_of(payment);
    if (key_ == GatewayKey::per_try) key += "/try-" + std::to_string(n);
    status = gateway_.post(request_for(payment, key), 2s);
  }
  return status;
}

}  // namespace shop
