// Listens, and greets whoever comes.
#include "outside/postgres/proxy.hpp"

#include <utility>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <fmt/format.h>

#include "outside/postgres/close_on_exec.hpp"
#include "outside/postgres/greeting.hpp"
#include "outside/postgres/proxy_state.hpp"

namespace assay::outside::postgres {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

asio::generic::stream_protocol::endpoint upstream_of(const ProxySettings& settings) {
  const std::string& host = settings.upstream_host;
  if (host.starts_with('/')) {
    return asio::local::stream_protocol::endpoint{
        fmt::format("{}/.s.PGSQL.{}", host, settings.upstream_port)};
  }
  boost::system::error_code error;
  const auto address = asio::ip::make_address(host == "localhost" ? "127.0.0.1" : host, error);
  if (error) throw CannotProxy{fmt::format("'{}' is no address and no folder", host)};
  return tcp::endpoint{address, settings.upstream_port};
}

}  // namespace

class Proxy::Sessions : public std::enable_shared_from_this<Sessions> {
 public:
  Sessions(asio::io_context& loop, const ProxySettings& settings, Hooks hooks)
      : acceptor_{loop},
        state_{
            std::make_shared<ProxyState>(loop, settings, std::move(hooks), upstream_of(settings))} {
    if (settings.tls) state_->identity.emplace(make_identity());
    const tcp::endpoint here{asio::ip::address_v4::loopback(), settings.port};
    try {
      acceptor_.open(here.protocol());
      close_on_exec(acceptor_);
      acceptor_.set_option(asio::socket_base::reuse_address{true});
      acceptor_.bind(here);
      acceptor_.listen();
    } catch (const boost::system::system_error& error) {
      throw CannotProxy{
          fmt::format("cannot listen at 127.0.0.1:{}: {}", settings.port, error.code().message())};
    }
    if (state_->identity) certificate_ = state_->identity->certificate;
    port_ = acceptor_.local_endpoint().port();
  }

  void accept() {
    acceptor_.async_accept(
        [self = shared_from_this()](boost::system::error_code error, tcp::socket socket) {
          if (!self->acceptor_.is_open()) return;
          if (!error) self->greet(std::move(socket));
          self->accept();
        });
  }

  void close() {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    for (const auto& one : std::exchange(state_->open, {})) one->close();
  }

  [[nodiscard]] unsigned short port() const { return port_; }
  [[nodiscard]] const ProxyState& state() const { return *state_; }
  [[nodiscard]] const std::string& certificate() const { return certificate_; }

 private:
  void greet(tcp::socket socket) {
    close_on_exec(socket);
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay{true}, ignored);
    const auto greeting = std::make_shared<Greeting>(std::move(socket), state_);
    state_->open.insert(greeting);
    greeting->start();
  }

  tcp::acceptor acceptor_;
  std::shared_ptr<ProxyState> state_;
  std::string certificate_;
  unsigned short port_ = 0;
};

Proxy::Proxy(asio::io_context& loop, const ProxySettings& settings, Hooks hooks)
    : sessions_{std::make_shared<Sessions>(loop, settings, std::move(hooks))} {
  sessions_->accept();
}

Proxy::~Proxy() { close(); }

unsigned short Proxy::port() const { return sessions_->port(); }

std::uint64_t Proxy::commits() const { return sessions_->state().commits; }

std::uint64_t Proxy::unseen() const { return sessions_->state().unseen; }

const std::string& Proxy::certificate() const { return sessions_->certificate(); }

void Proxy::close() { sessions_->close(); }

}  // namespace assay::outside::postgres
