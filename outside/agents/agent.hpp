// assay as the agent: it has a server started when it needs one, calls the tool for a payment, and
// counts what became of it. Not what must come of it: cases.hpp.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "outside/agents/behind.hpp"
#include "outside/agents/mcp_server.hpp"
#include "outside/agents/subject.hpp"
#include "outside/attack/guardian.hpp"

namespace assay::outside::agents {

/// One intended payment.
struct Intended {
  std::string reference;
  Variables words;
};

/// What a call came to.
struct Told {
  ToolAnswer answer;
  std::string means;  ///< success, failed, pending, unknown
};

class Agent {
 public:
  /// Errors: BadInput; std::system_error.
  explicit Agent(const AgentSubject& subject);

  [[nodiscard]] Behind& behind() { return behind_; }
  /// A payment that nothing else is about; what it needs is asked of the processor. Returns: one
  /// without a reference where that failed, which `trouble` tells.
  [[nodiscard]] Intended intend();
  /// Calls the tool, in a session that is under way or a new one. `id`: that of an earlier call;
  /// 0: a new one.
  Told call(const Intended& payment, std::uint64_t id = 0);
  /// The same while no answer is to come, until the effect is there; then the server is killed.
  /// Returns: whether the processor was asked.
  bool call_and_kill(const Intended& payment);
  /// A repetition of it, with a key of its own where the file says so.
  [[nodiscard]] Intended again(Intended payment);
  /// Once what is still on its way has come.
  [[nodiscard]] std::int64_t effects(const Intended& payment);
  void end_session();
  [[nodiscard]] std::uint64_t last_id() const { return last_id_; }

  [[nodiscard]] const std::string& trouble() const { return trouble_; }
  /// Takes what was said since the last call.
  [[nodiscard]] std::vector<std::string> take_said();

 private:
  bool is_ready();
  [[nodiscard]] Variables places() const;
  [[nodiscard]] McpProgram program() const;
  [[nodiscard]] std::string last_of_log() const;

  const AgentSubject& subject_;
  attack::Guardian guardian_;
  boost::asio::io_context loop_{1};
  Behind behind_;
  std::unique_ptr<McpServer> server_;
  std::uint64_t made_ = 0, keys_ = 0, last_id_ = 0;
  std::vector<std::string> said_;
  std::string trouble_;
};

}  // namespace assay::outside::agents
