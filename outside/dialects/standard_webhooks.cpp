// What is signed: id, timestamp in seconds and body, with dots between.
#include "outside/dialects/standard_webhooks.hpp"

#include <fmt/format.h>

#include "outside/dialects/signature.hpp"

namespace assay::outside {
namespace {

constexpr std::string_view prefix = "whsec_";

std::string bytes_of(std::string_view secret) {
  if (!secret.starts_with(prefix)) return std::string{secret};
  return from_base64_or_raw(secret.substr(prefix.size()));
}

}  // namespace

std::vector<http::Header> standard_webhook_headers(std::string_view id, std::string_view body,
                                                   const std::vector<std::string>& secrets,
                                                   sim::TimePoint now) {
  const std::string timestamp = std::to_string(now.ns() / 1'000'000'000);
  const std::string content = fmt::format("{}.{}.{}", id, timestamp, body);
  std::string signatures;
  for (const std::string& secret : secrets) {
    if (!signatures.empty()) signatures += ' ';
    signatures += "v1," + to_base64(hmac_sha256(bytes_of(secret), content));
  }
  std::vector<http::Header> headers{{"webhook-id", std::string{id}},
                                    {"webhook-timestamp", timestamp}};
  if (!signatures.empty()) headers.push_back({"webhook-signature", signatures});
  return headers;
}

}  // namespace assay::outside
