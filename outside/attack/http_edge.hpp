// An edge from a service to something else that runs on this machine and speaks HTTP: what comes is
// passed on, unless something strikes.
#pragma once

#include <functional>
#include <string>

#include "outside/attack/client.hpp"
#include "outside/attack/loop.hpp"
#include "outside/attack/outside_file.hpp"
#include "outside/attack/places.hpp"
#include "outside/attack/words.hpp"
#include "outside/http/listener.hpp"

namespace assay::outside::attack {

struct HttpEdgeHooks {
  /// A site is passed. Returns: what strikes there, or nullptr.
  std::function<const sim::Fault<Strike>*(const Site&)> on_site;
  std::function<void()> kill_caller;
  /// A stub was asked what it has no answer for.
  std::function<void(const std::string& what)> on_forgotten{};
};

class HttpEdge {
 public:
  HttpEdge(Loop& loop, const EdgeSpec& edge, HttpEdgeHooks hooks);

  [[nodiscard]] Words address() const;
  [[nodiscard]] std::size_t unanswered() const { return listener_.unanswered(); }
  void begin(const std::string& reference) { reference_ = reference; }

 private:
  [[nodiscard]] Site site_of(const http::Request& request, std::string_view edge) const;
  void take(const http::Request& request, const http::Respond& respond);
  [[nodiscard]] http::Reply stub_reply(const http::Request& request) const;
  void pass_back(Called called, const Site& back, const http::Respond& respond, bool fails);
  void pass_on(const http::Request& request, const Site& back, const http::Respond& respond,
               bool fails);

  Loop& loop_;
  EdgeSpec edge_;
  HttpEdgeHooks hooks_;
  std::string reference_;
  http::Listener listener_;
};

}  // namespace assay::outside::attack
