// HTTP/1.1 on the loopback address. It reads requests and writes answers in one thread, and waits
// for nothing else: whoever handles a request answers from whatever thread he likes.
#pragma once

#include "payments/server/message.hpp"

#include <cstdint>
#include <functional>
#include <memory>

namespace payments::server {

struct ListenerState;

class Listener {
 public:
  using Respond = std::function<void(HttpAnswer)>;
  /// Takes a request in the listener's thread, and must not block it. Its `Respond` is called once,
  /// by any thread.
  using Handler = std::function<void(HttpRequest, Respond)>;

  /// Listens on 127.0.0.1. `port` 0: a free one. Throws: std::exception, where that cannot be had.
  Listener(std::uint16_t port, Handler handler);
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  ~Listener();

  [[nodiscard]] std::uint16_t port() const;
  /// Serves until `stop`, and then until the last answer is written. `on_signal`, where there is
  /// one, is called in this thread when somebody asks the process to end: SIGTERM, SIGINT.
  void run(std::function<void()> on_signal);
  /// Takes no more requests; those that were taken are answered. Threads: any.
  void stop();

 private:
  std::shared_ptr<ListenerState> state_;
};

}  // namespace payments::server
