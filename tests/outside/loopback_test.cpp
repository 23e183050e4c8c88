// A served processor over sockets of this machine: connections that are kept, broken, left open.
#include <catch2/catch.hpp>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include "outside/http/asio_timers.hpp"
#include "outside/http/listener.hpp"
#include "outside/http/poster.hpp"
#include "outside/http/text.hpp"
#include "outside/serve/admin.hpp"
#include "outside/serve/webhooks.hpp"
#include "history/jsonl.hpp"
#include "tests/outside/served.hpp"

namespace {

using namespace assay::outside;
using namespace assay::outside::testing;
using boost::asio::ip::tcp;

/// A served processor on a loop of its own, and a client of it.
struct Loopback {
  boost::asio::io_context loop{1};
  http::AsioTimers timers{loop};
  std::unique_ptr<Dialect> dialect = dialect_named("plain", {});
  Service service{{}, *dialect, timers};
  http::Listener listener{loop, 0,
                          [this](const http::Request& request, const http::Respond& respond) {
                            const auto reply = administer(service, "token", request);
                            return reply ? respond(*reply) : service.take(request, respond);
                          }};

  /// What comes back; nothing where the connection breaks.
  std::optional<http::Reply> ask(const http::Request& request) {
    std::optional<http::Reply> got;
    bool ended = false;
    http::post(loop, {"127.0.0.1", listener.port(), request.target}, request,
               [&](std::optional<http::Reply> reply) {
                 got = std::move(reply);
                 ended = true;
               });
    while (!ended && loop.run_one() > 0) {
    }
    return got;
  }
  http::Reply administered(const std::string& method, const std::string& target,
                           const std::string& body = "") {
    return ask({method, target, {{"Authorization", "Bearer token"}}, body}).value();
  }
  void plan(const std::string& site, const std::string& answer) {
    service.faults().set_plan({{site, 1, answer}});
  }
};

TEST_CASE("an operation over a socket has its effect, and the admin's facts tell of it") {
  Loopback loopback;
  CHECK(loopback.ask(authorise())->status == 200);
  const http::Reply told = loopback.administered("GET", "/admin/facts");
  const auto facts = assay::history::read_history(told.body);
  REQUIRE(facts);
  CHECK(facts->size() == 1);
  CHECK(facts->begin()->is<assay::history::EffectApplied>());
  const json truth = body_of(loopback.administered("GET", "/admin/truth"));
  CHECK(truth["effects"][0]["operation"] == "op-1");
}

TEST_CASE("the admin's routes want the token, and /healthz does not") {
  Loopback loopback;
  CHECK(loopback.ask({"GET", "/admin/truth"})->status == 401);
  CHECK(loopback.ask({"GET", "/healthz"})->status == 200);
  CHECK(loopback.administered("GET", "/admin/nothing").status == 404);
}

TEST_CASE("a plan is put, read, refused with the nearest name; sites tell what was passed") {
  Loopback loopback;
  const std::string plan =
      R"({"answers": [{"site": "processor.authorise/reply @ pay-1/attempt-1",
                       "answer": "reset"}]})";
  CHECK(loopback.administered("PUT", "/admin/plan", plan).status == 200);
  CHECK_FALSE(loopback.ask(authorise()));
  const json sites = body_of(loopback.administered("GET", "/admin/sites"));
  CHECK(sites["sites"].size() == 3);
  CHECK(sites["applied"][0]["answer"] == "reset");
  const http::Reply refused = loopback.administered("PUT", "/admin/plan", R"({"answer": []})");
  CHECK(refused.status == 400);
  CHECK_THAT(refused.body, Catch::Contains("answers"));
  CHECK(body_of(loopback.administered("GET", "/admin/plan"))["answers"].size() == 1);
  CHECK(loopback.administered("POST", "/admin/reset").status == 204);
  CHECK(loopback.service.ledger().effects().empty());
}

