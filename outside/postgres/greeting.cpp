// One opening after the other, read to its length and no further: what is behind it may be TLS.
#include "outside/postgres/greeting.hpp"

#include <utility>

#include "outside/postgres/wire.hpp"

namespace assay::outside::postgres {

namespace asio = boost::asio;
using Error = boost::system::error_code;

namespace {

constexpr char tls_handshake = 0x16;  // the type of TLS's first record

SessionAbout about(const Opening& opening) {
  const auto find = [&](std::string_view name) {
    const auto found = opening.parameters.find(name);
    return found == opening.parameters.end() ? std::string{} : found->second;
  };
  SessionAbout about{.application = find("application_name"), .database = find("database")};
  if (about.database.empty()) about.database = find("user");
  const std::string replica = find("replication");
  const bool plain = opening.kind == OpeningKind::startup &&
                     (replica.empty() || replica == "false" || replica == "off" ||
                      replica == "no" || replica == "0");
  about.opaque = !plain;
  return about;
}

}  // namespace

Greeting::Greeting(asio::ip::tcp::socket socket, std::weak_ptr<ProxyState> proxy)
    : client_{std::make_unique<ClientStream>(std::move(socket))}, proxy_{std::move(proxy)} {}

void Greeting::start() { read_head(); }

void Greeting::close() {
  if (client_) client_->close();
}

void Greeting::over() {
  close();
  if (const auto proxy = proxy_.lock()) proxy->open.erase(shared_from_this());
}

void Greeting::read_head() {
  opening_.resize(head);
  client_->read(asio::buffer(opening_), [self = shared_from_this()](Error error, std::size_t) {
    if (error) return self->over();
    if (self->opening_[0] == tls_handshake) return self->secure(head);
    self->read_rest();
  });
}

void Greeting::read_rest() {
  const std::size_t size = Fields{opening_}.number(4);
  if (size <= head || size > opening_max) return take();
  opening_.resize(size);
  client_->read(asio::buffer(opening_) + head,
                [self = shared_from_this()](Error error, std::size_t) {
                  if (error) return self->over();
                  self->take();
                });
}

void Greeting::take() {
  const auto proxy = proxy_.lock();
  if (!proxy) return over();
  const Opening opening = read_opening(opening_);
  const bool may_be_secure = proxy->identity && !client_->is_secure();
  switch (opening.kind) {
    case OpeningKind::tls: return answer(may_be_secure ? 'S' : 'N');
    case OpeningKind::gss: return answer('N');
    default: return begin_session(about(opening));
  }
}

void Greeting::answer(char letter) {
  answer_ = letter;
  client_->write(asio::buffer(&answer_, 1), [self = shared_from_this()](Error error, std::size_t) {
    if (error) return self->over();
    if (self->answer_ == 'S') return self->secure(0);
    self->read_head();
  });
}

void Greeting::secure(std::size_t ahead) {
  const auto proxy = proxy_.lock();
  if (!proxy || !proxy->identity || client_->is_secure()) return over();
  client_->secure(proxy->identity->context, asio::buffer(opening_.data(), ahead),
                  [self = shared_from_this()](Error error, std::size_t) {
                    if (error) return self->over();
                    self->read_head();
                  });
}

void Greeting::begin_session(SessionAbout about) {
  const auto proxy = proxy_.lock();
  if (!proxy) return over();
  if (!about.opaque) about.connection = ++proxy->connections;
  const auto session =
      std::make_shared<Session>(std::move(client_), proxy_, std::move(about), proxy->loop);
  proxy->open.insert(session);
  session->start(std::move(opening_));
  over();
}

}  // namespace assay::outside::postgres
