// How a connection begins: TLS and GSS encryption are asked for before anything else, and then
// comes a startup, or the cancellation of another connection's query. From there on it is a
// session. Source: https://www.postgresql.org/docs/15/protocol-flow.html#id-1.10.6.7.3
#pragma once

#include <array>
#include <memory>
#include <string>

#include "outside/postgres/client_stream.hpp"
#include "outside/postgres/proxy_state.hpp"
#include "outside/postgres/session.hpp"

namespace assay::outside::postgres {

class Greeting final : public Connection, public std::enable_shared_from_this<Greeting> {
 public:
  Greeting(boost::asio::ip::tcp::socket socket, std::weak_ptr<ProxyState> proxy);

  void start();
  void close() override;

 private:
  static constexpr std::size_t head = 8;  // length and code, of every opening

  void read_head();
  void read_rest();
  void take();
  void secure(std::size_t ahead);
  void answer(char letter);
  void begin_session(SessionAbout about);
  void over();

  std::unique_ptr<ClientStream> client_;
  std::weak_ptr<ProxyState> proxy_;
  std::string opening_;
  char answer_ = 'N';
};

}  // namespace assay::outside::postgres
