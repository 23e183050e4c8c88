// Connect, write, read, tell.
#include "outside/http/poster.hpp"

#include <chrono>
#include <utility>

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <fmt/format.h>

#include "outside/http/beast.hpp"

namespace assay::outside::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;

namespace {

constexpr std::chrono::seconds patience{30};

class Posting : public std::enable_shared_from_this<Posting> {
 public:
  Posting(asio::io_context& loop, const Address& address, const Request& request,
          std::function<void(std::optional<Reply>)> told)
      : stream_{loop}, host_{address.host}, port_{address.port}, message_{to_beast(request)},
        told_{std::move(told)} {
    message_.target(address.target);
    message_.set(beast::http::field::host, fmt::format("{}:{}", host_, port_));
    message_.set(beast::http::field::user_agent, "assay");
    message_.keep_alive(false);
  }

  void run() {
    stream_.expires_after(patience);
    const bool six = host_.find(':') != std::string::npos;
    const asio::ip::address here = six ? asio::ip::address{asio::ip::address_v6::loopback()}
                                       : asio::ip::address{asio::ip::address_v4::loopback()};
    stream_.async_connect(tcp::endpoint{here, port_},
                          [self = shared_from_this()](beast::error_code error) {
                            if (error) return self->tell(std::nullopt);
                            self->write();
                          });
  }

 private:
  void write() {
    beast::http::async_write(stream_, message_,
                             [self = shared_from_this()](beast::error_code error, std::size_t) {
                               if (error) return self->tell(std::nullopt);
                               self->read();
                             });
  }

  void read() {
    beast::http::async_read(stream_, buffer_, reply_,
                            [self = shared_from_this()](beast::error_code error, std::size_t) {
                              if (error) return self->tell(std::nullopt);
                              self->tell(from_beast(self->reply_));
                            });
  }

  void tell(std::optional<Reply> reply) {
    beast::error_code ignored;
    stream_.socket().close(ignored);
    told_(std::move(reply));
  }

  beast::tcp_stream stream_;
  std::string host_;
  unsigned short port_;
  BeastRequest message_;
  std::function<void(std::optional<Reply>)> told_;
  beast::flat_buffer buffer_;
  BeastReply reply_;
};

}  // namespace

void post(asio::io_context& loop, const Address& address, const Request& request,
          std::function<void(std::optional<Reply>)> told) {
  std::make_shared<Posting>(loop, address, request, std::move(told))->run();
}

}  // namespace assay::outside::http
