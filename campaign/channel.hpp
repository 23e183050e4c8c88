// Whole messages between a parent and a worker, over a stream socket: a length, then that many
// bytes. Not a protocol: what the texts mean is the tasks' business.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assay::campaign {

/// Sends a message. Returns: false where the other side is gone.
[[nodiscard]] bool send_message(int socket, std::string_view text);

/// Waits for a message. Returns: nothing where the other side is gone, even in mid-message.
[[nodiscard]] std::optional<std::string> receive_message(int socket);

}  // namespace assay::campaign
