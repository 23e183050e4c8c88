// One object a connection: read a request, hand it on, write the answer, read the next. While an
// answer is awaited the connection is read on, so that a client that hangs up is noticed.
#include "outside/http/listener.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <fmt/format.h>

#include "outside/http/beast.hpp"

namespace assay::outside::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;

namespace {

constexpr std::size_t body_max = std::size_t{1} << 20;

class Connection;

/// What all connections of one listener share.
struct Shared {
  Handler handler;
  std::set<std::shared_ptr<Connection>> open;
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(tcp::socket socket, std::weak_ptr<Shared> shared)
      : socket_{std::move(socket)}, shared_{std::move(shared)} {}

  void read() {
    parser_.emplace();
    parser_->body_limit(body_max);
    beast::http::async_read(socket_, buffer_, *parser_,
                            [self = shared_from_this()](beast::error_code error, std::size_t) {
                              if (error) return self->refuse(error);
                              self->take_in();
                            });
  }

  [[nodiscard]] bool is_unanswered() const { return requests_ != ended_; }

  void close() {
    beast::error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_both, ignored);
    socket_.close(ignored);
  }

 private:
  void take_in() {
    const auto shared = shared_.lock();
    if (!shared) return close();
    const BeastRequest message = parser_->release();
    keeps_alive_ = message.keep_alive();
    const std::uint64_t number = ++requests_;
    watch();
    shared->handler(from_beast(message), [weak = weak_from_this(), number](Ending ending) {
      if (const auto self = weak.lock()) self->end(number, std::move(ending));
    });
  }

  /// Notices when the client hangs up; what it sends ahead stays where it is.
  void watch() {
    socket_.async_wait(tcp::socket::wait_read,
                       [self = shared_from_this(), number = requests_](beast::error_code error) {
                         if (error || self->requests_ != number || self->ended_ == number) return;
                         self->look();
                       });
  }

  /// Whether it is over, or the loop was woken for what has been read already.
  void look() {
    char byte = 0;
    beast::error_code error;
    socket_.non_blocking(true, error);
    (void)socket_.receive(asio::buffer(&byte, 1), tcp::socket::message_peek, error);
    if (error == asio::error::would_block) return watch();
    if (error) forget();
  }

  void end(std::uint64_t number, Ending ending) {
    if (number != requests_ || ended_ == number) return;
    ended_ = number;
    if (std::holds_alternative<BrokenConnection>(ending)) return reset();
    reply_ = to_beast(std::get<Reply>(ending));
    reply_.keep_alive(keeps_alive_);
    beast::http::async_write(socket_, reply_,
                             [self = shared_from_this()](beast::error_code error, std::size_t) {
                               if (error || !self->keeps_alive_) return self->forget();
                               self->read();
                             });
  }

  void refuse(beast::error_code error) {
    const bool ours = error.category() == beast::http::make_error_code(
                                              beast::http::error::bad_target).category();
    if (!ours || error == beast::http::error::end_of_stream) return forget();
    const bool large = error == beast::http::error::body_limit;
    keeps_alive_ = false;
    ++requests_;
    end(requests_, problem_reply(large ? 413 : 400, large ? "too-large" : "malformed",
                                 "not a request of HTTP/1.1: " + error.message()));
  }

  /// The client sees ECONNRESET.
  void reset() {
    beast::error_code ignored;
    socket_.set_option(asio::socket_base::linger{true, 0}, ignored);
    socket_.close(ignored);
    forget();
  }

  void forget() {
    close();
    if (const auto shared = shared_.lock()) shared->open.erase(shared_from_this());
  }

  tcp::socket socket_;
  std::weak_ptr<Shared> shared_;
  beast::flat_buffer buffer_;
  std::optional<beast::http::request_parser<beast::http::string_body>> parser_;
  BeastReply reply_;
  std::uint64_t requests_ = 0;
  std::uint64_t ended_ = 0;
  bool keeps_alive_ = true;
};

}  // namespace

class Listener::Connections : public std::enable_shared_from_this<Connections> {
 public:
  Connections(asio::io_context& loop, unsigned short port, Handler handler)
      : acceptor_{loop}, shared_{std::make_shared<Shared>(std::move(handler))} {
    const tcp::endpoint here{asio::ip::address_v4::loopback(), port};
    try {
      acceptor_.open(here.protocol());
      acceptor_.set_option(asio::socket_base::reuse_address{true});
      acceptor_.bind(here);
      acceptor_.listen();
    } catch (const boost::system::system_error& error) {
      throw CannotListen{fmt::format("cannot listen at 127.0.0.1:{}: {}", port,
                                     error.code().message())};
    }
  }

  void accept() {
    acceptor_.async_accept(
        [self = shared_from_this()](beast::error_code error, tcp::socket socket) {
          if (error == asio::error::operation_aborted) return;
          if (!error) self->open(std::move(socket));
          self->accept();
        });
  }

  void close() {
    beast::error_code ignored;
    acceptor_.close(ignored);
    for (const auto& one : std::exchange(shared_->open, {})) one->close();
  }

  [[nodiscard]] unsigned short port() const { return acceptor_.local_endpoint().port(); }
  [[nodiscard]] std::size_t unanswered() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        shared_->open, [](const auto& one) { return one->is_unanswered(); }));
  }

 private:
  void open(tcp::socket socket) {
    beast::error_code ignored;
    socket.set_option(tcp::no_delay{true}, ignored);
    const auto connection = std::make_shared<Connection>(std::move(socket), shared_);
    shared_->open.insert(connection);
    connection->read();
  }

  tcp::acceptor acceptor_;
  std::shared_ptr<Shared> shared_;
};

Listener::Listener(asio::io_context& loop, unsigned short port, Handler handler)
    : connections_{std::make_shared<Connections>(loop, port, std::move(handler))} {
  connections_->accept();
}

Listener::~Listener() { close(); }

unsigned short Listener::port() const { return connections_->port(); }

std::size_t Listener::unanswered() const { return connections_->unanswered(); }

void Listener::close() { connections_->close(); }

}  // namespace assay::outside::http
