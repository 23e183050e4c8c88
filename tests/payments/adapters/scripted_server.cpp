// Blocking, a thread for each connection; closing the sockets ends them.
#include "tests/payments/adapters/scripted_server.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace payments::testing {
namespace {

namespace net = boost::asio;
namespace web = boost::beast::http;
using Socket = net::ip::tcp::socket;
using Error = boost::system::error_code;

std::string wire_of(const Said& said) {
  std::string text = "HTTP/1.1 " + std::to_string(said.status) + " X\r\nContent-Type: " +
                     said.type + "\r\nContent-Length: " + std::to_string(said.body.size()) +
                     "\r\n\r\n" + said.body;
  if (said.manner == Said::Manner::half) text.resize(text.size() - said.body.size() / 2 - 1);
  return text;
}

}  // namespace

struct ScriptedServer::State {
  Script script;
  net::io_context io;
  net::ip::tcp::acceptor acceptor{io, {net::ip::make_address("127.0.0.1"), 0}};
  mutable std::mutex mutex;
  std::vector<Heard> heard;
  std::vector<std::shared_ptr<Socket>> sockets;
  bool ending = false;
  int closed = 0;
  mutable std::condition_variable closing;
  std::vector<std::jthread> threads;
  std::jthread accepting;

  void accept() {
    for (;;) {
      auto socket = std::make_shared<Socket>(io);
      Error error;
      (void)acceptor.accept(*socket, error);
      const std::lock_guard lock(mutex);
      if (error || ending) return;
      sockets.push_back(socket);
      const std::uint64_t number = sockets.size();
      threads.emplace_back([this, socket, number] { serve(*socket, number); });
    }
  }

  void serve(Socket& socket, std::uint64_t number) {
    boost::beast::flat_buffer buffer;
    for (;;) {
      web::request<web::string_body> request;
      Error error;
      (void)web::read(socket, buffer, request, error);
      if (error) return;
      const Heard one{std::string(request.method_string()), std::string(request.target()),
                      request.body(), std::string(request["Idempotency-Key"]),
                      std::string(request["traceparent"]), number};
      {
        const std::lock_guard lock(mutex);
        heard.push_back(one);
      }
      if (say(socket, script(one))) continue;
      const std::lock_guard lock(mutex);
      ++closed;
      return closing.notify_all();
    }
  }

  /// Whether the connection stays.
  static bool say(Socket& socket, const Said& said) {
    using Manner = Said::Manner;
    Error error;
    const bool speaks = said.manner != Manner::nothing && said.manner != Manner::silence;
    if (speaks) (void)net::write(socket, net::buffer(wire_of(said)), error);
    if (said.manner == Manner::whole || said.manner == Manner::silence) return true;
    (void)socket.shutdown(Socket::shutdown_both, error);
    return false;
  }
};

ScriptedServer::ScriptedServer(Script script) : state_(std::make_unique<State>()) {
  state_->script = std::move(script);
  state_->accepting = std::jthread([state = state_.get()] { state->accept(); });
}

ScriptedServer::~ScriptedServer() {
  Error error;
  {
    const std::lock_guard lock(state_->mutex);
    state_->ending = true;
    for (const auto& socket : state_->sockets) {
      (void)socket->shutdown(Socket::shutdown_both, error);
    }
  }
  Socket waker(state_->io);  // accept() waits for a connection, and ends with this one
  (void)waker.connect(state_->acceptor.local_endpoint(), error);
  state_->accepting.join();
}

std::string ScriptedServer::port() const {
  return std::to_string(state_->acceptor.local_endpoint().port());
}

void ScriptedServer::wait_until_closed(int connections) const {
  std::unique_lock lock(state_->mutex);
  state_->closing.wait(lock, [&] { return state_->closed >= connections; });
}

std::vector<Heard> ScriptedServer::heard() const {
  const std::lock_guard lock(state_->mutex);
  return state_->heard;
}

}  // namespace payments::testing
