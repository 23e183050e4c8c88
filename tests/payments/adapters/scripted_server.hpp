// A server on loopback that says what a test has scripted, one script a request, in a thread of its
// own. It never waits for anything but the other side.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace payments::testing {

/// A request as it came.
struct Heard {
  std::string method, target, body;
  std::string key;       ///< header Idempotency-Key
  std::string trace;     ///< header traceparent
  std::uint64_t connection = 0;  ///< from 1: which connection it came on
};

/// What is done with a request.
struct Said {
  enum class Manner : std::uint8_t {
    whole,      ///< the answer, and the connection stays
    and_close,  ///< the answer, and the connection is closed without a word about it
    half,       ///< the beginning of the answer, and the connection is closed
    nothing,    ///< the connection is closed
    silence,    ///< nothing, and the connection stays until the client closes it
  };
  unsigned status = 200;
  std::string body = "{}";
  std::string type = "application/json";
  Manner manner = Manner::whole;
};

class ScriptedServer {
 public:
  using Script = std::function<Said(const Heard&)>;

  /// Listens on a free port of the loopback address. The script runs in threads of the server's.
  explicit ScriptedServer(Script script);
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;
  ~ScriptedServer();

  [[nodiscard]] std::string port() const;
  [[nodiscard]] std::vector<Heard> heard() const;
  /// Returns once it has closed so many connections of itself.
  void wait_until_closed(int connections) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A problem as the plain dialect has it.
[[nodiscard]] inline Said problem(unsigned status, const std::string& word) {
  return {status, R"({"type":"urn:assay:problem:)" + word + R"("})", "application/problem+json"};
}

}  // namespace payments::testing
