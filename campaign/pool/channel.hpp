// Whole messages between a parent and a worker, over a stream socket: a head with a magic number, a
// bounded length and a checksum, then the text. The code under test shares the worker's process and
// may write anywhere: what is no message is noticed, never believed. Not a protocol: what the texts
// mean is the tasks' business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay::campaign {

/// A longer text is no message.
inline constexpr std::size_t message_max = std::size_t{256} << 20;

/// A text as it goes over a channel.
[[nodiscard]] std::string framed(std::string_view text);

/// The text of a whole message that came in one piece. Returns: nothing where it is something else.
[[nodiscard]] std::optional<std::string> unframed(std::string_view bytes);

/// Sends a message, waiting where the other side is slow. Returns: false where it is gone.
[[nodiscard]] bool send_message(int socket, std::string_view text);

/// Sends a message, waiting only for a reader that goes on reading. Returns: false where the other
/// side is gone, or has left so much unread for a second that there is no room.
[[nodiscard]] bool offer_message(int socket, std::string_view text);

/// Waits for a message. Returns: nothing where the other side is gone, even in mid-message, or sent
/// something else.
[[nodiscard]] std::optional<std::string> receive_message(int socket);

/// What has come from the other side so far, kept until a message is whole.
class Inbox {
 public:
  enum class State : std::uint8_t {
    open,
    closed,  ///< nothing more will come
    spoilt,  ///< what came is no message, and nothing after it can be believed
  };

  /// Takes in all that is there, without waiting for more.
  [[nodiscard]] State read_from(int socket);
  /// The next whole message. Spoils the inbox where there is something else.
  [[nodiscard]] std::optional<std::string> next();

 private:
  std::string bytes_;
  State state_ = State::open;
};

}  // namespace assay::campaign
