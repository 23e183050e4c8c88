// The connection to a client: bytes, in the clear or through TLS once it has asked for it. Knows
// nothing of messages.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

namespace assay::outside::postgres {

/// Contract: it outlives what it was asked for; whoever asks keeps it alive.
class ClientStream {
 public:
  using Done = std::function<void(boost::system::error_code, std::size_t)>;

  explicit ClientStream(boost::asio::ip::tcp::socket socket) : socket_{std::move(socket)} {}
  ClientStream(const ClientStream&) = delete;
  ClientStream& operator=(const ClientStream&) = delete;

  void read_some(boost::asio::mutable_buffer into, Done done);
  /// Until it is full.
  void read(boost::asio::mutable_buffer into, Done done);
  void write(boost::asio::const_buffer from, Done done);
  /// From now on through TLS. `ahead`: what was read already and belongs to the handshake.
  void secure(boost::asio::ssl::context& context, boost::asio::const_buffer ahead, Done done);
  [[nodiscard]] bool is_secure() const { return tls_.has_value(); }

  /// Ends it in order; `done` is called when it is over.
  void finish(std::function<void()> done);
  /// The client sees ECONNRESET.
  void reset();
  void close();

 private:
  boost::asio::ip::tcp::socket socket_;
  std::optional<boost::asio::ssl::stream<boost::asio::ip::tcp::socket&>> tls_;
};

}  // namespace assay::outside::postgres
