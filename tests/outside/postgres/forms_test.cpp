// Forms in which clients commit, times what may become of a commit: what the client was told, what
// is in the table, and what the proxy saw. The clients are other people's, unmodified, as far as
// they can be had; a real PostgreSQL is behind the proxy, and is asked without it.
#include <catch2/catch.hpp>

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

#include "tests/outside/postgres/database.hpp"
#include "tests/outside/postgres/proxied.hpp"

namespace {

using namespace assay::outside::postgres;
using namespace assay::outside::postgres::testing;
using Texts = std::vector<std::string>;

/// What may become of a commit, and what is then to be seen of it.
struct Mode {
  std::string name;
  Fate fate;
  std::string told;
  std::string lives;
  bool row;  // in the table
};

const std::vector<Mode>& modes() {
  static const std::vector<Mode> all{
      {"pass", Fate::pass, "ok", "alive", true},
      {"lose_reply", Fate::lose_reply, "broken", "dead", true},
      {"lose_request", Fate::lose_request, "broken", "dead", false},
      {"refuse", Fate::refuse, "refused", "alive", false},
      {"silence", Fate::silence, "silent", "dead", true},
  };
  return all;
}

/// What a client says of one form.
struct Told {
  std::string form, told, lives;
};

std::vector<Told> read_told(const std::string& out) {
  std::vector<Told> all;
  std::istringstream lines{out};
  for (Told one; lines >> one.form >> one.told >> one.lives;) all.push_back(one);
  return all;
}

/// What is counted at the server, without the logins: a login is a transaction of its own.
std::uint64_t commits_at_server() {
  const std::string count = Database::instance().ask(
      "SELECT pg_sleep(0.3); SELECT xact_commit - sessions FROM pg_stat_database "
      "WHERE datname = 'shop'",
      "postgres");
  return std::stoull(count);
}

/// A client program, and how it is started for a mode.
struct Client {
  std::string command;  ///< shell, with {port} and {mode}
  std::size_t forms_least = 1;
  std::uint64_t reads = 0;  ///< transactions that it commits and that write nothing, in each mode
};

void check_form(const Proxied& proxied, const Mode& mode, const Told& told,
                const std::string& rows) {
  const std::string id = told.form + "/" + mode.name;
  INFO(id);
  CHECK(told.told == mode.told);
  CHECK(told.lives == mode.lives);
  CHECK((rows.find("\n" + id + "\n") != std::string::npos) == mode.row);
  const std::vector<Seen> seen = proxied.seen("'" + id + "'");
  REQUIRE(seen.size() == 1);
  const bool is_opaque = told.form.starts_with("do_");  // what it writes stands in a string
  CHECK(seen[0].commit.tables == (is_opaque ? Texts{} : Texts{"paid"}));
  CHECK(seen[0].commit.database == "shop");
  CHECK(seen[0].commit.application == told.form);
  REQUIRE(seen[0].ended.size() == 1);
  CHECK(seen[0].ended[0].committed == mode.row);
  CHECK(seen[0].ended[0].known);
}

/// All forms of a client in all modes.
void check_forms(const Client& client, const program::Folder& folder) {
  const Database& database = Database::instance();
  database.make("shop");
  (void)database.ask("CREATE TABLE paid (id text PRIMARY KEY)");
  for (const Mode& mode : modes()) {
    Proxied proxied{over_tcp()};
    proxied.strike(mode.fate, "/" + mode.name + "'");
    const std::uint64_t before = commits_at_server();
    const program::Said said =
        folder.shell(fmt::format(fmt::runtime(client.command), fmt::arg("port", proxied.port()),
                                 fmt::arg("mode", mode.name)));
    INFO(mode.name << "\n" << said.out << said.err);
    CHECK(said.code == 0);
    CHECK(proxied.unseen() == 0);
    CHECK(commits_at_server() - before == proxied.commits() + client.reads);
    const std::vector<Told> all = read_told(said.out);
    CHECK(all.size() >= client.forms_least);
    const std::string rows = "\n" + database.ask("SELECT id FROM paid");
    for (const Told& told : all) check_form(proxied, mode, told, rows);
  }
}

/// Whether it can be had; says so where not.
bool can_be_had(const std::string& lack) {
  if (!lack.empty()) WARN("skipped: " << lack);
  return lack.empty();
}

std::string file_of_tests(const std::string& name) {
  return std::string{ASSAY_SOURCE_DIR} + "/tests/outside/postgres/" + name;
}

/// Why that npm package cannot be had; empty where it was installed in that folder.
std::string lack_of_npm(const program::Folder& folder, const std::string& package) {
  if (folder.shell("command -v node && command -v npm").code != 0) return "no npm is here";
  const std::string install = "npm init -y >/dev/null && npm install " + package +
                              " --no-audit --no-fund --prefer-offline "
                              "--fetch-retries 0 --fetch-timeout 20000 >/dev/null";
  if (folder.shell(install).code != 0) return "npm has no way to the registry";
  return "";
}

TEST_CASE("the npm package `pg` in all its forms is told what it is to be told, and no more") {
  const program::Folder folder;
  if (!can_be_had(Database::instance().lack()) || !can_be_had(lack_of_npm(folder, "pg@8.16.3")))
    return;
  (void)folder.shell("cp " + file_of_tests("pg_forms.mjs") + " .");
  SECTION("in the clear") {
    check_forms({.command = "node pg_forms.mjs {port} {mode}", .forms_least = 16}, folder);
  }
  SECTION("through TLS") {
    check_forms({.command = "node pg_forms.mjs {port} {mode} tls", .forms_least = 16}, folder);
  }
}

TEST_CASE("the npm package `postgres`, which flushes, is told what it is to be told") {
  const program::Folder folder;
  if (!can_be_had(Database::instance().lack())) return;
  if (!can_be_had(lack_of_npm(folder, "postgres@3.4.7"))) return;
  (void)folder.shell("cp " + file_of_tests("postgres_forms.mjs") + " .");
  check_forms({.command = "node postgres_forms.mjs {port} {mode} tls", .forms_least = 6}, folder);
}

TEST_CASE("psql in all its forms is told what it is to be told, and no more") {
  const program::Folder folder;
  if (!can_be_had(Database::instance().lack())) return;
  check_forms(
      {.command = "sh " + file_of_tests("psql_forms.sh") + " {port} {mode}", .forms_least = 8},
      folder);
}

TEST_CASE("Python's drivers, those that are here, are told what they are to be told") {
  const program::Folder folder;
  if (!can_be_had(Database::instance().lack())) return;
  const std::string script = file_of_tests("python_forms.py");
  // Debian's are not seen by a Python from elsewhere.
  const std::string python =
      folder.shell("/usr/bin/python3 " + script).code == 0 ? "/usr/bin/python3 " : "python3 ";
  const bool some = folder.shell(python + script).code == 0;
  if (!can_be_had(some ? "" : "no driver of Python's is here")) return;
  check_forms({.command = python + script + " {port} {mode}", .forms_least = 4}, folder);
}

TEST_CASE("libpq in all its forms is told what it is to be told, and no more") {
  const std::string libpq{ASSAY_LIBPQ_FORMS};
  if (!can_be_had(Database::instance().lack())) return;
  if (!can_be_had(libpq.empty() ? "libpq's headers were not here when this was built" : "")) return;
  const program::Folder folder;
  check_forms({.command = "for form in $(" + libpq + " list); do " + libpq +
                          " {port} {mode} $form & done; wait",
               .forms_least = 19},
              folder);
}

}  // namespace
