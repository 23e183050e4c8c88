// The services of an outside file while they are under attack: each on a port that stays its own,
// started again whenever it ended, ready by its own word. Who kills one is known; an exit that
// nobody ordered is told of.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "outside/attack/client.hpp"
#include "outside/attack/guardian.hpp"
#include "outside/attack/loop.hpp"
#include "outside/attack/outside_file.hpp"
#include "outside/attack/process.hpp"
#include "outside/attack/words.hpp"

namespace assay::outside::attack {

struct SupervisorHooks {
  std::function<void(const std::string& service, const std::string& line)> on_line;
  /// Something became of a service: "killed", "ready again".
  std::function<void(const std::string& service, const std::string& what)> on_change;
  /// It ended, and nobody had ordered that.
  std::function<void(const std::string& service, const Exit& exit)> on_crash;
};

/// Contract: all that is referred to outlives it.
class Supervisor {
 public:
  Supervisor(Loop& loop, Guardian& guardian, const OutsideFile& file, SupervisorHooks hooks);
  ~Supervisor();

  /// What edges add to a service's environment. Before it is started.
  void add_env(const std::string& service, const Texts& env);
  /// Starts all, one after the other, each once the one before is ready.
  /// Errors: BadInput where one is not ready in time; Interrupted.
  void start();
  /// Kills it, whatever it does; once it has ended it is started again.
  void kill(const std::string& service);
  /// It stands still, and goes on after so long.
  void pause(const std::string& service, sim::Duration length);
  [[nodiscard]] bool all_ready() const;
  [[nodiscard]] bool any_still() const;
  /// None of them can be brought back.
  [[nodiscard]] bool given_up() const { return given_up_; }
  [[nodiscard]] unsigned short port(const std::string& service) const;
  /// The environment of commands: that of assay, without proxies.
  [[nodiscard]] static std::vector<std::string> own_env();

 private:
  struct Service;

  void launch(Service& service);
  void probe(Service& service, std::uint64_t number);
  void ended(Service& service, const Exit& exit);

  Loop& loop_;
  Guardian& guardian_;
  const OutsideFile& file_;
  SupervisorHooks hooks_;
  std::map<std::string, std::unique_ptr<Service>> services_;
  bool given_up_ = false;
};

}  // namespace assay::outside::attack
