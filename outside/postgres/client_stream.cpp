// Asio does both; the difference is paid here once.
#include "outside/postgres/client_stream.hpp"

#include <utility>

#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

namespace assay::outside::postgres {

namespace asio = boost::asio;
using asio::ip::tcp;

void ClientStream::read_some(asio::mutable_buffer into, Done done) {
  if (tls_)
    tls_->async_read_some(into, std::move(done));
  else
    socket_.async_read_some(into, std::move(done));
}

void ClientStream::read(asio::mutable_buffer into, Done done) {
  if (tls_)
    asio::async_read(*tls_, into, std::move(done));
  else
    asio::async_read(socket_, into, std::move(done));
}

void ClientStream::write(asio::const_buffer from, Done done) {
  if (tls_)
    asio::async_write(*tls_, from, std::move(done));
  else
    asio::async_write(socket_, from, std::move(done));
}

void ClientStream::secure(asio::ssl::context& context, asio::const_buffer ahead, Done done) {
  tls_.emplace(socket_, context);
  tls_->async_handshake(asio::ssl::stream_base::server, ahead, std::move(done));
}

void ClientStream::finish(std::function<void()> done) {
  if (!tls_) {
    close();
    return done();
  }
  tls_->async_shutdown([done = std::move(done)](boost::system::error_code) { done(); });
}

void ClientStream::reset() {
  boost::system::error_code ignored;
  socket_.set_option(asio::socket_base::linger{true, 0}, ignored);
  socket_.close(ignored);
}

void ClientStream::close() {
  boost::system::error_code ignored;
  socket_.shutdown(tcp::socket::shutdown_both, ignored);
  socket_.close(ignored);
}

}  // namespace assay::outside::postgres
