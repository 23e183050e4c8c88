// HMAC-SHA256 by OpenSSL's libcrypto, and how signatures spell its bytes. What is signed, and in
// which headers, is each dialect's own business.
#pragma once

#include <string>
#include <string_view>

namespace assay::outside {

/// The 32 bytes of HMAC-SHA256. Source: RFC 2104, RFC 6234.
[[nodiscard]] std::string hmac_sha256(std::string_view secret, std::string_view message);
[[nodiscard]] std::string to_hex(std::string_view bytes);
[[nodiscard]] std::string to_base64(std::string_view bytes);
/// Returns: the text itself where it is no base64.
[[nodiscard]] std::string from_base64_or_raw(std::string_view text);

}  // namespace assay::outside
