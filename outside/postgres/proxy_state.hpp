// What all connections of one proxy share, whatever stage they are at: its settings, its hooks, its
// counts. It outlives each of them, and ends them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>

#include "outside/postgres/certificate.hpp"
#include "outside/postgres/proxy.hpp"

namespace assay::outside::postgres {

/// A connection, from its first byte on.
class Connection {
 public:
  virtual ~Connection() = default;
  /// At once, and without another hook.
  virtual void close() = 0;
};

struct ProxyState {
  boost::asio::io_context& loop;
  ProxySettings settings;
  Hooks hooks;
  boost::asio::generic::stream_protocol::endpoint upstream;
  std::optional<Identity> identity{};  ///< none: no TLS
  std::set<std::shared_ptr<Connection>> open{};
  std::uint64_t connections = 0;  ///< so far
  std::uint64_t commits = 0;
  std::uint64_t unseen = 0;
};

}  // namespace assay::outside::postgres
