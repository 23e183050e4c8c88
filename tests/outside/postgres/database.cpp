// By way of initdb and pg_ctl, as anybody would.
#include "tests/outside/postgres/database.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <fmt/format.h>

#include "campaign/pool/fresh_process.hpp"

namespace assay::outside::postgres::testing {

using boost::asio::ip::tcp;

Database& Database::instance() {
  static Database database;
  return database;
}

Database::Database() : lack_{start()} {}

// Catch2 is over by then: nothing of what asserts may be called.
Database::~Database() {
  if (!lack_.empty()) return;
  const std::string stop =
      as_user(binaries_ + "/pg_ctl -D " + folder_.path().string() + "/data -m immediate stop");
  (void)campaign::run_process({.program = "/bin/sh", .arguments = {"-c", stop + " 2>&1"}});
}

std::string Database::start() {
  const std::string found =
      folder_.shell("ls -d /usr/lib/postgresql/*/bin /usr/local/pgsql/bin | sort -V | tail -1").out;
  binaries_ = found.substr(0, found.find('\n'));
  if (folder_.shell(binaries_ + "/initdb --version && command -v psql").code != 0) {
    return "no PostgreSQL is installed";
  }
  const bool is_root = folder_.shell("id -u").out == "0\n";
  if (is_root) user_ = "postgres";
  if (is_root && folder_.shell("chown postgres . && command -v runuser").code != 0) {
    return "PostgreSQL does not run as root, and there is nobody else";
  }
  port_ = free_port();
  const std::string options = fmt::format(
      "-c listen_addresses=127.0.0.1 -c port={} -c unix_socket_directories=$PWD -c fsync=off "
      "-c autovacuum=off -c max_prepared_transactions=4",
      port_);
  const program::Said made = folder_.shell(as_user(
      binaries_ + "/initdb -D \"$PWD/data\" -U shop -A trust --no-sync -E UTF8 --locale=C"));
  if (made.code != 0) return "initdb: " + made.err;
  const program::Said hba =
      folder_.shell("sed -i '1i host all guarded 127.0.0.1/32 scram-sha-256' data/pg_hba.conf");
  if (hba.code != 0) return "pg_hba.conf: " + hba.err;
  // It stays behind, and must not hold the pipe by which the shell is heard.
  const program::Said started =
      folder_.shell(as_user(binaries_ + "/pg_ctl -D \"$PWD/data\" -l \"$PWD/log\" -w -o \"" +
                            options + "\" start") +
                    " >started.txt 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-");
  return started.code == 0 ? "" : "pg_ctl: " + started.err + folder_.read("log");
}

std::string Database::as_user(const std::string& command) const {
  return user_.empty() ? command : "runuser -u " + user_ + " -- " + command;
}

std::string Database::ask(const std::string& sql, const std::string& database) const {
  const program::Said said =
      folder_.shell(fmt::format("psql -XqAt -v ON_ERROR_STOP=1 -h \"$PWD\" -p {} -U shop -d {} "
                                "<<'END_OF_SQL'\n{}\nEND_OF_SQL",
                                port_, database, sql));
  return said.code == 0 ? said.out : "psql: " + said.err;
}

void Database::make(const std::string& database) const {
  (void)ask("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)", "postgres");
  (void)ask("CREATE DATABASE " + database, "postgres");
}

unsigned short free_port() {
  boost::asio::io_context loop;
  return tcp::acceptor{loop, {boost::asio::ip::address_v4::loopback(), 0}}.local_endpoint().port();
}

}  // namespace assay::outside::postgres::testing
