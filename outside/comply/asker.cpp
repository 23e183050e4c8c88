// Resolve, connect, write, read, tell; the loop runs until all have told.
#include "outside/comply/asker.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <utility>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>

#include "outside/comply/address.hpp"
#include "outside/http/beast.hpp"

namespace assay::outside {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;

constexpr std::chrono::seconds patience{60};

class Asking : public std::enable_shared_from_this<Asking> {
 public:
  Asking(asio::io_context& loop, HostAddress address, const http::Request& request,
         std::function<void(http::Reply)> told)
      : resolver_{loop},
        stream_{loop},
        address_{std::move(address)},
        message_{http::to_beast(request)},
        told_{std::move(told)} {
    message_.set(beast::http::field::host, address_.host + ":" + address_.port);
    message_.keep_alive(false);
  }

  void run() {
    stream_.expires_after(patience);
    resolver_.async_resolve(
        address_.host, address_.port,
        [self = shared_from_this()](beast::error_code error, const auto& found) {
          if (error) return self->tell({.status = 0});
          self->stream_.async_connect(found, [self](beast::error_code failed, const auto&) {
            if (failed) return self->tell({.status = 0});
            self->write();
          });
        });
  }

 private:
  void write() {
    beast::http::async_write(stream_, message_,
                             [self = shared_from_this()](beast::error_code error, std::size_t) {
                               if (error) return self->tell({.status = 0});
                               self->read();
                             });
  }

  void read() {
    beast::http::async_read(stream_, buffer_, reply_,
                            [self = shared_from_this()](beast::error_code error, std::size_t) {
                              if (error) return self->tell({.status = 0});
                              self->tell(http::from_beast(self->reply_));
                            });
  }

  void tell(http::Reply reply) {
    beast::error_code ignored;
    stream_.socket().close(ignored);
    told_(std::move(reply));
  }

  tcp::resolver resolver_;
  beast::tcp_stream stream_;
  HostAddress address_;
  http::BeastRequest message_;
  std::function<void(http::Reply)> told_;
  beast::flat_buffer buffer_;
  http::BeastReply reply_;
};

void run_until(asio::io_context& loop, const std::function<bool()>& done) {
  while (!done()) {
    if (loop.stopped()) loop.restart();
    loop.run_one();
  }
}

}  // namespace

std::vector<Exchange> Asker::ask(const std::vector<http::Request>& requests) {
  std::vector<Exchange> all;
  for (const http::Request& request : requests) all.push_back({.request = request});
  const auto address = read_address(base_);
  std::size_t told = 0;
  for (Exchange& one : all) {
    std::make_shared<Asking>(loop_, *address, one.request, [&told, &one](http::Reply reply) {
      one.reply = std::move(reply);
      ++told;
    })->run();
  }
  run_until(loop_, [&] { return told == all.size(); });
  return all;
}

Exchange Asker::ask(const http::Request& request, const std::string& url) {
  if (url.empty()) return ask(std::vector{request}).front();
  const auto address = read_address(url);
  Asker other{loop_, url};
  http::Request there = request;
  there.target = address->target;
  return other.ask(std::vector{there}).front();
}

void Asker::wait(std::int64_t length) {
  bool over = false;
  asio::steady_timer timer{loop_, std::chrono::nanoseconds{length}};
  timer.async_wait([&](const boost::system::error_code&) { over = true; });
  run_until(loop_, [&] { return over; });
}

}  // namespace assay::outside
