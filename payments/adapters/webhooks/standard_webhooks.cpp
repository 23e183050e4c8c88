// Signed is "id.seconds.body". Signatures are compared in constant time.
#include "payments/adapters/webhooks/standard_webhooks.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "payments/adapters/http/plain_dialect.hpp"

namespace payments::webhooks {
namespace {

constexpr std::string_view secret_prefix = "whsec_";
constexpr std::string_view version = "v1,";
constexpr std::int64_t second = 1'000'000'000;

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

/// What stands behind base64, or the text itself where it is none.
std::string from_base64(std::string_view text) {
  std::string decoded(text.size() / 4 * 3 + 1, '\0');
  const int length = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(decoded.data()), bytes(text),
                                     static_cast<int>(text.size()));
  if (text.empty() || text.size() % 4 != 0 || length < 0) return std::string(text);
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  decoded.resize(static_cast<std::size_t>(length) - padding);
  return decoded;
}

std::string to_base64(std::string_view text) {
  std::string encoded(4 * ((text.size() + 2) / 3) + 1, '\0');
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(encoded.data()), bytes(text),
                                     static_cast<int>(text.size()));
  encoded.resize(static_cast<std::size_t>(length));
  return encoded;
}

std::string hmac_sha256(std::string_view secret, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> made{};
  unsigned length = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), bytes(text), text.size(),
       made.data(), &length);
  return {reinterpret_cast<const char*>(made.data()), length};
}

bool same(std::string_view one, std::string_view other) {
  return one.size() == other.size() && CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

/// Whether one of the signatures, with blanks between, is `expected`.
bool holds(std::string_view signatures, std::string_view expected) {
  while (!signatures.empty()) {
    const std::size_t end = std::min(signatures.find(' '), signatures.size());
    if (same(signatures.substr(0, end), expected)) return true;
    signatures.remove_prefix(std::min(end + 1, signatures.size()));
  }
  return false;
}

/// The bytes that sign.
std::string bytes_of(std::string_view secret) {
  if (!secret.starts_with(secret_prefix)) return std::string(secret);
  return from_base64(secret.substr(secret_prefix.size()));
}

}  // namespace

std::string signature(const SignedMessage& message, std::string_view secret) {
  const std::string content =
      message.id + "." + std::to_string(message.sent.count / second) + "." + message.body;
  return std::string(version) + to_base64(hmac_sha256(bytes_of(secret), content));
}

bool StandardWebhooks::genuine(const SignedMessage& message) const {
  return std::ranges::any_of(secrets_, [&](const std::string& secret) {
    return holds(message.signature, signature(message, secret));
  });
}

std::optional<WebhookEvent> StandardWebhooks::read(std::string_view body) const {
  return http::read_event(body);
}

std::optional<Instant> timestamp_from(std::string_view header) {
  std::int64_t seconds = -1;
  const auto [end, error] = std::from_chars(header.data(), header.data() + header.size(), seconds);
  const bool whole = error == std::errc{} && end == header.data() + header.size();
  if (!whole || seconds < 0 || seconds > std::numeric_limits<std::int64_t>::max() / second) {
    return std::nullopt;
  }
  return Instant{seconds * second};
}

}  // namespace payments::webhooks
