// A request on its way and how it ends, whatever carries it: a listener with sockets, or a test on
// virtual time. Not the bytes: those are the carrier's.
#pragma once

#include <functional>
#include <variant>

#include "outside/http/message.hpp"

namespace assay::outside::http {

/// The connection breaks under whoever asked.
struct BrokenConnection {};
/// How a request ends for whoever sent it. One that is never answered is left open.
using Ending = std::variant<Reply, BrokenConnection>;
/// Ends a request; what comes after the first is forgotten. May be kept and called later.
using Respond = std::function<void(Ending)>;
using Handler = std::function<void(Request, Respond)>;

}  // namespace assay::outside::http
