// Requests and commands of a file, played: words filled in, sent to the service's port, or run and
// read. Whoever asks waits on the loop.
#pragma once

#include <optional>
#include <string>

#include "outside/attack/client.hpp"
#include "outside/attack/supervisor.hpp"

namespace assay::outside::attack {

class Asking {
 public:
  Asking(Loop& loop, Guardian& guardian, Supervisor& supervisor, std::string folder)
      : loop_{loop}, guardian_{guardian}, supervisor_{supervisor}, folder_{std::move(folder)} {}

  [[nodiscard]] static http::Request request_of(const Ask& ask, const Words& words);
  /// Sends it, and waits. Errors: Interrupted.
  Called ask(const Ask& ask, const Words& words, sim::Duration patience);
  /// What a request's 2xx body or a command's output says; nothing where there was none: 404 is an
  /// empty text. `why` says what went wrong then. Errors: Interrupted.
  std::optional<std::string> read(const Action& action, const Words& words, std::string& why);

 private:
  std::optional<std::string> run(const std::vector<std::string>& command, const Words& words,
                                 std::string& why);

  Loop& loop_;
  Guardian& guardian_;
  Supervisor& supervisor_;
  std::string folder_;
};

}  // namespace assay::outside::attack
