// The relay: reading both ends, writing both ends, and how they end. What is done about commits is
// in session_commits.cpp.
#include "outside/postgres/session.hpp"

#include <utility>

#include <boost/asio/post.hpp>
#include <fmt/format.h>

#include "outside/postgres/close_on_exec.hpp"

namespace assay::outside::postgres {

namespace asio = boost::asio;
using Error = boost::system::error_code;

namespace {

constexpr std::size_t backlog_max = std::size_t{4} << 20U;  // then an end is not read for a while

}  // namespace

Session::Session(std::unique_ptr<ClientStream> client, std::weak_ptr<ProxyState> proxy,
                 SessionAbout about, asio::io_context& loop)
    : client_{std::move(client)},
      server_{loop},
      proxy_{std::move(proxy)},
      about_{std::move(about)},
      patience_{loop} {}

void Session::prepare() {
  const std::weak_ptr<Session> weak = weak_from_this();
  to_client_ = std::make_shared<Outbox>(
      [weak](asio::const_buffer bytes, Outbox::Done done) {
        const auto self = weak.lock();
        if (!self) return;
        self->client_->write(bytes, [self, done = std::move(done)](Error error, std::size_t size) {
          done(error, size);
        });
      },
      [weak] {
        const auto self = weak.lock();
        if (!self) return;
        if (self->ends_client_) return self->end_client();
        self->read_server();
      });
  to_server_ = std::make_shared<Outbox>(
      [weak](asio::const_buffer bytes, Outbox::Done done) {
        const auto self = weak.lock();
        if (!self) return;
        asio::async_write(
            self->server_, bytes,
            [self, done = std::move(done)](Error error, std::size_t size) { done(error, size); });
      },
      [weak] {
        const auto self = weak.lock();
        if (!self) return;
        if (self->ends_server_) return self->end_server();
        self->read_client();
      });
}

void Session::start(std::string opening) {
  prepare();
  const auto proxy = proxy_.lock();
  if (!proxy) return;
  Error ignored;
  server_.open(proxy->upstream.protocol(), ignored);
  close_on_exec(server_);
  server_.async_connect(proxy->upstream, [self = shared_from_this(),
                                          opening = std::move(opening)](Error error) mutable {
    if (self->over_) return;
    if (error) return self->fail(error.message());
    if (self->server_.local_endpoint().protocol().family() != AF_UNIX) {
      self->server_.set_option(asio::ip::tcp::no_delay{true}, error);
    }
    self->to_server_->push(opening);
    self->read_client();
    self->read_server();
  });
}

void Session::fail(const std::string& reason) {
  server_over_ = true;
  to_client_->push(
      error_response("FATAL", "08001", "assay cannot reach the PostgreSQL behind it: " + reason));
  end_client();
}

void Session::close() {
  if (std::exchange(over_, true)) return;
  to_client_->close();
  to_server_->close();
  patience_.cancel();
  client_->close();
  Error ignored;
  server_.close(ignored);
}

void Session::over() {
  close();
  if (const auto proxy = proxy_.lock()) proxy->open.erase(shared_from_this());
}

void Session::later(void (Session::*what)()) {
  asio::post(server_.get_executor(), [weak = weak_from_this(), what] {
    const auto self = weak.lock();
    if (self && !self->over_) (self.get()->*what)();
  });
}

void Session::read_client() {
  if (over_ || client_over_ || client_reading_) return;
  const bool behind = to_server_->size() > backlog_max ||
                      (client_messages_.rest().size() > backlog_max && client_messages_.peek());
  if (behind) return;
  client_reading_ = true;
  client_->read_some(asio::buffer(from_client_),
                     [self = shared_from_this()](Error error, std::size_t size) {
                       self->client_reading_ = false;
                       if (self->over_) return;
                       if (error) return self->client_ended();
                       if (self->phase_ != Phase::mute)
                         self->client_messages_.feed({self->from_client_.data(), size});
                       self->take_client();
                       self->read_client();
                     });
}

void Session::read_server() {
  if (over_ || server_over_ || server_reading_ || to_client_->size() > backlog_max) return;
  server_reading_ = true;
  server_.async_read_some(asio::buffer(from_server_),
                          [self = shared_from_this()](Error error, std::size_t size) {
                            self->server_reading_ = false;
                            if (self->over_) return;
                            if (error) return self->server_ended();
                            self->server_messages_.feed({self->from_server_.data(), size});
                            self->take_server();
                            self->read_server();
                          });
}

void Session::client_ended() {
  client_over_ = true;
  if (phase_ == Phase::mute) return end_server();
  take_client();
}

void Session::server_ended() {
  server_over_ = true;
  switch (phase_) {
    case Phase::relaying: to_client_->push(server_messages_.take_rest()); return end_client();
    case Phase::ending: return tell({});
    case Phase::holding:
    case Phase::refusing: return tell(cycles_.broken_outcome());
    case Phase::mute:
      if (client_over_) over();
      return;
    case Phase::asking:   // see `decide`
    case Phase::telling:  // see `finish`
      return;
  }
}

void Session::end_client() {
  ends_client_ = true;
  if (to_client_->size() > 0 || client_finished_) return;
  client_finished_ = true;
  if (client_over_) return over();
  client_->finish([self = shared_from_this()] { self->over(); });
}

void Session::end_server() {
  ends_server_ = true;
  if (to_server_->size() > 0) return;
  if (server_over_ && phase_ == Phase::mute) over();
  if (server_over_) return;  // what it said last is on its way
  Error ignored;
  server_.shutdown(asio::socket_base::shutdown_send, ignored);
}

void Session::take_client() {
  if (about_.opaque && phase_ == Phase::relaying) {
    to_server_->push(client_messages_.take_rest());
    return finish_client_side();
  }
  while (phase_ == Phase::relaying || phase_ == Phase::holding) {
    const auto message = client_messages_.peek();
    if (client_messages_.broken()) return become_opaque();
    if (!message) break;
    if (cycles_.must_wait(message->type)) return;
    take(*message);
  }
  finish_client_side();
}

void Session::take(const Message& message) {
  const Take what = cycles_.take(message);
  if (what != Take::drop) kept_ += message.bytes;
  client_messages_.pop();
  if (what == Take::send) to_server_->push(std::exchange(kept_, {}));
  if (what == Take::ask) ask();
}

/// The client has gone, and all that it said was taken: the server learns of it.
void Session::finish_client_side() {
  const bool may_end = phase_ == Phase::relaying || phase_ == Phase::holding;
  if (!client_over_ || !may_end || ends_server_) return;
  to_server_->push(std::exchange(kept_, {}));
  to_server_->push(client_messages_.take_rest());
  end_server();
}

void Session::take_server() {
  if (about_.opaque && phase_ == Phase::relaying) {
    to_client_->push(server_messages_.take_rest());
    return;
  }
  to_client_->gather();
  while (const auto message = server_messages_.peek()) {
    hear(*message);
    server_messages_.pop();
  }
  to_client_->write_gathered();
  count();
  if (server_messages_.broken())
    become_opaque();
  else
    take_client();
  read_client();
}

/// What cannot be read passes from now on as it is.
void Session::become_opaque() {
  about_.opaque = true;
  if (phase_ == Phase::holding || phase_ == Phase::refusing) {
    held_ += server_messages_.take_rest();
    return tell(cycles_.broken_outcome());
  }
  if (phase_ != Phase::relaying) return;
  to_server_->push(std::exchange(kept_, {}));
  take_server();
  take_client();
}

void Session::count() {
  const auto proxy = proxy_.lock();
  if (!proxy) return;
  proxy->commits += cycles_.commits() - std::exchange(commits_counted_, cycles_.commits());
  proxy->unseen += cycles_.unseen() - std::exchange(unseen_counted_, cycles_.unseen());
}

}  // namespace assay::outside::postgres
