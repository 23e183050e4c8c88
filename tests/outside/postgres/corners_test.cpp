// What a proxy must not get wrong beside commits: TLS, passwords, cancellation, bytes that it
// cannot read, a server that is away, and clients that go; against a real PostgreSQL.
#include <catch2/catch.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fmt/format.h>

#include "outside/postgres/wire.hpp"
#include "tests/outside/postgres/database.hpp"
#include "tests/outside/postgres/messages.hpp"
#include "tests/outside/postgres/proxied.hpp"
#include "tests/outside/postgres/raw.hpp"

namespace {

using namespace assay::outside::postgres;
using namespace assay::outside::postgres::testing;
using namespace std::string_literals;

bool no_database() {
  const std::string& lack = Database::instance().lack();
  if (!lack.empty()) WARN("skipped: " << lack);
  return !lack.empty();
}

/// Runs psql by way of the proxy; `more` is added to its connection string.
program::Said psql(const program::Folder& folder, unsigned short port, const std::string& sql,
                   const std::string& more = "") {
  return folder.shell(fmt::format(
      "timeout 20 psql -XqAt -c \"{}\" \"host=127.0.0.1 port={} user=shop dbname=postgres {}\"",
      sql, port, more));
}

const std::string secure = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

const std::string tls_request = "\0\0\0\x08\x04\xd2\x16\x2f"s;
const std::string gss_request = "\0\0\0\x08\x04\xd2\x16\x30"s;

TEST_CASE("TLS ends at the proxy, with a certificate that can be trusted, and may be left out") {
  if (no_database()) return;
  const program::Folder folder;
  Proxied proxied{over_tcp()};
  folder.write("ca.pem", proxied.certificate());
  CHECK(psql(folder, proxied.port(), "SELECT 7", "sslmode=require").out == "7\n");
  const std::string full = "sslmode=verify-full sslrootcert=" + (folder.path() / "ca.pem").string();
  const program::Said verified = psql(folder, proxied.port(), "SELECT 7", full);
  INFO(verified.err);
  CHECK(verified.out == "7\n");
  CHECK(psql(folder, proxied.port(), secure).out == "f\n");  // behind the proxy there is none
  CHECK(psql(folder, proxied.port(), "SELECT 7", "sslmode=disable").out == "7\n");
  ProxySettings plain = over_tcp();
  plain.tls = false;
  Proxied refusing{plain};
  CHECK(psql(folder, refusing.port(), "SELECT 7", "sslmode=prefer").out == "7\n");
  CHECK(psql(folder, refusing.port(), "SELECT 7", "sslmode=require").code != 0);
}

TEST_CASE("requests for encryption are answered one after the other, as often as they come") {
  if (no_database()) return;
  Proxied proxied{over_tcp()};
  Raw both{proxied.port()};
  both.send(gss_request);
  CHECK(both.receive(1) == "N");
  both.send(tls_request);
  CHECK(both.receive(1) == "S");
  ProxySettings plain = over_tcp();
  plain.tls = false;
  Proxied refusing{plain};
  Raw none{refusing.port()};
  none.send(tls_request);
  CHECK(none.receive(1) == "N");
  none.send(gss_request);
  CHECK(none.receive(1) == "N");
  REQUIRE(none.start());
}

TEST_CASE("a password goes through: SCRAM, over TLS and in the clear") {
  if (no_database()) return;
  const program::Folder folder;
  (void)Database::instance().ask(
      "DROP ROLE IF EXISTS guarded; "
      "CREATE ROLE guarded LOGIN PASSWORD 'open sesame'",
      "postgres");
  Proxied proxied{over_tcp()};
  const std::string as = "user=guarded password='open sesame' sslmode=";
  for (const std::string mode : {"require", "disable"}) {
    const program::Said said = psql(folder, proxied.port(), "SELECT current_user", as + mode);
    INFO(said.err);
    CHECK(said.out == "guarded\n");
  }
  CHECK(psql(folder, proxied.port(), "SELECT 1", "user=guarded password=wrong").code != 0);
}

TEST_CASE("a cancellation reaches the query that it is meant for") {
  if (no_database()) return;
  const program::Folder folder;
  Proxied proxied{over_tcp()};
  const program::Said said = folder.shell(fmt::format(
      "timeout -s INT 1 psql -X -v VERBOSITY=sqlstate -h 127.0.0.1 -p {} -U shop -d postgres "
      "-c 'SELECT pg_sleep(20)'",
      proxied.port()));
  CHECK_THAT(said.err, Catch::Contains("57014"));
}

TEST_CASE("the server may be behind a Unix socket, or away") {
  const program::Folder folder;
  if (no_database()) return;
  const Database& database = Database::instance();
  Proxied by_socket{{.upstream_host = database.socket_folder(), .upstream_port = database.port()}};
  CHECK(psql(folder, by_socket.port(), "SELECT 7").out == "7\n");
  Proxied away{{.upstream_port = free_port()}};
  CHECK_THAT(psql(folder, away.port(), "SELECT 7").err, Catch::Contains("assay cannot reach"));
  CHECK_THROWS_AS(Proxied({.upstream_host = "db.example"}), CannotProxy);
  CHECK_THROWS_AS(Proxied({.port = database.port()}), CannotProxy);
}

TEST_CASE("what cannot be read passes as it is, and the server has the last word") {
  if (no_database()) return;
  Proxied proxied{over_tcp()};
  Raw web{proxied.port()};
  web.send("GET / HTTP/1.1\r\n\r\n");
  CHECK_THAT(web.receive_to('E'),
             Catch::Contains("invalid length of startup packet") || Catch::Equals(""));
  Raw old{proxied.port()};
  old.send("\0\0\0\x09\0\2\0\0\0"s);
  CHECK_THAT(old.receive_to('E'), Catch::Contains("unsupported frontend protocol"));
  Raw broken{proxied.port()};
  REQUIRE(broken.start());
  broken.send(query("SELECT 1") + "Q\0\0\0\1rest"s);
  // The server notes "invalid message length" in its log, and hangs up.
  CHECK_THAT(broken.receive_all(), Catch::Contains("SELECT 1") && Catch::Contains("Z"));
  Raw unknown{proxied.port()};
  REQUIRE(unknown.start());
  unknown.send(message('?', "x"));
  CHECK_THAT(unknown.receive_to('E'), Catch::Contains("invalid frontend message type"));
}

TEST_CASE("queries that are sent ahead are answered in their order") {
  if (no_database()) return;
  Proxied proxied{over_tcp()};
  Raw client{proxied.port()};
  REQUIRE(client.start());
  std::string all;
  for (int i = 0; i < 50; ++i) all += query(fmt::format("SELECT 'n{:02}'", i));
  client.send(all + message('X', {}));
  const std::string heard = client.receive_all();
  std::size_t at = 0;
  for (int i = 0; i < 50; ++i) {
    at = heard.find(fmt::format("n{:02}", i), at);
    REQUIRE(at != std::string::npos);
  }
}

TEST_CASE("a client that goes behind its COMMIT has committed, and one that goes before has not") {
  if (no_database()) return;
  const Database& database = Database::instance();
  database.make("shop");
  (void)database.ask("CREATE TABLE paid (id text)", "postgres");
  (void)database.ask("TRUNCATE paid", "postgres");
  for (const bool commits : {true, false}) {
    Proxied proxied{over_tcp()};
    Raw client{proxied.port()};
    REQUIRE(client.start());
    const std::string id = commits ? "gone/behind" : "gone/before";
    client.send(query("BEGIN; INSERT INTO paid VALUES ('" + id + "')"));
    REQUIRE(client.receive_to('Z').ends_with(ready_for_query('T')));
    if (commits) client.send(query("COMMIT"));
    if (commits) (void)client.receive_to('C');
    client.reset();
    const std::string count = "SELECT count(*) FROM paid WHERE id = '" + id + "'";
    CHECK(database.ask("SELECT pg_sleep(0.2); " + count, "postgres") ==
          (commits ? "\n1\n" : "\n0\n"));
  }
}

TEST_CASE("a backend that is ended while its commit waits has not committed, and this is told") {
  if (no_database()) return;
  boost::asio::io_context loop;
  std::vector<Ended> all;
  boost::asio::steady_timer later{loop};
  const std::string end_all =
      "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE state LIKE 'idle in%'";
  Proxy proxy{loop,
              over_tcp(),
              {.on_commit =
                   [&](const Commit&, const std::function<void(Fate)>& decide) {
                     CHECK(Database::instance().ask(end_all, "postgres") == "1\n");
                     later.expires_after(std::chrono::milliseconds{300});
                     later.async_wait([decide](boost::system::error_code) { decide(Fate::pass); });
                   },
               .on_ended =
                   [&](const Commit&, const Ended& ended, const std::function<void()>& go) {
                     all.push_back(ended);
                     go();
                   }}};
  std::string heard;
  std::thread client{[&] {
    Raw raw{proxy.port()};
    (void)raw.start();
    raw.send(query("BEGIN; INSERT INTO paid VALUES ('never')"));
    (void)raw.receive_to('Z');
    raw.send(query("COMMIT"));
    heard = raw.receive_all();
    boost::asio::post(loop, [&] { proxy.close(); });
  }};
  loop.run();
  client.join();
  REQUIRE(all.size() == 1);
  CHECK_FALSE(all[0].committed);
  CHECK(all[0].known);
  CHECK_THAT(heard, Catch::Contains("57P01"));
}

TEST_CASE("the answer waits until it may go, however long that is") {
  if (no_database()) return;
  boost::asio::io_context loop;
  boost::asio::steady_timer later{loop};
  bool may_go = false;
  bool went_too_early = true;
  Proxy proxy{loop,
              over_tcp(),
              {.on_ended = [&](const Commit&, const Ended&, const std::function<void()>& go) {
                later.expires_after(std::chrono::milliseconds{300});
                later.async_wait([&, go](boost::system::error_code) {
                  may_go = true;
                  go();
                });
              }}};
  std::thread client{[&] {
    Raw raw{proxy.port()};
    (void)raw.start();
    raw.send(query("CREATE TABLE IF NOT EXISTS waited (id text)"));
    (void)raw.receive(1);
    boost::asio::post(loop, [&] {
      went_too_early = !may_go;
      proxy.close();
    });
  }};
  loop.run();
  client.join();
  CHECK_FALSE(went_too_early);
}

}  // namespace
