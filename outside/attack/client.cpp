// Connect, write, read, tell; a connection for each.
#include "outside/attack/client.hpp"

#include <chrono>
#include <utility>

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <fmt/format.h>

#include "outside/http/beast.hpp"

namespace assay::outside::attack {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;

namespace {

class OneCall final : public Calling, public std::enable_shared_from_this<OneCall> {
 public:
  OneCall(asio::io_context& loop, CallSpec spec, std::function<void(Called)> told)
      : stream_{loop},
        spec_{std::move(spec)},
        message_{http::to_beast(spec_.request)},
        told_{std::move(told)} {
    message_.set(beast::http::field::host, fmt::format("127.0.0.1:{}", spec_.port));
    message_.keep_alive(false);
  }

  void run() {
    stream_.expires_after(std::chrono::nanoseconds{spec_.patience.ns()});
    stream_.async_connect(tcp::endpoint{asio::ip::address_v4::loopback(), spec_.port},
                          [self = shared_from_this()](beast::error_code error) {
                            if (error) return self->fail(error, Called::End::refused);
                            self->write();
                          });
  }

  void give_up() override {
    told_ = nullptr;
    beast::error_code ignored;
    stream_.socket().set_option(asio::socket_base::linger{true, 0}, ignored);
    stream_.socket().close(ignored);
  }

 private:
  void write() {
    beast::http::async_write(stream_, message_,
                             [self = shared_from_this()](beast::error_code error, std::size_t) {
                               if (error) return self->fail(error, Called::End::broken);
                               if (self->spec_.sent) self->spec_.sent();
                               self->read();
                             });
  }

  void read() {
    beast::http::async_read(stream_, buffer_, reply_,
                            [self = shared_from_this()](beast::error_code error, std::size_t) {
                              if (error) return self->fail(error, Called::End::broken);
                              self->tell({Called::End::answered, http::from_beast(self->reply_)});
                            });
  }

  void fail(beast::error_code error, Called::End otherwise) {
    tell({error == beast::error::timeout ? Called::End::timed_out : otherwise});
  }

  void tell(Called called) {
    beast::error_code ignored;
    stream_.socket().close(ignored);
    if (const auto told = std::exchange(told_, nullptr)) told(std::move(called));
  }

  beast::tcp_stream stream_;
  CallSpec spec_;
  http::BeastRequest message_;
  std::function<void(Called)> told_;
  beast::flat_buffer buffer_;
  http::BeastReply reply_;
};

}  // namespace

std::shared_ptr<Calling> call(asio::io_context& loop, CallSpec spec,
                              std::function<void(Called)> told) {
  auto calling = std::make_shared<OneCall>(loop, std::move(spec), std::move(told));
  calling->run();
  return calling;
}

}  // namespace assay::outside::attack
