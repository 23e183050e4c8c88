// Whatever a client sends, legal or not: by way of the proxy it gets, byte for byte, what the
// server would have told it, and the connection ends as it would have. And what the way costs.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <fmt/format.h>

#include "tests/outside/postgres/database.hpp"
#include "tests/outside/postgres/messages.hpp"
#include "tests/outside/postgres/proxied.hpp"
#include "tests/outside/postgres/raw.hpp"

namespace {

using namespace assay::outside::postgres;
using namespace assay::outside::postgres::testing;

const std::vector<std::string>& texts() {
  static const std::vector<std::string> all{"BEGIN",
                                            "COMMIT",
                                            "ROLLBACK",
                                            "SELECT 1",
                                            "SELECT 1/0",
                                            "INSERT INTO thrown VALUES (1)",
                                            "COPY thrown FROM STDIN",
                                            "COPY thrown TO STDOUT",
                                            "BEGIN; INSERT INTO thrown VALUES (2); COMMIT",
                                            "INSERT INTO thrown VALUES (3); SELECT 1/0",
                                            "PREPARE p AS INSERT INTO thrown VALUES (4)",
                                            "EXECUTE p",
                                            "DEALLOCATE ALL",
                                            "SAVEPOINT a; ROLLBACK TO a",
                                            "COMMIT AND CHAIN",
                                            "",
                                            "nonsense",
                                            "SET standard_conforming_strings = off",
                                            "SELECT 'a\\'; COMMIT; --'",
                                            "END -- it"};
  return all;
}

/// Messages of a client, half of them Syncs and Flushes and what belongs together.
rc::Gen<std::string> messages() {
  using rc::gen::elementOf;
  using rc::gen::just;
  using rc::gen::map;
  const auto sql = elementOf(texts());
  const auto name = elementOf(std::vector<std::string>{"", "s"});
  const auto executed = map(sql, [](const std::string& text) {
    return parse("", text) + bind_to("") + message('D', std::string{"P\0", 2}) + execute();
  });
  const auto again = map(name, [](const std::string& one) { return bind_to(one) + execute(); });
  return rc::gen::oneOf(
      map(sql, query), map(sql, query), executed, executed, again, just(sync_message()),
      just(sync_message()), just(flush_message()),
      rc::gen::apply(
          [](const std::string& one, const std::string& text) { return parse(one, text); }, name,
          sql),
      map(name, [](const std::string& one) { return message('C', "S" + zero_ended(one)); }),
      map(name, [](const std::string& one) { return message('D', "S" + zero_ended(one)); }),
      elementOf(std::vector<std::string>{message('d', "7\n"), message('c', {}),
                                         message('f', zero_ended("no"))}));
}

/// All that a server says to that, up to the end of the connection.
std::string answer(unsigned short port, const std::string& bytes) {
  Raw client{port};
  if (!client.start()) return "no login";
  client.send(bytes);
  client.end_sending();
  return client.receive_all();
}

// Not of the usual run: where messages that no driver sends stand between a failed query and what
// comes next, one in some hundred runs waits for a Sync that the client never sends.
TEST_CASE("whatever is sent, the proxy's client is told what the server says", "[.random]") {
  const Database& database = Database::instance();
  if (!database.lack().empty()) {
    WARN("skipped: " << database.lack());
    return;
  }
  (void)database.ask("CREATE TABLE IF NOT EXISTS thrown (a int)", "postgres");
  Proxied proxied{over_tcp()};
  Raw emptier{database.port()};
  REQUIRE(emptier.start());
  const auto truncate = [&] {
    emptier.send(query("TRUNCATE thrown"));
    (void)emptier.receive_to('Z');
  };
  CHECK(rc::check([&] {
    std::string bytes;
    for (const auto& one : *rc::gen::container<std::vector<std::string>>(messages())) bytes += one;
    truncate();
    const std::string wanted = answer(database.port(), bytes);
    truncate();
    RC_ASSERT(answer(proxied.port(), bytes) == wanted);
  }));
}

TEST_CASE("what once was told otherwise is told alike") {
  const Database& database = Database::instance();
  if (!database.lack().empty()) {
    WARN("skipped: " << database.lack());
    return;
  }
  (void)database.ask("CREATE TABLE IF NOT EXISTS thrown (a int)", "postgres");
  Proxied proxied{over_tcp()};
  const std::vector<std::string> all{
      // A COPY that a Close ends, so that the Sync behind it counts.
      parse("", "COPY thrown FROM STDIN") + bind_to("") + execute() +
          message('C', "S" + zero_ended("")) + sync_message() + flush_message() +
          parse("s", "ROLLBACK"),
      // An error before a query that no Sync parts from it, which is skipped.
      parse("", "SELECT 1/0") + bind_to("") + execute() + query("SELECT 1") + sync_message(),
      parse("", "SELECT 1/0") + bind_to("") + execute() + query("COMMIT"),
  };
  for (const std::string& bytes : all) {
    CHECK(Catch::Detail::stringify(answer(proxied.port(), bytes)) ==
          Catch::Detail::stringify(answer(database.port(), bytes)));
  }
}

TEST_CASE("a proxied transaction costs some microseconds, and each is counted") {
  const Database& database = Database::instance();
  const program::Folder folder;
  const std::string bench = database.binaries() + "/pgbench";
  if (!database.lack().empty() || folder.shell(bench + " --version").code != 0) {
    WARN("skipped: no pgbench is here");
    return;
  }
  (void)database.ask("CREATE TABLE IF NOT EXISTS timed (a int)", "postgres");
  folder.write("pay.sql", "BEGIN;\nINSERT INTO timed VALUES (1);\nCOMMIT;\n");
  for (const std::string form : {"simple", "extended", "prepared"}) {
    Proxied proxied{over_tcp()};
    const auto before = proxied.cpu();
    const program::Said said = folder.shell(
        fmt::format("{} -n -c 4 -t 250 -M {} -f pay.sql -h 127.0.0.1 -p {} -U shop postgres", bench,
                    form, proxied.port()));
    INFO(said.out << said.err);
    CHECK(said.code == 0);
    CHECK(proxied.commits() == 1000);
    CHECK(proxied.unseen() == 0);
    WARN(form << ": " << (proxied.cpu() - before).count() / 1000 << " us of the proxy's CPU each");
  }
}

}  // namespace
