// Heads, and sending and receiving by pieces.
#include "campaign/pool/channel.hpp"

#include <array>
#include <cerrno>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>
#include <sys/types.h>

#include "sim/digest.hpp"

namespace assay::campaign {

namespace {

constexpr std::uint32_t magic = 0x59415341;  // "ASAY"

/// A message may be larger than what a socket holds: its reader is given so long to go on reading.
constexpr int reader_wait_ms = 1000;

struct Head {
  std::uint32_t magic = 0;
  std::uint32_t length = 0;
  std::uint64_t checksum = 0;
};

std::uint64_t checksum_of(std::string_view text) {
  return sim::mix(sim::hash_text(text) ^ text.size());
}

Head head_of(std::string_view bytes) {
  Head head;
  std::memcpy(&head, bytes.data(), sizeof head);
  return head;
}

bool plausible(const Head& head) { return head.magic == magic && head.length <= message_max; }

bool send_all(int socket, std::string_view bytes, int flags) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | flags);
    if (sent < 0 && errno == EINTR) continue;
    pollfd reader{socket, POLLOUT, 0};
    if (sent < 0 && errno == EAGAIN && ::poll(&reader, 1, reader_wait_ms) > 0) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
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

std::string framed(std::string_view text) {
  const Head head{magic, static_cast<std::uint32_t>(text.size()), checksum_of(text)};
  std::string bytes(sizeof head, '\0');
  std::memcpy(bytes.data(), &head, sizeof head);
  return bytes += text;
}

std::optional<std::string> unframed(std::string_view bytes) {
  if (bytes.size() < sizeof(Head)) return {};
  const Head head = head_of(bytes);
  const std::string_view text = bytes.substr(sizeof head);
  const bool whole = plausible(head) && head.length == text.size();
  if (!whole || checksum_of(text) != head.checksum) return {};
  return std::string{text};
}

bool send_message(int socket, std::string_view text) {
  return text.size() <= message_max && send_all(socket, framed(text), 0);
}

bool offer_message(int socket, std::string_view text) {
  return text.size() <= message_max && send_all(socket, framed(text), MSG_DONTWAIT);
}

std::optional<std::string> receive_message(int socket) {
  std::array<char, sizeof(Head)> bytes{};
  if (!receive_all(socket, bytes.data(), bytes.size())) return {};
  const Head head = head_of({bytes.data(), bytes.size()});
  if (!plausible(head)) return {};
  std::string text(head.length, '\0');
  if (!receive_all(socket, text.data(), text.size())) return {};
  if (checksum_of(text) != head.checksum) return {};
  return text;
}

Inbox::State Inbox::read_from(int socket) {
  std::array<char, 65536> buffer;
  while (state_ == State::open) {
    const ssize_t got = ::recv(socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
    if (got <= 0) {
      state_ = State::closed;
    } else {
      bytes_.append(buffer.data(), static_cast<std::size_t>(got));
      if (bytes_.size() > message_max + sizeof(Head)) state_ = State::spoilt;
    }
  }
  return state_;
}

std::optional<std::string> Inbox::next() {
  if (state_ == State::spoilt || bytes_.size() < sizeof(Head)) return {};
  const Head head = head_of(bytes_);
  if (!plausible(head)) {
    state_ = State::spoilt;
    return {};
  }
  if (bytes_.size() < sizeof head + head.length) return {};
  std::string text = bytes_.substr(sizeof head, head.length);
  bytes_.erase(0, sizeof head + head.length);
  if (checksum_of(text) == head.checksum) return text;
  state_ = State::spoilt;
  return {};
}

}  // namespace assay::campaign
