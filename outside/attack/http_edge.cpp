// Three sites a request, as at a processor: on the way there, inside, on the way back.
#include "outside/attack/http_edge.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "outside/attack/recorder.hpp"
#include "scenarios/files/json_text.hpp"

namespace assay::outside::attack {
namespace {

constexpr sim::Duration patience = 60_s;

bool belongs_to_connection(std::string_view name) {
  constexpr std::array<std::string_view, 6> names{"connection",        "keep-alive",     "host",
                                                  "transfer-encoding", "content-length", "expect"};
  return std::ranges::any_of(names, [&](std::string_view one) {
    return std::ranges::equal(one, name, {}, {}, [](unsigned char letter) {
      return static_cast<char>(std::tolower(letter));
    });
  });
}

void drop_connection_headers(std::vector<http::Header>& headers) {
  std::erase_if(headers, [](const http::Header& one) { return belongs_to_connection(one.name); });
}

}  // namespace

HttpEdge::HttpEdge(Loop& loop, const EdgeSpec& edge, HttpEdgeHooks hooks)
    : loop_{loop},
      edge_{edge},
      hooks_{std::move(hooks)},
      listener_{loop.context(), 0,
                [this](const http::Request& request, const http::Respond& respond) {
                  take(request, respond);
                }} {}

Words HttpEdge::address() const {
  return {{"host", "127.0.0.1"},
          {"port", std::to_string(listener_.port())},
          {"url", fmt::format("http://127.0.0.1:{}", listener_.port())}};
}

Site HttpEdge::site_of(const http::Request& request, std::string_view edge) const {
  std::string method = request.method;
  std::ranges::transform(method, method.begin(),
                         [](unsigned char one) { return static_cast<char>(std::tolower(one)); });
  std::string path = request.target.substr(0, request.target.find('?'));
  if (const std::size_t at = path.find(reference_); at != std::string::npos) {
    path.replace(at, reference_.size(), payable);
  }
  return {fmt::format("{}.{}/{}", edge_.name, method, edge), std::string{payable} + path, ""};
}

void HttpEdge::take(const http::Request& request, const http::Respond& respond) {
  using Does = Strike::Does;
  const auto* const there = hooks_.on_site(site_of(request, "request"));
  if (there != nullptr && there->effect.does == Does::lose) return;
  if (there != nullptr && there->effect.does == Does::kill) return hooks_.kill_caller();
  if (there != nullptr && there->effect.does == Does::reset) {
    return respond(http::BrokenConnection{});
  }
  const auto* const inside = hooks_.on_site(site_of(request, "error"));
  if (inside != nullptr && inside->effect.does == Does::fail_before) {
    return respond(http::problem_reply(503, "unavailable", "it was not passed on"));
  }
  if (there != nullptr) {  // twice
    pass_on(
        request, site_of(request, "reply"), [](const http::Ending&) {}, true);
  }
  pass_on(request, site_of(request, "reply"), respond, inside != nullptr);
}

http::Reply HttpEdge::stub_reply(const http::Request& request) const {
  const std::string path = request.target.substr(0, request.target.find('?'));
  for (const StubAnswer& one : edge_.answers) {
    const bool is_prefix = one.path.ends_with('*');
    const bool fits =
        is_prefix ? path.starts_with(one.path.substr(0, one.path.size() - 1)) : path == one.path;
    if (!fits || one.method != request.method) continue;
    http::Reply reply{.status = one.status};
    if (one.body.is_null()) return reply;
    reply.headers.push_back({"Content-Type", "application/json"});
    reply.body = scenarios::json_text(one.body);
    return reply;
  }
  if (hooks_.on_forgotten) {
    hooks_.on_forgotten(
        fmt::format("the stub {} has no answer to {} {}", edge_.name, request.method, path));
  }
  return http::problem_reply(501, "forgotten", "this stub has no answer to that");
}

void HttpEdge::pass_on(const http::Request& request, const Site& back, const http::Respond& respond,
                       bool fails) {
  if (edge_.is_stub) {
    return pass_back({Called::End::answered, stub_reply(request)}, back, respond, fails);
  }
  http::Request passed = request;
  drop_connection_headers(passed.headers);
  call(loop_.context(), {edge_.upstream->port, std::move(passed), patience},
       [this, back, respond, fails](Called called) {
         pass_back(std::move(called), back, respond, fails);
       });
}

void HttpEdge::pass_back(Called called, const Site& back, const http::Respond& respond,
                         bool fails) {
  if (called.end != Called::End::answered) return respond(http::BrokenConnection{});
  if (fails) return respond(http::problem_reply(502, "bad-gateway", "it was passed on"));
  const auto* const strike = hooks_.on_site(back);
  if (strike != nullptr && strike->effect.does == Strike::Does::kill) return hooks_.kill_caller();
  if (strike != nullptr) return;
  drop_connection_headers(called.reply.headers);
  respond(std::move(called.reply));
}

}  // namespace assay::outside::attack
