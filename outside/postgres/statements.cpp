// A statement is known by its first words. DML may also stand in it: behind WITH, or EXPLAIN
// ANALYZE.
#include "outside/postgres/statements.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <utility>

namespace assay::outside::postgres {

namespace {

using Tokens = std::span<const Token>;

bool is_at(Tokens tokens, std::size_t at, std::string_view keyword) {
  return at < tokens.size() && tokens[at].is(keyword);
}

bool is_symbol_at(Tokens tokens, std::size_t at, char symbol) {
  return at < tokens.size() && tokens[at].is_symbol(symbol);
}

bool has(Tokens tokens, std::string_view keyword) {
  return std::ranges::any_of(tokens, [&](const Token& one) { return one.is(keyword); });
}

bool is_one_of(const Token& token, std::span<const std::string_view> words) {
  return token.kind == TokenKind::word && std::ranges::find(words, token.word) != words.end();
}

/// The source from the first of these tokens to the last.
std::string source(std::string_view sql, Tokens tokens) {
  if (tokens.empty()) return {};
  const Token& last = tokens.back();
  return std::string{sql.substr(tokens[0].at, last.at + last.size - tokens[0].at)};
}

/// The table named there, with its schema unless that is "public"; empty where no name stands.
std::string table_at(Tokens tokens, std::size_t at) {
  if (is_at(tokens, at, "only") || is_at(tokens, at, "table")) return table_at(tokens, at + 1);
  std::string table;
  std::string schema;
  for (; at < tokens.size(); at += 2) {
    const Token& one = tokens[at];
    if (one.kind != TokenKind::word && one.kind != TokenKind::name) return {};
    schema = std::exchange(table, one.word);
    if (!is_symbol_at(tokens, at + 1, '.')) break;
  }
  return schema.empty() || schema == "public" ? table : schema + "." + table;
}

/// Where the target of DML stands that begins at a token; 0 where none begins there.
std::size_t target_of_dml(Tokens tokens, std::size_t at) {
  constexpr std::array<std::string_view, 2> reporting{"analyze", "verbose"};
  const bool may_begin = at == 0 || tokens[at - 1].is_symbol('(') ||
                         tokens[at - 1].is_symbol(')') || is_one_of(tokens[at - 1], reporting);
  if (!may_begin) return 0;
  if (tokens[at].is("update") && !table_at(tokens, at + 1).empty()) return at + 1;
  const bool two = (tokens[at].is("insert") && is_at(tokens, at + 1, "into")) ||
                   (tokens[at].is("delete") && is_at(tokens, at + 1, "from")) ||
                   (tokens[at].is("merge") && is_at(tokens, at + 1, "into"));
  return two ? at + 2 : 0;
}

void note_dml(Tokens tokens, Statement& statement) {
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const std::size_t target = target_of_dml(tokens, at);
    if (target == 0) continue;
    statement.kind = StatementKind::write;
    if (std::string table = table_at(tokens, target); !table.empty()) {
      statement.tables.push_back(std::move(table));
    }
  }
}

void note_truncated(Tokens tokens, Statement& statement) {
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (at == 0 || tokens[at].is_symbol(',')) {
      if (std::string table = table_at(tokens, at + 1); !table.empty())
        statement.tables.push_back(std::move(table));
    }
  }
}

/// COPY writes where a FROM stands outside of brackets.
void note_copy(Tokens tokens, Statement& statement) {
  int depth = 0;
  for (const Token& one : tokens) {
    depth += one.is_symbol('(') ? 1 : one.is_symbol(')') ? -1 : 0;
    if (depth > 0 || !one.is("from")) continue;
    statement.kind = StatementKind::write;
    if (std::string table = table_at(tokens, 1); !table.empty()) {
      statement.tables.push_back(std::move(table));
    }
    return;
  }
}

/// The source between commas outside of brackets, from behind "(" to the ")" at the end.
std::vector<std::string> arguments_in(std::string_view sql, Tokens tokens) {
  std::vector<std::string> arguments;
  int depth = 0;
  std::size_t start = 1;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const bool closes = tokens[at].is_symbol(')') || tokens[at].is_symbol(']');
    depth -= closes ? 1 : 0;
    if ((depth == 1 && tokens[at].is_symbol(',')) || (closes && depth == 0)) {
      arguments.push_back(source(sql, tokens.subspan(start, at - start)));
      start = at + 1;
    }
    depth += tokens[at].is_symbol('(') || tokens[at].is_symbol('[') ? 1 : 0;
  }
  return arguments;
}

