// A served processor with sockets and the wall clock: one thread, one event loop, until a signal
// asks it to end. Everything else is in service.hpp. Only loopback addresses are listened on.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "outside/serve/service.hpp"
#include "outside/serve/webhooks.hpp"

namespace assay::outside {

struct ServerSettings {
  ServiceSettings service{};
  std::string dialect = "plain";  ///< a name, or a file that describes one
  unsigned short port = 0;        ///< 0: the system chooses
  std::string admin_token{};      ///< empty: made at the start
  sim::Plan plan{};
  std::vector<sim::FaultRule> rates{};
  WebhookSettings webhooks{};
};

/// What is told once it listens.
struct Listening {
  std::string address;  ///< "http://127.0.0.1:41234"
  std::string admin_token;
};

/// Serves until SIGINT, SIGTERM or SIGHUP. `began` is told where; `ended` sees the service as it
/// then is. Errors: BadInput, about the dialect's file, the port or the listener's address.
void serve(const ServerSettings& settings, const std::function<void(const Listening&)>& began,
           const std::function<void(const Service&)>& ended);

}  // namespace assay::outside
