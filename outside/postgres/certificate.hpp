// TLS for clients that ask for it: a key and a certificate of its own, made in memory when a proxy
// starts. Nobody but a service under test has a reason to trust it.
#pragma once

#include <string>

#include <boost/asio/ssl/context.hpp>

namespace assay::outside::postgres {

struct Identity {
  boost::asio::ssl::context context;
  std::string certificate;  ///< in PEM
};

/// For "localhost" and 127.0.0.1, ten years from yesterday. Errors: std::runtime_error where
/// OpenSSL makes none.
[[nodiscard]] Identity make_identity();

}  // namespace assay::outside::postgres
