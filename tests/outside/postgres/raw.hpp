// A client of PostgreSQL that speaks in bytes and blocks, for what no driver would send. Where
// nothing comes for some seconds it gives up, so that a test can tell what hangs.
#pragma once

#include <string>

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include <poll.h>
#include <sys/socket.h>

#include "outside/postgres/wire.hpp"

namespace assay::outside::postgres::testing {

class Raw {
 public:
  explicit Raw(unsigned short port) : socket_{loop_} {
    socket_.connect({boost::asio::ip::address_v4::loopback(), port});
  }

  void send(const std::string& bytes) {
    boost::system::error_code ignored;  // the other end may have hung up
    boost::asio::write(socket_, boost::asio::buffer(bytes), ignored);
  }
  /// Fewer where the connection ends, or nothing comes any more.
  [[nodiscard]] std::string receive(std::size_t size) {
    std::string bytes(size, '\0');
    std::size_t have = 0;
    while (have < size) {
      pollfd one{.fd = socket_.native_handle(), .events = POLLIN, .revents = 0};
      if (::poll(&one, 1, patience_ms) <= 0) break;
      const ssize_t got = ::recv(one.fd, bytes.data() + have, size - have, 0);
      if (got <= 0) break;
      have += static_cast<std::size_t>(got);
    }
    bytes.resize(have);
    return bytes;
  }
  /// Up to a message of that type, or to the end.
  [[nodiscard]] std::string receive_to(char type) {
    std::string all;
    while (true) {
      const std::string head = receive(5);
      if (head.size() < 5) return all + head;
      const std::string body = receive(Fields{std::string_view{head}.substr(1)}.number(4) - 4);
      all += head + body;
      if (head[0] == type) return all;
    }
  }
  [[nodiscard]] std::string receive_all() { return receive_to('\0'); }

  /// Logs in. Returns: whether it could.
  [[nodiscard]] bool start() {
    using namespace std::string_literals;
    send("\0\0\0\x25\0\3\0\0user\0shop\0database\0postgres\0\0"s);
    return receive_to('Z').ends_with(ready_for_query('I'));
  }
  void end_sending() {
    boost::system::error_code ignored;
    socket_.shutdown(boost::asio::socket_base::shutdown_send, ignored);
  }
  void reset() {
    socket_.set_option(boost::asio::socket_base::linger{true, 0});
    socket_.close();
  }

 private:
  static constexpr int patience_ms = 5'000;
  boost::asio::io_context loop_;
  boost::asio::ip::tcp::socket socket_;
};

}  // namespace assay::outside::postgres::testing
