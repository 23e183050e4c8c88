// A commit that writes no table is passed on unseen: it is DDL, or nothing.
#include "outside/attack/postgres_edge.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "outside/attack/recorder.hpp"

namespace assay::outside::attack {
namespace {

using postgres::Fate;
using Does = Strike::Does;

Fate fate_of(const sim::Fault<Strike>* strike) {
  if (strike == nullptr) return Fate::pass;
  switch (strike->effect.does) {
    case Does::refuse: return Fate::refuse;
    case Does::cut_applied: return Fate::lose_reply;
    case Does::cut_lost:
    case Does::kill_lost: return Fate::lose_request;
    default: return Fate::pass;
  }
}

std::string tables_of(const postgres::Commit& commit) {
  return fmt::format("{}", fmt::join(commit.tables, "+"));
}

}  // namespace

PostgresEdge::PostgresEdge(Loop& loop, const EdgeSpec& edge, PostgresEdgeHooks hooks)
    : edge_{edge},
      hooks_{std::move(hooks)},
      proxy_{loop.context(),
             {.upstream_host = edge.upstream->host, .upstream_port = edge.upstream->port},
             {.on_commit = [this](const auto& commit, auto decide) { take(commit, decide); },
              .on_ended = [this](const auto& commit, const auto& end,
                                 auto go) { ended(commit, end, go); }}} {}

Words PostgresEdge::address() const {
  return {{"host", "127.0.0.1"},
          {"port", std::to_string(proxy_.port())},
          {"url", fmt::format("postgres://127.0.0.1:{}", proxy_.port())}};
}

void PostgresEdge::take(const postgres::Commit& commit, const std::function<void(Fate)>& decide) {
  if (commit.tables.empty()) return decide(Fate::pass);
  const Site site{fmt::format("{}.{}/commit", edge_.from, edge_.name),
                  fmt::format("{}/{}", payable, tables_of(commit)), ""};
  const auto* const strike = hooks_.on_site(site);
  const bool kills = strike != nullptr && (strike->effect.does == Does::kill_lost ||
                                           strike->effect.does == Does::kill_applied);
  if (kills && strike->effect.does == Does::kill_lost) hooks_.kill_caller();
  if (kills && strike->effect.does == Does::kill_applied) to_kill_.insert(commit.connection);
  decide(fate_of(strike));
}

void PostgresEdge::ended(const postgres::Commit& commit, const postgres::Ended& ended,
                         const std::function<void()>& go) {
  if (!commit.tables.empty()) {
    hooks_.on_ended(
        fmt::format("{} of {}", ended.committed ? "commit" : "no commit", tables_of(commit)));
  }
  if (to_kill_.erase(commit.connection) == 0) return go();
  hooks_.kill_caller();  // before it hears of it
}

}  // namespace assay::outside::attack
