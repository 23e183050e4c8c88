// Lengths are big-endian and count themselves, but not the type.
#include "outside/postgres/wire.hpp"

#include <utility>

namespace assay::outside::postgres {

namespace {

constexpr std::size_t header = 5;                // type and length
constexpr std::uint32_t length_max = 1U << 30U;  // the server's own limit of a message

std::string big_endian(std::uint32_t number) {
  std::string bytes;
  for (unsigned shift = 32; shift > 0; shift -= 8) {
    bytes += static_cast<char>(static_cast<unsigned char>(number >> (shift - 8)));
  }
  return bytes;
}

}  // namespace

void Framer::feed(std::string_view bytes) {
  if (from_ > 0) buffer_.erase(0, std::exchange(from_, 0));
  buffer_ += bytes;
}

std::optional<Message> Framer::peek() {
  const std::string_view here = rest();
  if (broken_ || here.size() < header) return std::nullopt;
  const std::uint32_t length = Fields{here.substr(1)}.number(4);
  if (length < 4 || length > length_max) {
    broken_ = true;
    return std::nullopt;
  }
  size_ = std::size_t{length} + 1;
  if (here.size() < size_) return std::nullopt;
  return Message{here[0], here.substr(0, size_)};
}

void Framer::pop() { from_ += std::exchange(size_, 0); }

std::string Framer::take_rest() {
  std::string all = buffer_.substr(from_);
  buffer_.clear();
  from_ = 0;
  return all;
}

std::uint32_t Fields::number(std::size_t bytes) {
  std::uint32_t number = 0;
  for (const char byte : take(bytes)) number = number << 8U | static_cast<unsigned char>(byte);
  return number;
}

std::string_view Fields::text() {
  const std::size_t end = rest_.find('\0');
  if (end == std::string_view::npos) {
    ok_ = false;
    return {};
  }
  const std::string_view text = rest_.substr(0, end);
  rest_.remove_prefix(end + 1);
  return text;
}

std::string_view Fields::take(std::size_t size) {
  if (size > rest_.size()) {
    ok_ = false;
    rest_ = {};
    return {};
  }
  const std::string_view bytes = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return bytes;
}

Opening read_opening(std::string_view bytes) {
  Fields fields{bytes};
  (void)fields.number(4);
  const std::uint32_t code = fields.number(4);
  constexpr std::uint32_t special = 1234U << 16U;
  if (code == (special | 5678U)) return {OpeningKind::cancel};
  if (code == (special | 5679U)) return {OpeningKind::tls};
  if (code == (special | 5680U)) return {OpeningKind::gss};
  if (code >> 16U != 3) return {};
  Opening opening{OpeningKind::startup};
  while (fields.ok() && !fields.empty()) {
    const std::string_view name = fields.text();
    if (name.empty()) break;
    opening.parameters[std::string{name}] = fields.text();
  }
  return opening;
}

std::string_view sqlstate(std::string_view body) {
  Fields fields{body};
  while (fields.ok() && !fields.empty()) {
    const std::string_view kind = fields.take(1);
    if (kind == std::string_view{"\0", 1}) break;
    const std::string_view value = fields.text();
    if (kind == "C") return value;
  }
  return {};
}

std::string message(char type, std::string_view body) {
  std::string bytes{type};
  bytes += big_endian(static_cast<std::uint32_t>(body.size() + 4));
  bytes += body;
  return bytes;
}

std::string query(std::string_view sql) {
  std::string body{sql};
  body += '\0';
  return message('Q', body);
}

std::string ready_for_query(char status) { return message('Z', {&status, 1}); }

std::string error_response(std::string_view severity, std::string_view state,
                           std::string_view text) {
  std::string body;
  const auto field = [&](char kind, std::string_view value) {
    body += kind;
    body += value;
    body += '\0';
  };
  field('S', severity);
  field('V', severity);
  field('C', state);
  field('M', text);
  body += '\0';
  return message('E', body);
}

}  // namespace assay::outside::postgres
