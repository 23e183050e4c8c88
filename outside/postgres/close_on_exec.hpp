// Marks a socket as not for programs that are started meanwhile: a service that inherited one would
// hold a connection open that was reset. For Asio's `io_control`.
#pragma once

#include <boost/asio/detail/socket_types.hpp>

namespace assay::outside::postgres {

struct CloseOnExec {
  [[nodiscard]] int name() const { return static_cast<int>(FIOCLEX); }
  [[nodiscard]] void* data() { return nullptr; }
};

/// Where it cannot be marked it stays as it is.
template <class Socket>
void close_on_exec(Socket& socket) {
  CloseOnExec command;
  boost::system::error_code ignored;
  socket.io_control(command, ignored);
}

}  // namespace assay::outside::postgres