TEST_CASE("a connection is kept for the next request, and a lost reply leaves it open") {
  Loopback loopback;
  tcp::socket socket{loopback.loop};
  socket.connect({boost::asio::ip::address_v4::loopback(), loopback.listener.port()});
  std::string got;
  const auto exchange = [&](const http::Request& request) {
    got.clear();
    boost::asio::write(socket, boost::asio::buffer(http::to_text(request)));
    bool ended = false;
    boost::asio::async_read_until(socket, boost::asio::dynamic_buffer(got), "}",
                                  [&](const boost::system::error_code&, std::size_t) {
                                    ended = true;
                                  });
    while (!ended && loopback.loop.run_one() > 0) {
    }
    return http::read_reply(got);
  };
  CHECK(exchange(authorise())->status == 200);
  CHECK(exchange(authorise())->header("Idempotent-Replayed") == "true");
  loopback.plan("processor.capture/reply @ pay-1/attempt-1", "lose");
  boost::asio::write(socket, boost::asio::buffer(http::to_text(following("capture", 1250))));
  while (loopback.service.ledger().effects().size() < 2 && loopback.loop.run_one() > 0) {
  }
  CHECK(socket.available() == 0);
  CHECK(socket.is_open());
}

TEST_CASE("a request that comes in pieces is answered each time") {
  Loopback loopback;
  const std::string text = http::to_text(authorise());
  for (int i = 0; i < 200; ++i) {
    tcp::socket socket{loopback.loop};
    socket.connect({boost::asio::ip::address_v4::loopback(), loopback.listener.port()});
    boost::asio::write(socket, boost::asio::buffer(text.substr(0, text.size() - 20)));
    loopback.loop.poll();
    boost::asio::write(socket, boost::asio::buffer(text.substr(text.size() - 20)));
    std::string got;
    bool ended = false;
    boost::asio::async_read_until(socket, boost::asio::dynamic_buffer(got), "}",
                                  [&](const boost::system::error_code&, std::size_t) {
                                    ended = true;
                                  });
    while (!ended && loopback.loop.run_one() > 0) {
    }
    REQUIRE(got.starts_with("HTTP/1.1 200"));
  }
}

TEST_CASE("what is no HTTP is refused, and what is too large") {
  Loopback loopback;
  http::Request large = authorise();
  large.body.assign(std::size_t{2} << 20, ' ');
  const auto reply = loopback.ask(large);
  CHECK((!reply || reply->status == 413));  // or the connection is closed under the rest
  CHECK(loopback.ask(authorise())->status == 200);
}

TEST_CASE("a port that is taken is refused in words") {
  Loopback loopback;
  CHECK_THROWS_AS((http::Listener{loopback.loop, loopback.listener.port(), {}}),
                  http::CannotListen);
}

TEST_CASE("an event goes to its listener, signed") {
  Loopback loopback;
  std::vector<http::Request> heard;
  http::Listener hooks{loopback.loop, 0,
                       [&](const http::Request& request, const http::Respond& respond) {
                         heard.push_back(request);
                         respond(http::Reply{204});
                       }};
  const http::Address there{"127.0.0.1", hooks.port(), "/hooks"};
  Webhooks webhooks{{.url = "http://127.0.0.1/hooks", .secrets = {"s3cret"}, .after = 1_ms},
                    *loopback.dialect, loopback.service.faults(), loopback.timers,
                    [&](const http::Request& request, const Posted& posted) {
                      http::post(loopback.loop, there, request,
                                 [posted](const std::optional<http::Reply>& reply) {
                                   posted(reply ? reply->status : 0);
                                 });
                    }};
  loopback.service.on_movement = [&](const auto& moved) { webhooks.tell(moved); };
  CHECK(loopback.ask(authorise())->status == 200);
  while (webhooks.waiting() > 0 && loopback.loop.run_one() > 0) {
  }
  REQUIRE(heard.size() == 1);
  CHECK(heard[0].target == "/hooks");
  CHECK(json::parse(heard[0].body)["type"] == "operation.succeeded");
  const auto at = std::stoll(std::string{heard[0].header("webhook-timestamp")});
  const auto expected = loopback.dialect->sign(
      {.id = std::string{heard[0].header("webhook-id")}, .body = heard[0].body}, {"s3cret"},
      assay::sim::TimePoint{at * 1'000'000'000});
  CHECK(http::find(expected, "webhook-signature") == heard[0].header("webhook-signature"));
}

}  // namespace
