// Where one connection stands: which messages of the client make up a cycle, whether it may commit,
// and what the server's messages say became of it. A state machine that is fed messages: no
// sockets, and nothing is decided here.
//
// A cycle is everything up to Sync, or one simple query; ReadyForQuery ends it. With Flush a client
// hands over part of a cycle. One part at a time is looked at: whether the next may commit depends
// on what the server says of this one, so that the next has to wait.
// Source: https://www.postgresql.org/docs/15/protocol-flow.html
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "outside/postgres/prepared.hpp"
#include "outside/postgres/proxy.hpp"
#include "outside/postgres/wire.hpp"

namespace assay::outside::postgres {

/// What to do with a message of the client.
enum class Take {
  keep,  ///< keep it back: the part is not over
  send,  ///< send it, and all that was kept
  ask,   ///< the part is over, and may commit: neither sent nor dropped yet
  drop,  ///< the server would have skipped it
};

/// What a message of the server says.
enum class Heard {
  more,     ///< something, and more comes
  copying,  ///< the client has to go on before more comes: COPY FROM STDIN
  ended,    ///< the part that was asked about is over: see `outcome`
};

class Cycles {
 public:
  /// Whether the next message of the client, of that type, has to wait for the server.
  [[nodiscard]] bool must_wait(char type) const;
  /// Takes it in. Contract: it need not wait, and what was asked about was sent or dropped.
  [[nodiscard]] Take take(const Message& message);
  /// What was asked about goes to the server.
  void sent();
  /// What was asked about is refused. Returns: what is sent to the server in its place, so that it
  /// rolls back; it is over when `hear` says ended. Empty: there is nothing to be rolled back.
  [[nodiscard]] std::string refuse();
  /// What the client is told then.
  [[nodiscard]] std::string refusal() const;
  [[nodiscard]] Heard hear(const Message& message);

  /// Of the transaction so far, with what was asked about. Of a very long one (1 MiB of SQL) what
  /// comes later is left out; its tables are not.
  [[nodiscard]] const std::vector<std::string>& statements() const { return statements_; }
  [[nodiscard]] std::vector<std::string> tables() const { return {tables_.begin(), tables_.end()}; }
  /// Of what was asked about, once it is over.
  [[nodiscard]] const Ended& outcome() const { return outcome_; }
  /// Of what was asked about, where the server's connection broke before it was over.
  [[nodiscard]] Ended broken_outcome() const;

  [[nodiscard]] std::uint64_t commits() const { return commits_; }
  [[nodiscard]] std::uint64_t unseen() const { return unseen_; }

 private:
  enum class End { none, flush, sync, query };

  [[nodiscard]] Take end_part(End end);
  [[nodiscard]] bool may_commit(End end) const;
  [[nodiscard]] bool server_skips() const;
  void note(const std::vector<Statement>& statements);
  [[nodiscard]] Heard hear_tag(std::string_view tag);
  [[nodiscard]] Heard hear_error(std::string_view state);
  [[nodiscard]] Heard hear_copy();
  [[nodiscard]] Heard hear_ready(char status);
  [[nodiscard]] Heard hear_refused(const Message& message);
  void hear_setting(std::string_view body);
  [[nodiscard]] Heard end_asked();
  void end_cycle();
  void end_transaction();
  void count_commit();

  Prepared prepared_;
  // The connection.
  bool started_ = false;  // it has been ready once
  char status_ = 'I';     // of the last ReadyForQuery
  std::uint64_t commits_ = 0;
  std::uint64_t unseen_ = 0;
  // The transaction.
  std::vector<std::string> statements_;
  std::size_t statements_size_ = 0;
  std::set<std::string> tables_;
  // The cycle, as the client sends it.
  End asked_ = End::none;      // how the part ends that was last taken in
  unsigned part_commits_ = 0;  // COMMITs of the part
  unsigned part_tags_ = 0;     // answers COMMIT or ROLLBACK that it gets
  bool in_block_ = false;      // BEGIN came
  bool writes_alone_ = false;  // outside of a transaction, so that the cycle's end commits
  bool announced_ = false;     // a commit was asked about
  bool announced_alone_ = false;
  bool needs_sync_ = false;  // messages of the extended protocol came, and no Sync yet
  bool mixed_ = false;       // and a query behind them
  bool part_sent_ = false;
  bool block_sent_ = false;  // the server is in a block, once it has what was sent
  bool skipping_ = false;    // to Sync, after a refusal
  // The cycle, as the server answers it.
  bool awaits_ready_ = false;
  bool simple_ = false;       // of a query
  unsigned awaits_tags_ = 0;  // of a COMMIT that was flushed
  unsigned refusing_ = 0;     // ReadyForQuery to come
  bool copying_ = false;
  bool copy_done_ = false;  // the client was ahead
  std::string tag_;
  std::string error_;
  bool committed_ = false;
  bool pending_ = false;  // something was done that is not committed yet
  Ended outcome_;
};

}  // namespace assay::outside::postgres
