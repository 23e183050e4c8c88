// Blocking, and without a time-out: the service has its own.
#include "tests/payments/server/loopback_client.hpp"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

namespace payments::testing {

namespace net = boost::asio;
namespace web = boost::beast::http;

std::optional<Told> ask(std::uint16_t port, const std::string& method, const std::string& target,
                        const std::map<std::string, std::string>& headers,
                        const std::string& body) {
  net::io_context io;
  net::ip::tcp::socket socket(io);
  boost::system::error_code error;
  (void)socket.connect({net::ip::make_address("127.0.0.1"), port}, error);
  if (error) return std::nullopt;
  web::request<web::string_body> request{web::string_to_verb(method), target, 11};
  request.set(web::field::host, "127.0.0.1");
  request.keep_alive(false);
  for (const auto& [name, value] : headers) request.set(name, value);
  request.body() = body;
  request.prepare_payload();
  (void)web::write(socket, request, error);
  if (error) return std::nullopt;
  boost::beast::flat_buffer buffer;
  web::response<web::string_body> response;
  (void)web::read(socket, buffer, response, error);
  if (error) return std::nullopt;
  Told told{response.result_int(), {}, response.body()};
  for (const auto& field : response) {
    std::string name(field.name_string());
    std::ranges::transform(name, name.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    told.headers[name] = std::string(field.value());
  }
  return told;
}

}  // namespace payments::testing
