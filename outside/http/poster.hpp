// Sends requests over HTTP to loopback addresses, and tells what came back. A connection
// for each: webhooks are few. Not a client for anything else.
#pragma once

#include <functional>
#include <optional>

#include <boost/asio/io_context.hpp>

#include "outside/http/message.hpp"
#include "outside/http/target.hpp"

namespace assay::outside::http {

/// Sends it there. `told` gets the answer; nothing where nothing that can be read comes back within
/// 30 seconds.
void post(boost::asio::io_context& loop, const Address& address, const Request& request,
          std::function<void(std::optional<Reply>)> told);

}  // namespace assay::outside::http
