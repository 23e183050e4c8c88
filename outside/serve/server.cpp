// Puts the parts together: loop, timers, dialect, service, webhooks, listener, signals.
#include "outside/serve/server.hpp"

#include <array>
#include <csignal>
#include <optional>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <fmt/format.h>
#include <openssl/rand.h>

#include "outside/dialects/by_name.hpp"
#include "outside/dialects/signature.hpp"
#include "outside/http/asio_timers.hpp"
#include "outside/http/listener.hpp"
#include "outside/http/poster.hpp"
#include "outside/serve/admin.hpp"
#include "scenarios/files/bad_input.hpp"

namespace assay::outside {
namespace {

std::string made_token() {
  std::array<unsigned char, 16> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
    throw std::runtime_error{"no random bytes for a token are to be had"};
  }
  return to_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

http::Address listener_at(const std::string& url) {
  if (url.empty()) return {};
  if (auto address = http::read_loopback_address(url)) return *address;
  throw scenarios::BadInput{{.file = "--webhook-url",
                             .expected = "http://127.0.0.1:PORT/PATH, of this machine alone",
                             .found = url}};
}

void listen(std::optional<http::Listener>& edge, boost::asio::io_context& loop,
            unsigned short port, const http::Handler& handler) {
  try {
    edge.emplace(loop, port, handler);
  } catch (const http::CannotListen& error) {
    throw scenarios::BadInput{
        {.file = "--port", .expected = "a port that is free", .found = error.what()}};
  }
}

}  // namespace

void serve(const ServerSettings& settings, const std::function<void(const Listening&)>& began,
           const std::function<void(const Service&)>& ended) {
  boost::asio::io_context loop{1};
  boost::asio::signal_set signals{loop, SIGINT, SIGTERM, SIGHUP};
  http::AsioTimers timers{loop};
  const auto dialect = dialect_named(settings.dialect, settings.service.processor);
  Service service{settings.service, *dialect, timers};
  service.faults().set_plan(settings.plan);
  service.faults().set_rates(settings.rates);
  const http::Address listener = listener_at(settings.webhooks.url);
  const Post post = [&](const http::Request& request, const Posted& posted) {
    http::post(loop, listener, request, [posted](const std::optional<http::Reply>& reply) {
      posted(reply ? reply->status : 0);
    });
  };
  Webhooks webhooks{settings.webhooks, *dialect, service.faults(), timers, post};
  service.on_movement = [&](const models::Movement& moved) { webhooks.tell(moved); };
  const std::string token =
      settings.admin_token.empty() ? made_token() : settings.admin_token;
  const http::Handler handler = [&](const http::Request& request, const http::Respond& respond) {
    const auto reply = administer(service, token, request);
    return reply ? respond(*reply) : service.take(request, respond);
  };
  std::optional<http::Listener> edge;
  listen(edge, loop, settings.port, handler);
  signals.async_wait([&](const boost::system::error_code&, int) { loop.stop(); });
  began({fmt::format("http://127.0.0.1:{}", edge->port()), token});
  loop.run();
  ended(service);
}

}  // namespace assay::outside
