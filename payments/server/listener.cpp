// The only source of the server that parses Beast's templates.
#include "payments/server/listener.hpp"

#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <csignal>
#include <optional>
#include <vector>

#include "payments/server/problems.hpp"

namespace payments::server {
namespace {

namespace net = boost::asio;
namespace web = boost::beast::http;
using Error = boost::system::error_code;

constexpr std::size_t body_max = 64U << 10U;
constexpr std::size_t document_max = 4U << 20U;
constexpr std::chrono::seconds silence_max{60};  // of a client within a request, or between two

std::string lower(std::string_view text) {
  std::string made(text);
  std::ranges::transform(made, made.begin(), [](char sign) {
    return sign >= 'A' && sign <= 'Z' ? static_cast<char>(sign - 'A' + 'a') : sign;
  });
  return made;
}

HttpRequest request_of(web::request<web::string_body>&& read) {
  HttpRequest request{std::string(read.method_string()), std::string(read.target())};
  for (const auto& field : read) {
    const std::string_view name(field.name_string().data(), field.name_string().size());
    request.headers.emplace(lower(name), std::string(field.value()));
  }
  request.body = std::move(read.body());
  return request;
}

}  // namespace

/// One connection: request, answer, request.
class Session;

struct ListenerState {
  net::io_context io{1};
  net::ip::tcp::acceptor acceptor{io};
  net::signal_set signals{io};
  Listener::Handler handler;
  std::vector<std::weak_ptr<Session>> sessions;  ///< the last to let go of one may be any thread
  bool ending = false;

  void accept(const std::shared_ptr<ListenerState>& self);
  void end();
};

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(std::shared_ptr<ListenerState> state, net::ip::tcp::socket socket)
      : state_(std::move(state)), stream_(std::move(socket)) {}

  void read() {
    if (state_->ending) return;
    parser_.emplace();
    parser_->body_limit(document_max);
    stream_.expires_after(silence_max);
    waiting_ = true;
    web::async_read_header(stream_, buffer_, *parser_,
                           [self = shared_from_this()](Error error, auto) {
                             self->waiting_ = false;
                             if (error) return self->taken(error);
                             self->read_body();
                           });
  }

  /// Nothing more is waited for from a client that has not asked anything.
  void end() {
    if (waiting_) stream_.cancel();
  }

 private:
  /// What a document of a bank may be long is too long for a request.
  void read_body() {
    const bool document = parser_->get().target().starts_with("/v1/admin/documents");
    if (!document) {
      parser_->body_limit(body_max);
      if (parser_->content_length().value_or(0) > body_max) {
        return taken(web::error::body_limit);
      }
    }
    web::async_read(stream_, buffer_, *parser_,
                    [self = shared_from_this()](Error error, auto) { self->taken(error); });
  }

  void taken(Error error) {
    if (error == web::error::body_limit) {
      return write(problem(413, "too-large", "The body is too large."), true);
    }
    const bool http = error && error.category() == web::make_error_code(web::error{}).category();
    if (http && error != web::error::end_of_stream && error != web::error::partial_message) {
      return write(problem(400, "malformed", "This is no HTTP request."), true);
    }
    if (error) return;
    const bool last = !parser_->keep_alive();
    // Until it is answered the listener has work, even where it takes no more.
    auto respond = [self = shared_from_this(), last,
                    work = net::make_work_guard(state_->io)](HttpAnswer answer) mutable {
      const auto executor = self->stream_.get_executor();
      net::post(executor, [self = std::move(self), last, answer = std::move(answer)] {
        self->write(answer, last);
      });
    };
    state_->handler(request_of(parser_->release()), std::move(respond));
  }

  void write(const HttpAnswer& answer, bool last) {
    last = last || state_->ending;
    answer_ = {static_cast<web::status>(answer.status), 11};
    answer_.set(web::field::content_type, answer.type);
    answer_.set(web::field::cache_control, "no-store");
    for (const auto& [name, value] : answer.headers) answer_.set(name, value);
    answer_.keep_alive(!last);
    answer_.body() = answer.body;
    answer_.prepare_payload();
    stream_.expires_after(silence_max);
    web::async_write(stream_, answer_, [self = shared_from_this(), last](Error error, auto) {
      if (!error && !last) return self->read();
      (void)self->stream_.socket().shutdown(net::ip::tcp::socket::shutdown_send, error);
    });
  }

  std::shared_ptr<ListenerState> state_;
  boost::beast::tcp_stream stream_;
  boost::beast::flat_buffer buffer_;
  std::optional<web::request_parser<web::string_body>> parser_;
  web::response<web::string_body> answer_;
  bool waiting_ = false;
};

void ListenerState::accept(const std::shared_ptr<ListenerState>& self) {
  acceptor.async_accept([self](Error error, net::ip::tcp::socket socket) {
    if (self->ending) return;
    if (!error) {
      (void)socket.set_option(net::ip::tcp::no_delay(true), error);
      const auto session = std::make_shared<Session>(self, std::move(socket));
      std::erase_if(self->sessions, [](const auto& one) { return one.expired(); });
      self->sessions.push_back(session);
      session->read();
    }
    self->accept(self);
  });
}

void ListenerState::end() {
  ending = true;
  Error ignored;
  (void)acceptor.close(ignored);
  (void)signals.cancel(ignored);
  for (const auto& one : sessions) {
    if (const auto session = one.lock()) session->end();
  }
}

Listener::Listener(std::uint16_t port, Handler handler)
    : state_(std::make_shared<ListenerState>()) {
  state_->handler = std::move(handler);
  const net::ip::tcp::endpoint here(net::ip::make_address("127.0.0.1"), port);
  state_->acceptor.open(here.protocol());
  state_->acceptor.set_option(net::socket_base::reuse_address(true));
  state_->acceptor.bind(here);
  state_->acceptor.listen();
}

Listener::~Listener() = default;

std::uint16_t Listener::port() const { return state_->acceptor.local_endpoint().port(); }

void Listener::run(std::function<void()> on_signal) {
  if (on_signal) {
    state_->signals.add(SIGTERM);
    state_->signals.add(SIGINT);
    state_->signals.async_wait([on_signal = std::move(on_signal)](Error error, int) {
      if (!error) on_signal();
    });
  }
  state_->accept(state_);
  state_->io.run();
}

void Listener::stop() {
  net::post(state_->io, [state = state_] { state->end(); });
}

}  // namespace payments::server
