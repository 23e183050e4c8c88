// Each connection has an event loop of its own, which runs for as long as one operation lasts: so a
// blocking call has a time-out. The only source here that parses Beast's templates.
#include "payments/adapters/http/client.hpp"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

namespace payments::http {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
using Clock = std::chrono::steady_clock;
using Error = boost::system::error_code;

constexpr std::size_t answer_size_max = 4U << 20U;
constexpr std::size_t idle_max = 64;
constexpr std::chrono::seconds idle_time_max{20};

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

CallFailure failure_of(const Error& error) {
  return error == beast::error::timeout ? CallFailure::timed_out : CallFailure::broken;
}

}  // namespace

std::optional<Address> address_of(std::string_view url) {
  constexpr std::string_view scheme = "http://";
  if (!url.starts_with(scheme)) return std::nullopt;
  url.remove_prefix(scheme.size());
  if (url.ends_with('/')) url.remove_suffix(1);
  const auto colon = url.rfind(':');
  const std::string_view host = url.substr(0, colon);
  const std::string_view port = colon == url.npos ? "80" : url.substr(colon + 1);
  if (host.empty() || !is_digits(port) || host.find_first_of("/@ ") != host.npos) {
    return std::nullopt;
  }
  return Address{std::string(host), std::string(port)};
}

struct Client::Connection {
  /// Runs one asynchronous operation to its end. Returns: its error.
  template <typename Start>
  Error run(Start start) {
    Error result = beast::error::timeout;
    io.restart();
    start([&result](const Error& error, auto&&...) { result = error; });
    io.run();
    return result;
  }

  Error connect(const Address& server, Clock::time_point deadline) {
    Error error;
    net::ip::tcp::resolver resolver(io);
    const auto found = resolver.resolve(server.host, server.port, error);
    if (error) return error;
    stream.expires_at(deadline);
    error = run([&](auto done) { stream.async_connect(found, done); });
    if (!error) (void)stream.socket().set_option(net::ip::tcp::no_delay(true), error);
    return error;
  }

  /// Whether the other side has neither closed it nor said anything that nobody asked for.
  bool is_usable() {
    if (Clock::now() - last_used > idle_time_max) return false;
    char sign = 0;
    Error error;
    (void)stream.socket().non_blocking(true, error);
    if (error) return false;
    (void)stream.socket().receive(net::buffer(&sign, 1), net::socket_base::message_peek, error);
    return error == net::error::would_block;
  }

  net::io_context io{1};
  beast::tcp_stream stream{io};
  beast::flat_buffer buffer;
  Clock::time_point last_used;
};

Client::Client(Address server) : server_(std::move(server)) {}
Client::~Client() = default;

std::unique_ptr<Client::Connection> Client::idle_one() {
  for (;;) {
    std::unique_ptr<Connection> found;
    {
      const std::lock_guard lock(mutex_);
      if (idle_.empty()) return nullptr;
      found = std::move(idle_.back());
      idle_.pop_back();
    }
    if (found->is_usable()) return found;
  }
}

void Client::keep(std::unique_ptr<Connection> connection) {
  connection->last_used = Clock::now();
  const std::lock_guard lock(mutex_);
  if (idle_.size() < idle_max) idle_.push_back(std::move(connection));
}

std::expected<Answer, CallFailure> Client::call(const Call& call,
                                                std::chrono::nanoseconds patience) {
  const auto deadline = Clock::now() + patience;
  std::unique_ptr<Connection> connection = idle_one();
  if (connection == nullptr) {
    connection = std::make_unique<Connection>();
    if (connection->connect(server_, deadline)) return std::unexpected(CallFailure::unsent);
  }
  beast::http::request<beast::http::string_body> request{
      beast::http::string_to_verb(call.method), call.target, 11};
  request.set(beast::http::field::host, server_.host + ":" + server_.port);
  request.set(beast::http::field::user_agent, "assay-pay");
  for (const auto& [name, value] : call.headers) request.set(name, value);
  if (!call.body.empty()) {
    request.set(beast::http::field::content_type, "application/json");
    request.body() = call.body;
  }
  request.prepare_payload();

  beast::tcp_stream& stream = connection->stream;
  stream.expires_at(deadline);
  std::size_t written = 0;
  Error error = connection->run([&](auto done) {
    beast::http::async_write(stream, request, [done, &written](const Error& e, std::size_t n) {
      written = n;
      done(e);
    });
  });
  if (error) return std::unexpected(written == 0 ? CallFailure::unsent : failure_of(error));

  beast::http::response_parser<beast::http::string_body> parser;
  parser.body_limit(answer_size_max);
  error = connection->run(
      [&](auto done) { beast::http::async_read(stream, connection->buffer, parser, done); });
  if (error) return std::unexpected(failure_of(error));
  auto response = parser.release();
  Answer answer{response.result_int(), std::string(response[beast::http::field::content_type]),
                std::move(response.body())};
  if (response.keep_alive() && connection->buffer.size() == 0) keep(std::move(connection));
  return answer;
}

}  // namespace payments::http
