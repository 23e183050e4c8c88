// The header Idempotency-Key: the IETF draft's quoted string, and the raw form that Stripe's
// clients send. Both are the same key.
// Source: draft-ietf-httpapi-idempotency-key-header, and RFC 8941 for strings.
#pragma once

#include "payments/server/message.hpp"
#include "payments/types/ids.hpp"

namespace payments::server {

/// The key of a request. Throws: Refusal, 400, where there is none, more than one, or what stands
/// there is no key.
[[nodiscard]] IdempotencyKey idempotency_key(const HttpRequest& request);

}  // namespace payments::server
