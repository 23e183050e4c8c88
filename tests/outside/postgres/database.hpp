// A real PostgreSQL in a folder of its own, started for the tests of one process and stopped with
// it. As root it runs as the user "postgres", since it refuses to be root.
#pragma once

#include <string>

#include "tests/cli/program.hpp"

namespace assay::outside::postgres::testing {

class Database {
 public:
  /// The one of this process. Started where it is asked for first.
  static Database& instance();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  /// Why there is none; empty where it runs.
  [[nodiscard]] const std::string& lack() const { return lack_; }
  /// It listens at 127.0.0.1 there.
  [[nodiscard]] unsigned short port() const { return port_; }
  /// The folder of its Unix socket.
  [[nodiscard]] std::string socket_folder() const { return folder_.path().string(); }
  /// The folder of its programs.
  [[nodiscard]] const std::string& binaries() const { return binaries_; }
  /// What psql prints for it, over a connection of its own: rows a line each.
  [[nodiscard]] std::string ask(const std::string& sql, const std::string& database = "shop") const;
  /// A fresh database of that name.
  void make(const std::string& database) const;

 private:
  Database();
  [[nodiscard]] std::string start();
  [[nodiscard]] std::string as_user(const std::string& command) const;

  program::Folder folder_;
  std::string binaries_;
  std::string user_;
  unsigned short port_ = 0;
  std::string lack_;
};

/// A port at 127.0.0.1 that nobody listens on.
[[nodiscard]] unsigned short free_port();

}  // namespace assay::outside::postgres::testing
