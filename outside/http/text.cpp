// Beast's parsers over a text, and its messages from and to ours.
#include "outside/http/text.hpp"

#include <sstream>

#include <boost/asio/buffer.hpp>

#include "outside/http/beast.hpp"

namespace assay::outside::http {

namespace beast = boost::beast::http;

namespace {

template <bool is_request>
std::optional<beast::message<is_request, beast::string_body>> parsed(std::string_view text) {
  beast::parser<is_request, beast::string_body> parser;
  parser.eager(true);
  boost::beast::error_code error;
  const std::size_t used = parser.put(boost::asio::buffer(text.data(), text.size()), error);
  if (error || used != text.size() || !parser.is_done()) return std::nullopt;
  return parser.release();
}

std::vector<Header> headers_of(const beast::fields& fields) {
  std::vector<Header> headers;
  for (const auto& one : fields) {
    headers.push_back({std::string{one.name_string()}, std::string{one.value()}});
  }
  return headers;
}

template <class Message>
std::string text_of(const Message& message) {
  std::ostringstream out;
  out << message;
  return out.str();
}

}  // namespace

Request from_beast(const BeastRequest& message) {
  return {std::string{message.method_string()}, std::string{message.target()},
          headers_of(message), message.body()};
}

Reply from_beast(const BeastReply& message) {
  return {message.result_int(), headers_of(message), message.body()};
}

BeastRequest to_beast(const Request& request) {
  BeastRequest message{beast::string_to_verb(request.method), request.target, 11};
  for (const Header& header : request.headers) message.insert(header.name, header.value);
  message.body() = request.body;
  message.prepare_payload();
  return message;
}

BeastReply to_beast(const Reply& reply) {
  BeastReply message{static_cast<beast::status>(reply.status), 11};
  for (const Header& header : reply.headers) message.insert(header.name, header.value);
  message.body() = reply.body;
  message.prepare_payload();
  return message;
}

std::optional<Request> read_request(std::string_view text) {
  const auto message = parsed<true>(text);
  if (!message) return std::nullopt;
  return from_beast(*message);
}

std::optional<Reply> read_reply(std::string_view text) {
  const auto message = parsed<false>(text);
  if (!message) return std::nullopt;
  return from_beast(*message);
}

std::string to_text(const Request& request) { return text_of(to_beast(request)); }

std::string to_text(const Reply& reply) { return text_of(to_beast(reply)); }

}  // namespace assay::outside::http
