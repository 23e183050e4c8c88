// An agent's tool that pays, as its file says: how its MCP server is started, how the tool is
// called, what stands behind it, and what its words mean. Not how it is judged: cases.hpp.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "outside/comply/subject.hpp"
#include "outside/http/message.hpp"

namespace assay::outside::agents {

/// A call beside those for money, and its answer.
struct Stub {
  std::string method, path;  ///< a star in the path stands for one step
  std::string without{};     ///< a header that must be absent; empty: none
  http::Reply reply{};
};

/// Asked of the processor before a payment.
struct Preparation {
  RequestTemplate request;
  std::map<std::string, std::string> extract{};  ///< words, each with a pointer
};

/// What a text of the tool's means.
struct Meaning {
  std::string contains;
  std::string means;
};

struct AgentSubject {
  std::string name;
  std::string folder;  ///< the file's own
  std::vector<std::string> start;
  std::map<std::string, std::string> env{};
  std::string dialect = "plain", profile = "card";
  std::string kind = "capture";  ///< of the effects that are counted
  std::string call{};            ///< the operation in the names of sites; empty: `kind`
  std::vector<Stub> stubs{};
  std::vector<Preparation> prepare{};
  std::string tool;
  nlohmann::ordered_json arguments;
  bool renews_key = false;  ///< whether a repetition has a key of its own
  std::uint64_t amount = 1250;
  std::string reference = "ref-{n}";
  std::vector<Meaning> answers{};
  std::int64_t ready_within = 20'000'000'000;  ///< nanoseconds
  std::int64_t timeout = 90'000'000'000;       ///< nanoseconds
  std::int64_t settle = 100'000'000;           ///< nanoseconds
  std::vector<std::string> leave_out{};
};

/// The published schema.
[[nodiscard]] std::string_view agent_schema();

/// Errors: BadInput where the file is none, a case that is left out is none, or a live key stands
/// in it.
[[nodiscard]] AgentSubject read_agent(const std::string& file, std::string text);

}  // namespace assay::outside::agents
