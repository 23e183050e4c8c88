// What is done about a part that may commit: ask for its fate, do it, tell what the server made of
// it, and let the answer go. Every call of a hook may come back at once or later.
#include <chrono>
#include <utility>

#include <boost/asio/post.hpp>

#include "outside/postgres/session.hpp"

namespace assay::outside::postgres {

namespace {

/// How long a server may take to notice that its client has gone.
constexpr std::chrono::seconds rollback_max{5};

/// What comes at any time, whatever is asked: settings and notifications.
bool is_asynchronous(char type) { return type == 'S' || type == 'A'; }

}  // namespace

void Session::hear(const Message& message) {
  const Heard heard = cycles_.hear(message);
  switch (phase_) {
    case Phase::relaying:
    case Phase::asking: to_client_->push(message.bytes); return;
    case Phase::telling: held_ += message.bytes; return;
    case Phase::ending:
    case Phase::mute: return;
    case Phase::refusing:
      if (is_asynchronous(message.type)) held_ += message.bytes;
      break;
    case Phase::holding:
      held_ += message.bytes;
      if (heard == Heard::copying) to_client_->push(std::exchange(held_, {}));
      break;
  }
  if (heard != Heard::ended) return;
  count();
  tell(cycles_.outcome());
}

void Session::ask() {
  const auto proxy = proxy_.lock();
  if (!proxy || over_) return;
  phase_ = Phase::asking;
  commit_ =
      std::make_shared<const Commit>(Commit{about_.connection, cycles_.statements(),
                                            cycles_.tables(), about_.application, about_.database});
  const std::uint64_t number = ++asked_;
  if (!proxy->hooks.on_commit) return decide(Fate::pass);
  const auto executor = server_.get_executor();
  proxy->hooks.on_commit(*commit_, [weak = weak_from_this(), executor, number](Fate fate) {
    boost::asio::post(executor, [weak, number, fate] {
      const auto self = weak.lock();
      const bool waits = self && !self->over_ && self->phase_ == Phase::asking;
      if (waits && self->asked_ == number) self->decide(fate);
    });
  });
}

void Session::decide(Fate fate) {
  fate_ = fate;
  if (server_over_) return tell({});  // it never got there
  switch (fate) {
    case Fate::pass:
    case Fate::lose_reply:
    case Fate::silence: return send_kept();
    case Fate::refuse: return refuse();
    case Fate::lose_request: return end_server_first();
  }
}

void Session::send_kept() {
  phase_ = Phase::holding;
  cycles_.sent();
  to_server_->push(std::exchange(kept_, {}));
  if (about_.opaque) return tell({.known = false});  // the server speaks in riddles
  later(&Session::take_client);                      // the data of a COPY may wait
}

void Session::refuse() {
  phase_ = Phase::refusing;
  kept_.clear();
  const std::string instead = cycles_.refuse();
  if (instead.empty()) return tell(cycles_.outcome());
  to_server_->push(instead);
}

/// The server has rolled back when its end of the connection is closed.
void Session::end_server_first() {
  phase_ = Phase::ending;
  kept_.clear();
  to_server_->push(message('X', {}));
  end_server();
  patience_.expires_after(rollback_max);
  patience_.async_wait([self = shared_from_this()](boost::system::error_code error) {
    if (!error && !self->over_ && self->phase_ == Phase::ending) self->tell({.known = false});
  });
}

void Session::tell(const Ended& ended) {
  const auto proxy = proxy_.lock();
  if (!proxy || over_) return;
  patience_.cancel();
  phase_ = Phase::telling;
  if (!proxy->hooks.on_ended) return later(&Session::finish);
  const auto executor = server_.get_executor();
  proxy->hooks.on_ended(*commit_, ended, [weak = weak_from_this(), executor, number = asked_] {
    boost::asio::post(executor, [weak, number] {
      const auto self = weak.lock();
      const bool waits = self && !self->over_ && self->phase_ == Phase::telling;
      if (waits && self->asked_ == number) self->finish();
    });
  });
}

void Session::finish() {
  commit_ = nullptr;
  switch (fate_) {
    case Fate::pass: return pass_answer({});
    case Fate::refuse: return pass_answer(cycles_.refusal());
    case Fate::lose_reply:
    case Fate::lose_request:
      phase_ = Phase::mute;
      client_->reset();
      client_over_ = true;
      if (!ends_server_) to_server_->push(message('X', {}));
      return end_server();
    case Fate::silence:
      phase_ = Phase::mute;
      if (client_over_) end_server();
      return;
  }
}

void Session::pass_answer(std::string_view more) {
  phase_ = Phase::relaying;
  to_client_->push(std::exchange(held_, {}));
  to_client_->push(more);
  if (server_over_) return server_ended();
  if (about_.opaque) take_server();
  take_client();
  read_client();
}

}  // namespace assay::outside::postgres
