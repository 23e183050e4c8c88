// HTTP/1.1 text to values and back, for tests and recordings without a socket. Beast parses, as it
// does for the listener.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "outside/http/message.hpp"

namespace assay::outside::http {

/// Returns: nothing where the text is no whole request, or more than one.
[[nodiscard]] std::optional<Request> read_request(std::string_view text);
/// Returns: nothing where the text is no whole reply, or more than one.
[[nodiscard]] std::optional<Reply> read_reply(std::string_view text);

[[nodiscard]] std::string to_text(const Request& request);
[[nodiscard]] std::string to_text(const Reply& reply);

}  // namespace assay::outside::http
