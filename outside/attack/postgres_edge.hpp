// An edge from a service to its PostgreSQL: what comes is passed on by outside/postgres's proxy,
// and each commit that writes is a site, named by the tables that it writes.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "outside/attack/loop.hpp"
#include "outside/attack/outside_file.hpp"
#include "outside/attack/places.hpp"
#include "outside/attack/words.hpp"
#include "outside/postgres/proxy.hpp"

namespace assay::outside::attack {

struct PostgresEdgeHooks {
  /// A commit is about to reach the server. Returns: what strikes there, or nullptr.
  std::function<const sim::Fault<Strike>*(const Site&)> on_site;
  /// What the server made of it.
  std::function<void(const std::string& what)> on_ended;
  std::function<void()> kill_caller;
};

class PostgresEdge {
 public:
  /// Errors: postgres::CannotProxy.
  PostgresEdge(Loop& loop, const EdgeSpec& edge, PostgresEdgeHooks hooks);

  [[nodiscard]] Words address() const;

 private:
  void take(const postgres::Commit& commit, const std::function<void(postgres::Fate)>& decide);
  void ended(const postgres::Commit& commit, const postgres::Ended& ended,
             const std::function<void()>& go);

  EdgeSpec edge_;
  PostgresEdgeHooks hooks_;
  std::set<std::uint64_t> to_kill_;  // connections whose commit is to be the last of the service
  postgres::Proxy proxy_;
};

}  // namespace assay::outside::attack
