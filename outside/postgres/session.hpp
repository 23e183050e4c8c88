// One client and the server's connection that is its own: bytes go through, but those of a part
// that may commit wait for its fate, and the server's answer until it was told. What a cycle is,
// and what the server made of it, `Cycles` says.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>

#include "outside/postgres/client_stream.hpp"
#include "outside/postgres/cycles.hpp"
#include "outside/postgres/outbox.hpp"
#include "outside/postgres/proxy_state.hpp"
#include "outside/postgres/wire.hpp"

namespace assay::outside::postgres {

/// What its opening said.
struct SessionAbout {
  std::uint64_t connection = 0;
  std::string application{};
  std::string database{};
  bool opaque = false;  ///< no cycles are looked for: a cancellation, a replica
};

class Session final : public Connection, public std::enable_shared_from_this<Session> {
 public:
  Session(std::unique_ptr<ClientStream> client, std::weak_ptr<ProxyState> proxy, SessionAbout about,
          boost::asio::io_context& loop);

  /// Connects to the server, which first gets these bytes.
  void start(std::string opening);
  void close() override;

 private:
  enum class Phase {
    relaying,
    asking,    // for the fate of what is kept
    holding,   // the server's answer to it
    refusing,  // it; the server rolls back
    ending,    // the server's connection, so that it rolls back
    telling,   // what the server made of it
    mute,      // nothing passes any more
  };

  void prepare();
  void fail(const std::string& reason);
  void read_client();
  void read_server();
  void client_ended();
  void server_ended();

  void take_client();
  [[nodiscard]] bool may_take(char type) const;
  void take(const Message& message);
  void finish_client_side();
  void take_server();
  void hear(const Message& message);
  void become_opaque();
  void count();

  void ask();
  void decide(Fate fate);
  void send_kept();
  void refuse();
  void end_server_first();
  void tell(const Ended& ended);
  void finish();
  void pass_answer(std::string_view more);

  void end_client();
  void end_server();
  void over();
  /// Calls it on the loop, unless this is over by then.
  void later(void (Session::*what)());

  std::unique_ptr<ClientStream> client_;
  boost::asio::generic::stream_protocol::socket server_;
  std::weak_ptr<ProxyState> proxy_;
  SessionAbout about_;
  std::shared_ptr<Outbox> to_client_;
  std::shared_ptr<Outbox> to_server_;
  std::array<char, 16'384> from_client_{};
  std::array<char, 16'384> from_server_{};
  Framer client_messages_;
  Framer server_messages_;
  Cycles cycles_;
  boost::asio::steady_timer patience_;

  Phase phase_ = Phase::relaying;
  std::string kept_;  // of the client, for the server
  std::string held_;  // of the server, for the client
  std::shared_ptr<const Commit> commit_;
  Fate fate_ = Fate::pass;
  std::uint64_t asked_ = 0;  // commits so far, so that a late answer is known
  std::uint64_t commits_counted_ = 0;
  std::uint64_t unseen_counted_ = 0;
  bool client_reading_ = false;
  bool server_reading_ = false;
  bool client_over_ = false;
  bool server_over_ = false;
  bool client_finished_ = false;  // all of it was passed on
  bool ends_client_ = false;
  bool ends_server_ = false;
  bool over_ = false;
};

}  // namespace assay::outside::postgres
