// An MCP server as a process: JSON-RPC, a message a line, over its stdin and stdout. Here assay is
// the agent that calls its tools. Lines that are no messages are kept as noise; what the server
// asks of its client is refused. Source: modelcontextprotocol.io, revision 2025-06-18, transports.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <nlohmann/json.hpp>

#include "outside/attack/guardian.hpp"

namespace assay::outside::agents {

struct McpProgram {
  std::vector<std::string> words;  ///< the program and its arguments
  std::string folder;
  std::vector<std::string> env;  ///< "NAME=value", all of it
  std::string log;               ///< a file that its stderr is added to
};

/// What came of a call.
struct ToolAnswer {
  enum class Came : std::uint8_t { answer, nothing, ended };
  Came came = Came::nothing;
  std::string text{};     ///< of the result's content, or of the error
  bool is_error = false;  ///< it says itself that it failed
};

/// Contract: loop and guardian outlive it. Destroyed while it runs, it is killed.
class McpServer {
 public:
  /// Starts it. Errors: std::system_error.
  McpServer(boost::asio::io_context& loop, attack::Guardian& guardian, const McpProgram& program);
  ~McpServer();
  McpServer(const McpServer&) = delete;
  McpServer& operator=(const McpServer&) = delete;

  /// Says who it is, as each session begins. Returns: whether it was answered within that time, in
  /// nanoseconds.
  [[nodiscard]] bool greet(std::int64_t patience);
  /// Calls a tool under that id, and waits for its answer, so many nanoseconds.
  ToolAnswer call(const std::string& tool, const nlohmann::ordered_json& arguments,
                  std::uint64_t id, std::int64_t patience);
  /// Calls it, and waits for nothing.
  void begin_call(const std::string& tool, const nlohmann::ordered_json& arguments,
                  std::uint64_t id);
  /// At once, its whole group; returns when it is gone.
  void kill();
  /// Ends the session: closes its stdin, and kills what has not gone two seconds later.
  void close();
  [[nodiscard]] bool has_ended() const;

 private:
  class Connection;
  std::shared_ptr<Connection> connection_;
};

}  // namespace assay::outside::agents
