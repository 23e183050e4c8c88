// SQLite's C interface as values that own what they hold. Not a general wrapper: what one table of
// rows needs, and error codes as SQLite has them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace payments::sqlite {

/// One open connection. Used by one thread at a time.
struct CloseConnection {
  void operator()(sqlite3* connection) const;
};
using Connection = std::unique_ptr<sqlite3, CloseConnection>;

/// Opens a file, which is created where it does not exist, in WAL mode and with every commit synced
/// before it is acknowledged. `vfs`: SQLite's name of the file layer; empty: the usual one.
/// Returns: a connection, or none and SQLite's sentence in `why`.
[[nodiscard]] Connection open_connection(const std::string& file, const std::string& vfs,
                                         int busy_timeout_ms, std::string& why);

/// Runs SQL that has no parameters and no result. Returns: SQLite's code.
int run(sqlite3& connection, const char* sql);

/// One prepared statement: bind, step, read, rewind.
class Statement {
 public:
  Statement() = default;
  /// Empty where the SQL does not compile.
  Statement(sqlite3& connection, const char* sql);

  [[nodiscard]] bool empty() const { return prepared_ == nullptr; }

  /// Bytes, of which some may be zero. They must live until the statement is rewound.
  void bind(int at, std::string_view bytes);
  void bind(int at, std::int64_t number);
  /// Returns: SQLite's code; SQLITE_ROW where there is one.
  int step();
  [[nodiscard]] std::string bytes(int column) const;
  [[nodiscard]] std::int64_t number(int column) const;
  [[nodiscard]] bool null(int column) const;
  /// Ends what was stepped, so that it holds no snapshot.
  void rewind();

 private:
  struct Finalise {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalise> prepared_;
};

/// Rewinds a statement whichever way its use ends.
class Use {
 public:
  explicit Use(Statement& statement) : statement_(statement) {}
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;
  ~Use() { statement_.rewind(); }

 private:
  Statement& statement_;
};

}  // namespace payments::sqlite
