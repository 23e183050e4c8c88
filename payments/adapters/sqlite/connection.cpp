// Thin: each function is one or two calls of SQLite's.
#include "payments/adapters/sqlite/connection.hpp"

#include <sqlite3.h>

namespace payments::sqlite {

void CloseConnection::operator()(sqlite3* connection) const { (void)sqlite3_close_v2(connection); }

void Statement::Finalise::operator()(sqlite3_stmt* statement) const {
  (void)sqlite3_finalize(statement);
}

Connection open_connection(const std::string& file, const std::string& vfs, int busy_timeout_ms,
                           std::string& why) {
  sqlite3* opened = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  int code = sqlite3_open_v2(file.c_str(), &opened, flags, vfs.empty() ? nullptr : vfs.c_str());
  Connection connection(opened);
  if (code == SQLITE_OK) (void)sqlite3_extended_result_codes(opened, 1);
  if (code == SQLITE_OK) (void)sqlite3_busy_timeout(opened, busy_timeout_ms);
  if (code == SQLITE_OK) code = run(*opened, "PRAGMA journal_mode = WAL");
  if (code == SQLITE_OK) code = run(*opened, "PRAGMA synchronous = FULL");
  if (code == SQLITE_OK) return connection;
  why = opened == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(opened);
  return nullptr;
}

int run(sqlite3& connection, const char* sql) {
  return sqlite3_exec(&connection, sql, nullptr, nullptr, nullptr);
}

Statement::Statement(sqlite3& connection, const char* sql) {
  sqlite3_stmt* prepared = nullptr;
  (void)sqlite3_prepare_v3(&connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
  prepared_.reset(prepared);
}

void Statement::bind(int at, std::string_view bytes) {
  const char* const first = bytes.empty() ? "" : bytes.data();  // no pointer would be a NULL
  (void)sqlite3_bind_blob64(prepared_.get(), at, first, bytes.size(), SQLITE_STATIC);
}

void Statement::bind(int at, std::int64_t number) {
  (void)sqlite3_bind_int64(prepared_.get(), at, number);
}

int Statement::step() { return sqlite3_step(prepared_.get()); }

std::string Statement::bytes(int column) const {
  const void* const first = sqlite3_column_blob(prepared_.get(), column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(prepared_.get(), column));
  return first == nullptr ? std::string() : std::string(static_cast<const char*>(first), size);
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(prepared_.get(), column);
}

bool Statement::null(int column) const {
  return sqlite3_column_type(prepared_.get(), column) == SQLITE_NULL;
}

void Statement::rewind() {
  (void)sqlite3_reset(prepared_.get());
  (void)sqlite3_clear_bindings(prepared_.get());
}

}  // namespace payments::sqlite
