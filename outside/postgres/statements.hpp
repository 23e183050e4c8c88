// What a text of SQL asks for, as far as commits are concerned: its statements, whether each begins
// or ends a transaction, whether it may write, and which tables it names to write to. Judged by
// words alone: what a function that is called does is not seen. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "outside/postgres/sql_tokens.hpp"

namespace assay::outside::postgres {

enum class StatementKind {
  other,  ///< reads, or changes the session alone
  begin,
  commit,  ///< COMMIT, END, PREPARE TRANSACTION, COMMIT PREPARED
  rollback,
  rollback_to,  ///< a savepoint
  write,        ///< may write: DML, DDL, COPY FROM, CALL, DO and what is not known
  prepare,      ///< PREPARE name AS ...
  execute,      ///< EXECUTE name (...)
  deallocate,   ///< DEALLOCATE, DISCARD ALL
};

struct Statement {
  StatementKind kind = StatementKind::other;
  std::string text{};
  std::vector<std::string> tables{};     ///< that it writes, in the order of the text
  std::string name{};                    ///< prepare, execute, deallocate; empty: all of them
  std::string prepared{};                ///< prepare: what is prepared
  std::vector<std::string> arguments{};  ///< execute: their source
};

/// The statements of a text, without empty ones.
[[nodiscard]] std::vector<Statement> statements_of(std::string_view sql,
                                                   Backslash backslash = Backslash::plain);

}  // namespace assay::outside::postgres
