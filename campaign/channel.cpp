// Sending and receiving, each until all of it is done.
#include "campaign/channel.hpp"

#include <cerrno>
#include <cstdint>
#include <cstring>

#include <sys/socket.h>
#include <sys/types.h>

namespace assay::campaign {

namespace {

bool send_all(int socket, const char* bytes, std::size_t count) {
  while (count > 0) {
    const ssize_t sent = ::send(socket, bytes, count, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes += sent;
    count -= static_cast<std::size_t>(sent);
  }
  return true;
}

bool receive_all(int socket, char* bytes, std::size_t count) {
  while (count > 0) {
    const ssize_t got = ::recv(socket, bytes, count, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    bytes += got;
    count -= static_cast<std::size_t>(got);
  }
  return true;
}

}  // namespace

bool send_message(int socket, std::string_view text) {
  const std::uint64_t length = text.size();
  char head[sizeof length];
  std::memcpy(head, &length, sizeof length);
  return send_all(socket, head, sizeof head) && send_all(socket, text.data(), text.size());
}

std::optional<std::string> receive_message(int socket) {
  std::uint64_t length = 0;
  char head[sizeof length];
  if (!receive_all(socket, head, sizeof head)) return {};
  std::memcpy(&length, head, sizeof length);
  std::string text(length, '\0');
  if (!receive_all(socket, text.data(), text.size())) return {};
  return text;
}

}  // namespace assay::campaign
