// Headers of Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature.
// Source: github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "outside/http/message.hpp"
#include "sim/time.hpp"

namespace assay::outside {

/// "v1,<base64>" for each secret, with blanks between. A secret that begins with "whsec_" is the
/// base64 of the bytes that sign; any other is those bytes.
[[nodiscard]] std::vector<http::Header> standard_webhook_headers(
    std::string_view id, std::string_view body, const std::vector<std::string>& secrets,
    sim::TimePoint now);

}  // namespace assay::outside