void read_prepare(std::string_view sql, Tokens tokens, Statement& statement) {
  if (is_at(tokens, 1, "transaction")) {
    statement.kind = StatementKind::commit;
    return;
  }
  statement.kind = StatementKind::prepare;
  if (tokens.size() > 1) statement.name = tokens[1].word;
  const auto as = std::ranges::find_if(tokens, [](const Token& one) { return one.is("as"); });
  if (as == tokens.end()) return;
  statement.prepared =
      source(sql, tokens.subspan(static_cast<std::size_t>(as - tokens.begin()) + 1));
}

void read_execute(std::string_view sql, Tokens tokens, Statement& statement) {
  statement.kind = StatementKind::execute;
  if (tokens.size() > 1) statement.name = tokens[1].word;
  if (is_symbol_at(tokens, 2, '(')) statement.arguments = arguments_in(sql, tokens.subspan(2));
}

void read_deallocate(Tokens tokens, Statement& statement) {
  const bool discards = tokens[0].is("discard");
  if (discards && !is_at(tokens, 1, "all")) return;
  statement.kind = StatementKind::deallocate;
  const Token& last = tokens.back();
  if (!discards && !last.is("all")) statement.name = last.word;
}

/// Transactions and prepared statements. Returns: false where it is none of these.
bool read_control(std::string_view sql, Tokens tokens, Statement& statement) {
  const Token& first = tokens[0];
  const bool prepared = is_at(tokens, 1, "prepared");
  if (first.is("begin") || (first.is("start") && is_at(tokens, 1, "transaction"))) {
    statement.kind = StatementKind::begin;
  } else if (first.is("commit") || first.is("end")) {
    statement.kind = StatementKind::commit;
  } else if (first.is("rollback") || first.is("abort")) {
    if (prepared) return true;
    statement.kind = has(tokens, "to") ? StatementKind::rollback_to : StatementKind::rollback;
  } else if (first.is("prepare")) {
    read_prepare(sql, tokens, statement);
  } else if (first.is("execute")) {
    read_execute(sql, tokens, statement);
  } else if (first.is("deallocate") || first.is("discard")) {
    read_deallocate(tokens, statement);
  } else {
    return false;
  }
  return true;
}

/// What neither writes nor is DML at its beginning; every other word may write.
bool only_reads(const Token& first) {
  constexpr std::array<std::string_view, 25> reading{
      "select",  "values", "table",   "with",   "show",    "set",        "reset",
      "fetch",   "move",   "declare", "close",  "listen",  "unlisten",   "savepoint",
      "release", "lock",   "explain", "vacuum", "analyze", "checkpoint", "load",
      "copy",    "insert", "update",  "delete"};  // the last four are looked into
  return is_one_of(first, reading) || first.is_symbol('(');
}

Statement read_statement(std::string_view sql, Tokens tokens) {
  Statement statement{.text = source(sql, tokens)};
  if (read_control(sql, tokens, statement)) return statement;
  const Token& first = tokens[0];
  if (!only_reads(first)) statement.kind = StatementKind::write;
  if (first.is("truncate")) note_truncated(tokens, statement);
  if (first.is("copy")) note_copy(tokens, statement);
  if (first.is("select") && has(tokens, "into")) statement.kind = StatementKind::write;
  const bool runs = !first.is("explain") || has(tokens, "analyze");
  const bool is_dml = first.is("merge") || only_reads(first);
  if (runs && is_dml) note_dml(tokens, statement);
  return statement;
}

/// Whether a body in SQL begins here whose semicolons are its own: CREATE FUNCTION ... BEGIN
/// ATOMIC.
bool opens_body(Tokens statement, const Token& token, int depth) {
  if (statement.empty() || !statement[0].is("create")) return false;
  if (depth > 0) return token.is("case") || token.is("begin");
  return token.is("atomic") && statement.back().is("begin");
}

}  // namespace

std::vector<Statement> statements_of(std::string_view sql, Backslash backslash) {
  const std::vector<Token> all = tokens_of(sql, backslash);
  std::vector<Statement> statements;
  std::size_t start = 0;
  int depth = 0;
  for (std::size_t at = 0; at <= all.size(); ++at) {
    const Tokens so_far = Tokens{all}.subspan(start, at - start);
    const bool over = at == all.size() || (depth == 0 && all[at].is_symbol(';'));
    if (over) {
      if (!so_far.empty()) statements.push_back(read_statement(sql, so_far));
      start = at + 1;
      continue;
    }
    if (opens_body(so_far, all[at], depth))
      ++depth;
    else if (depth > 0 && all[at].is("end"))
      --depth;
  }
  return statements;
}

}  // namespace assay::outside::postgres
