// The framing of PostgreSQL's protocol 3: messages cut out of a stream of bytes, whatever pieces it
// comes in, fields read from a message, and the few messages that a proxy writes itself. No
// sockets. Source: https://www.postgresql.org/docs/15/protocol-message-formats.html
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace assay::outside::postgres {

/// One message behind the start of a connection: a type, a length, a body. A view of bytes of
/// others.
struct Message {
  char type = 0;
  std::string_view bytes{};  ///< all of it

  [[nodiscard]] std::string_view body() const { return bytes.substr(5); }
};

/// Cuts a stream into messages.
class Framer {
 public:
  void feed(std::string_view bytes);
  /// The next whole message, which stays where it is. Valid until the next `feed`.
  [[nodiscard]] std::optional<Message> peek();
  /// Takes that message away. Contract: `peek` returned one.
  void pop();
  /// Whether the bytes are no messages: a length that cannot be. Nothing is cut from then on.
  [[nodiscard]] bool broken() const { return broken_; }
  /// All that was fed and not taken.
  [[nodiscard]] std::string_view rest() const { return std::string_view{buffer_}.substr(from_); }
  /// Takes all of it.
  [[nodiscard]] std::string take_rest();

 private:
  std::string buffer_;
  std::size_t from_ = 0;
  std::size_t size_ = 0;  // of the message that was seen
  bool broken_ = false;
};

/// Reads fields one by one. Past the end it reads zeros and empty texts, and is not `ok` any more.
class Fields {
 public:
  explicit Fields(std::string_view bytes) : rest_{bytes} {}

  [[nodiscard]] std::uint32_t number(std::size_t bytes);  ///< big-endian, of up to four bytes
  [[nodiscard]] std::string_view text();                  ///< up to a zero
  [[nodiscard]] std::string_view take(std::size_t size);
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool empty() const { return rest_.empty(); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

/// What a client may send first; it has a length and no type.
enum class OpeningKind { startup, tls, gss, cancel, unknown };
struct Opening {
  OpeningKind kind = OpeningKind::unknown;
  std::map<std::string, std::string, std::less<>> parameters{};  ///< of a startup
};
inline constexpr std::size_t opening_max = 10'000;  ///< as the server has it
/// `bytes`: all of it, with its length.
[[nodiscard]] Opening read_opening(std::string_view bytes);

/// The SQLSTATE of an ErrorResponse's body; empty where it has none.
[[nodiscard]] std::string_view sqlstate(std::string_view body);

[[nodiscard]] std::string message(char type, std::string_view body);
[[nodiscard]] std::string query(std::string_view sql);
[[nodiscard]] std::string ready_for_query(char status);
/// `severity`: "ERROR" or "FATAL".
[[nodiscard]] std::string error_response(std::string_view severity, std::string_view state,
                                         std::string_view text);

}  // namespace assay::outside::postgres
