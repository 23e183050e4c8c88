// Cycles without a socket: what of a client's messages may commit, and what a server's say of it.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "outside/postgres/cycles.hpp"
#include "tests/outside/postgres/messages.hpp"

namespace {

using namespace assay::outside::postgres;
using namespace assay::outside::postgres::testing;

/// A connection that is ready, outside of a transaction.
Cycles ready() {
  Cycles cycles;
  (void)cycles.hear(one(ready_for_query('I')));
  return cycles;
}

Take take(Cycles& cycles, const std::string& bytes) {
  REQUIRE_FALSE(cycles.must_wait(bytes[0]));
  return cycles.take(one(bytes));
}

/// A query that passes at once, and its answer.
void pass(Cycles& cycles, const std::string& sql, const std::string& answer, char status) {
  if (take(cycles, query(sql)) == Take::ask) cycles.sent();
  (void)cycles.hear(one(tag(answer)));
  (void)cycles.hear(one(ready_for_query(status)));
}

const std::string insert = "INSERT INTO paid VALUES (1)";

TEST_CASE("a query is asked about where it ends a transaction, or writes outside of one") {
  struct Row {
    std::string sql;
    char status;
    Take take;
  };
  const std::vector<Row> rows{
      {"COMMIT", 'T', Take::ask},
      {"/* ; */ end; ", 'T', Take::ask},
      {"PREPARE TRANSACTION 'x'", 'T', Take::ask},
      {"COMMIT", 'E', Take::ask},
      {insert, 'I', Take::ask},
      {insert, 'T', Take::send},
      {insert, 'E', Take::send},
      {"BEGIN; " + insert, 'I', Take::send},
      {"BEGIN; ROLLBACK; " + insert, 'I', Take::ask},
      {insert + "; BEGIN", 'I', Take::ask},
      {"ROLLBACK; " + insert, 'T', Take::ask},
      {"ROLLBACK TO a; " + insert, 'T', Take::send},
      {"BEGIN; " + insert + "; COMMIT", 'I', Take::ask},
      {"SELECT 'COMMIT'", 'T', Take::send},
      {"SELECT 1", 'I', Take::send},
      {"ROLLBACK", 'T', Take::send},
      {"", 'I', Take::send},
  };
  for (const Row& row : rows) {
    INFO(row.sql << " while " << row.status);
    Cycles cycles = ready();
    (void)cycles.hear(one(ready_for_query(row.status)));
    CHECK(take(cycles, query(row.sql)) == row.take);
  }
}

TEST_CASE("whether it committed is what the server says") {
  struct Row {
    std::string sql;
    std::vector<std::string> answer;
    bool committed;
    std::string tag;
  };
  const std::string failed = error_response("ERROR", "23505", "taken");
  const std::vector<Row> rows{
      {"COMMIT", {tag("COMMIT"), ready_for_query('I')}, true, "COMMIT"},
      {"COMMIT", {tag("ROLLBACK"), ready_for_query('I')}, false, "ROLLBACK"},
      {"COMMIT", {failed, ready_for_query('I')}, false, "ERROR 23505"},
      {"COMMIT AND CHAIN", {tag("COMMIT"), ready_for_query('T')}, true, "COMMIT"},
      {"PREPARE TRANSACTION 'x'",
       {tag("PREPARE TRANSACTION"), ready_for_query('I')},
       false,
       "PREPARE TRANSACTION"},
      {insert, {tag("INSERT 0 1"), ready_for_query('I')}, true, "INSERT 0 1"},
      {insert, {failed, ready_for_query('I')}, false, "ERROR 23505"},
      {insert + "; bad", {tag("INSERT 0 1"), failed, ready_for_query('I')}, false, "ERROR 23505"},
      {insert + "; ROLLBACK",
       {tag("INSERT 0 1"), tag("ROLLBACK"), ready_for_query('I')},
       false,
       "ROLLBACK"},
      {insert + "; COMMIT; bad",
       {tag("INSERT 0 1"), tag("COMMIT"), failed, ready_for_query('I')},
       true,
       "ERROR 23505"},
      {"WITH x AS (" + insert + ") SELECT 1",
       {tag("SELECT 1"), ready_for_query('I')},
       true,
       "SELECT 1"},
  };
  for (const Row& row : rows) {
    INFO(row.sql);
    Cycles cycles = ready();
    REQUIRE(take(cycles, query(row.sql)) == Take::ask);
    cycles.sent();
    for (const std::string& bytes : row.answer) (void)cycles.hear(one(bytes));
    CHECK(cycles.outcome().committed == row.committed);
    CHECK(cycles.outcome().tag == row.tag);
    CHECK(cycles.commits() == (row.committed ? 1 : 0));
    CHECK(cycles.unseen() == 0);
  }
}

TEST_CASE("the statements and tables are those of the whole transaction, with bound values") {
  Cycles cycles = ready();
  pass(cycles, insert, "INSERT 0 1", 'I');
  pass(cycles, "BEGIN", "BEGIN", 'T');
  CHECK(take(cycles, parse("s", "UPDATE public.orders SET a = $1")) == Take::keep);
  CHECK(take(cycles, sync_message()) == Take::send);
  (void)cycles.hear(one(message('1', {})));
  (void)cycles.hear(one(ready_for_query('T')));
  (void)take(cycles, bind_to("s", {"it's"}));
  (void)take(cycles, execute());
  CHECK(take(cycles, sync_message()) == Take::send);
  (void)cycles.hear(one(ready_for_query('T')));
  pass(cycles, insert, "INSERT 0 1", 'T');
  REQUIRE(take(cycles, query("COMMIT")) == Take::ask);
  CHECK(cycles.statements() == std::vector<std::string>{"BEGIN",
                                                        "UPDATE public.orders SET a = 'it''s'",
                                                        insert, "COMMIT"});
  CHECK(cycles.tables() == std::vector<std::string>{"orders", "paid"});
}

TEST_CASE("the implicit commit is at the Sync: a tag before it decides nothing") {
  Cycles cycles = ready();
  (void)take(cycles, parse("", insert));
  (void)take(cycles, bind_to(""));
  (void)take(cycles, execute());
  CHECK(take(cycles, flush_message()) == Take::send);
  CHECK(cycles.hear(one(tag("INSERT 0 1"))) == Heard::more);
  REQUIRE(take(cycles, sync_message()) == Take::ask);
  cycles.sent();
  CHECK(cycles.hear(one(ready_for_query('I'))) == Heard::ended);
  CHECK(cycles.outcome().committed);
}

TEST_CASE("a COMMIT that is flushed ends with its tag, or with an error that was under way") {
  for (const bool fails : {false, true}) {
    Cycles cycles = ready();
    pass(cycles, "BEGIN", "BEGIN", 'T');
    (void)take(cycles, parse("", "COMMIT"));
    (void)take(cycles, bind_to(""));
    (void)take(cycles, execute());
    REQUIRE(take(cycles, flush_message()) == Take::ask);
    cycles.sent();
    CHECK(cycles.must_wait('S'));
    const std::string answer = fails ? error_response("ERROR", "40001", "") : tag("COMMIT");
    CHECK(cycles.hear(one(answer)) == Heard::ended);
    CHECK(cycles.outcome().committed == !fails);
    CHECK(take(cycles, sync_message()) == Take::send);
    (void)cycles.hear(one(ready_for_query(fails ? 'E' : 'I')));
    CHECK(cycles.commits() == (fails ? 0 : 1));
  }
}

TEST_CASE("what nobody announced is counted as unseen") {
  Cycles cycles = ready();
  (void)cycles.hear(one(ready_for_query('T')));
  pass(cycles, "SELECT 1", "COMMIT", 'I');
  CHECK(cycles.commits() == 1);
  CHECK(cycles.unseen() == 1);
  pass(cycles, "SELECT 1", "INSERT 0 1", 'I');
  CHECK(cycles.unseen() == 2);
  pass(cycles, "SELECT 1", "SELECT 1", 'I');
  CHECK(cycles.commits() == 2);
}

TEST_CASE("a refusal rolls back what the server has, and no more") {
  Cycles alone = ready();
  REQUIRE(take(alone, query(insert)) == Take::ask);
  CHECK(alone.refuse().empty());
  CHECK(alone.refusal().ends_with(ready_for_query('I')));
  CHECK_FALSE(alone.must_wait('Q'));

  Cycles in_block = ready();
  pass(in_block, "BEGIN", "BEGIN", 'T');
  REQUIRE(take(in_block, query("COMMIT")) == Take::ask);
  CHECK(in_block.refuse() == query("ROLLBACK"));
  CHECK(in_block.must_wait('Q'));
  (void)in_block.hear(one(tag("ROLLBACK")));
  CHECK(in_block.hear(one(ready_for_query('I'))) == Heard::ended);
  CHECK_FALSE(in_block.outcome().committed);
  CHECK(in_block.refusal().ends_with(ready_for_query('I')));
}

TEST_CASE(
    "a refusal in the middle of a cycle takes both answers, or one where an error was first") {
  for (const bool fails : {false, true}) {
    Cycles cycles = ready();
    (void)take(cycles, parse("", insert));
    (void)take(cycles, bind_to(""));
    (void)take(cycles, execute());
    (void)take(cycles, flush_message());
    REQUIRE(take(cycles, sync_message()) == Take::ask);
    CHECK(cycles.refuse() == query("ROLLBACK") + sync_message());
    if (fails)
      (void)cycles.hear(one(error_response("ERROR", "23505", "")));
    else
      CHECK(cycles.hear(one(ready_for_query('I'))) == Heard::more);
    CHECK(cycles.hear(one(ready_for_query('I'))) == Heard::ended);
    CHECK_FALSE(cycles.outcome().committed);
  }
}

TEST_CASE("behind a refused Flush all is skipped to the Sync, as a server does after an error") {
  Cycles cycles = ready();
  pass(cycles, "BEGIN", "BEGIN", 'T');
  (void)take(cycles, parse("", "COMMIT"));
  (void)take(cycles, bind_to(""));
  (void)take(cycles, execute());
  REQUIRE(take(cycles, flush_message()) == Take::ask);
  CHECK(cycles.refuse() == query("ROLLBACK"));
  CHECK(cycles.hear(one(ready_for_query('I'))) == Heard::ended);
  CHECK(cycles.refusal()[0] == 'E');
  CHECK(cycles.refusal().find(ready_for_query('I')) == std::string::npos);
  CHECK(take(cycles, execute()) == Take::drop);
  CHECK(take(cycles, sync_message()) == Take::send);
}

TEST_CASE("a statement whose Parse failed is not there, and one whose name is taken stays") {
  Cycles cycles = ready();
  const auto parse_and_fail = [&](const std::string& sql) {
    (void)take(cycles, parse("s", sql));
    (void)take(cycles, sync_message());
    (void)cycles.hear(one(error_response("ERROR", "42601", "")));
    (void)cycles.hear(one(ready_for_query('I')));
  };
  parse_and_fail("INSERT INTO bad");
  (void)take(cycles, parse("s", insert));
  (void)take(cycles, sync_message());
  (void)cycles.hear(one(message('1', {})));
  (void)cycles.hear(one(ready_for_query('I')));
  parse_and_fail("SELECT 1");
  (void)take(cycles, bind_to("s"));
  (void)take(cycles, execute());
  CHECK(take(cycles, sync_message()) == Take::ask);
  CHECK(cycles.statements() == std::vector<std::string>{insert});
}

TEST_CASE("EXECUTE of what was prepared by either way is resolved, and of unknown text may write") {
  Cycles cycles = ready();
  pass(cycles, "BEGIN; PREPARE p AS INSERT INTO paid VALUES ($1); ROLLBACK", "ROLLBACK", 'I');
  REQUIRE(take(cycles, query("EXECUTE p (7)")) == Take::ask);
  CHECK(cycles.statements() == std::vector<std::string>{"INSERT INTO paid VALUES (7)"});
  cycles.sent();
  (void)cycles.hear(one(ready_for_query('I')));
  pass(cycles, "DEALLOCATE p; PREPARE q AS SELECT 1", "PREPARE", 'I');
  CHECK(take(cycles, query("EXECUTE q")) == Take::send);
  (void)cycles.hear(one(ready_for_query('I')));
  CHECK(take(cycles, query("EXECUTE p (7)")) == Take::ask);
  CHECK(cycles.tables().empty());
}

TEST_CASE("nothing waits in a COPY, nor before the connection is ready") {
  Cycles fresh;
  CHECK(fresh.take(one(message('p', "secret"))) == Take::send);
  CHECK_FALSE(fresh.must_wait('p'));
  Cycles cycles = ready();
  REQUIRE(take(cycles, query("COPY paid FROM STDIN")) == Take::ask);
  cycles.sent();
  CHECK(cycles.must_wait('Q'));
  CHECK(cycles.hear(one(message('G', "x"))) == Heard::copying);
  CHECK(take(cycles, message('d', "1\n")) == Take::send);
  CHECK(take(cycles, message('S', {})) == Take::send);  // which the server skips
  CHECK(take(cycles, message('c', {})) == Take::send);
  CHECK(cycles.must_wait('Q'));
  (void)cycles.hear(one(tag("COPY 1")));
  CHECK(cycles.hear(one(ready_for_query('I'))) == Heard::ended);
  CHECK(cycles.outcome().committed);
}

/// What a connection looks like that is given these messages, in whatever pieces.
std::string story(const std::string& stream, const std::vector<std::size_t>& pieces) {
  Cycles cycles = ready();
  Framer framer;
  std::string told;
  std::size_t at = 0;
  for (std::size_t piece = 0; at < stream.size(); ++piece) {
    const std::size_t size = pieces.empty() ? stream.size() : pieces[piece % pieces.size()] + 1;
    framer.feed(std::string_view{stream}.substr(at, size));
    at += size;
    while (const auto next = framer.peek()) {
      const Take what = cycles.take(*next);
      told += std::to_string(static_cast<int>(what));
      if (what == Take::ask) {
        for (const std::string& text : cycles.statements()) told += "|" + text;
        cycles.sent();
      }
      framer.pop();
      if (next->type == 'H' || what == Take::keep) continue;
      (void)cycles.hear(one(ready_for_query('I')));
    }
  }
  return told;
}

TEST_CASE("random splits of the bytes give the same cycles") {
  CHECK(rc::check([] {
    const std::vector<std::string> choices{
        query("SELECT 1"), query(insert),     query("BEGIN; " + insert + "; COMMIT"),
        parse("", insert), bind_to(""),       execute(),
        sync_message(),    flush_message(),   parse("s", "COMMIT"),
        bind_to("s"),      message('d', "x"), query("/*")};
    const auto picked = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(choices));
    std::string stream;
    for (const std::string& bytes : picked) stream += bytes;
    const auto pieces =
        *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, 9));
    RC_ASSERT(story(stream, pieces) == story(stream, {}));
  }));
}

TEST_CASE("random messages of both sides leave a connection that still goes on") {
  CHECK(rc::check([] {
    Cycles cycles = ready();
    const auto types = rc::gen::elementOf(std::string{"QPBDECHSFXdcfpZTCEGW1t3KS"});
    for (const char type : *rc::gen::container<std::string>(types)) {
      const std::string bytes = message(type, *rc::gen::arbitrary<std::string>());
      if (*rc::gen::arbitrary<bool>()) {
        (void)cycles.hear(one(bytes));
      } else if (!cycles.must_wait(type) && cycles.take(one(bytes)) == Take::ask) {
        if (*rc::gen::arbitrary<bool>())
          cycles.sent();
        else
          (void)cycles.refuse();
      }
    }
    for (int i = 0; i < 2; ++i) (void)cycles.hear(one(ready_for_query('I')));
    RC_ASSERT(!cycles.must_wait('Q'));
  }));
}

}  // namespace
