// The shop's payment service: each key of a client is carried out once, by a gateway that is asked
// up to three times. It knows nothing of assay.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "models/payment.hpp"
#include "payments/ports.hpp"

namespace shop {

/// The idempotency key of a try at the gateway. `per_try` is how it was written first: a gateway
/// that repeats its own "500" for a key was not to repeat it for the next try.
enum class GatewayKey : std::uint8_t { per_try, per_payment };

struct Answer {
  int status = 503;  ///< 200 paid, 402 refused, 422 the key is another payment's, 503 ask again
  bool repeated = false;
};

class PaymentService {
 public:
  PaymentService(Database& database, HttpClient& gateway, GatewayKey key)
      : database_{database}, gateway_{gateway}, key_{key} {}

  /// Carries a payment out, or repeats what was answered to this key before.
  Answer pay(const Payment& payment, const std::string& client_key);

 private:
  Answer carry_out(const Payment& payment, const std::string& client_key);
  std::optional<int> ask_gateway(const Payment& payment);

  Database& database_;
  HttpClient& gateway_;
  GatewayKey key_;
};

}  // namespace shop
