// What a text of SQL asks for, as a table.
#include <catch2/catch.hpp>

#include "outside/postgres/statements.hpp"

namespace {

using namespace assay::outside::postgres;
using Kind = StatementKind;
using Tables = std::vector<std::string>;

struct Row {
  std::string sql;
  Kind kind;
  Tables tables{};
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    INFO(row.sql);
    const auto statements = statements_of(row.sql);
    REQUIRE(statements.size() == 1);
    CHECK(statements[0].kind == row.kind);
    CHECK(statements[0].tables == row.tables);
  }
}

TEST_CASE("what begins and ends a transaction is known by its first words") {
  check({{"BEGIN", Kind::begin},
         {"begin isolation level serializable", Kind::begin},
         {"START TRANSACTION", Kind::begin},
         {"COMMIT", Kind::commit},
         {"/* why */ -- not\n commit and chain", Kind::commit},
         {"END", Kind::commit},
         {"PREPARE TRANSACTION 'x'", Kind::commit},
         {"COMMIT PREPARED 'x'", Kind::commit},
         {"ROLLBACK", Kind::rollback},
         {"ABORT", Kind::rollback},
         {"ROLLBACK TO SAVEPOINT a", Kind::rollback_to},
         {"ROLLBACK PREPARED 'x'", Kind::other},
         {"SAVEPOINT a", Kind::other},
         {"SELECT 'COMMIT'", Kind::other},
         {"SELECT CASE WHEN a THEN b END", Kind::other}});
}

TEST_CASE("DML writes the table that it names, wherever it stands") {
  check({{"INSERT INTO Orders (a) VALUES (1)", Kind::write, {"orders"}},
         {"UPDATE ONLY public.orders SET a = 1", Kind::write, {"orders"}},
         {"UPDATE \"Orders\" AS o SET a = 1", Kind::write, {"orders"}},
         {"DELETE FROM shop.orders WHERE a", Kind::write, {"shop.orders"}},
         {"MERGE INTO a USING b ON c WHEN MATCHED THEN UPDATE SET d = 1 WHEN NOT MATCHED THEN "
          "INSERT VALUES (1)",
          Kind::write,
          {"a"}},
         {"INSERT INTO a SELECT 1 ON CONFLICT (b) DO UPDATE SET c = 1", Kind::write, {"a"}},
         {"WITH moved AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM moved",
          Kind::write,
          {"a", "b"}},
         {"WITH x AS (SELECT 1) UPDATE a SET b = 1", Kind::write, {"a"}},
         {"EXPLAIN ANALYZE UPDATE a SET b = 1", Kind::write, {"a"}},
         {"EXPLAIN (ANALYZE, BUFFERS) DELETE FROM a", Kind::write, {"a"}},
         {"TRUNCATE TABLE a, ONLY shop.b CASCADE", Kind::write, {"a", "shop.b"}},
         {"COPY a (b, c) FROM STDIN", Kind::write, {"a"}}});
}

TEST_CASE("what reads does not write, whatever words it holds") {
  check({{"SELECT * FROM a FOR UPDATE", Kind::other},
         {"SELECT * FROM a FOR NO KEY UPDATE OF b", Kind::other},
         {"SELECT 'INSERT INTO a' AS \"DELETE FROM b\" -- UPDATE c SET d", Kind::other},
         {"SELECT a AS delete FROM b", Kind::other},
         {"SELECT delete FROM b", Kind::other},
         {"SELECT update FROM b", Kind::other},
         {"EXPLAIN DELETE FROM a", Kind::other},
         {"COPY a TO STDOUT", Kind::other},
         {"COPY (SELECT 1 FROM a) TO STDOUT", Kind::other},
         {"(SELECT 1) UNION (SELECT 2)", Kind::other},
         {"WITH a AS (SELECT 1) SELECT * FROM a", Kind::other},
         {"SET x = 1", Kind::other},
         {"LISTEN a", Kind::other}});
}

TEST_CASE("what is not known to read may write, without a table") {
  check({{"CREATE TABLE a AS SELECT 1", Kind::write},
         {"CREATE TRIGGER t AFTER INSERT OR UPDATE ON a EXECUTE FUNCTION f()", Kind::write},
         {"ALTER TABLE a ADD b int", Kind::write},
         {"CALL f()", Kind::write},
         {"DO $$ BEGIN UPDATE a SET b = 1; COMMIT; END $$", Kind::write},
         {"NOTIFY a", Kind::write},
         {"SELECT * INTO b FROM a", Kind::write}});
}

TEST_CASE("statements are cut at semicolons that are none of a string, a quote or a body") {
  const auto statements =
      statements_of("BEGIN; ; INSERT INTO a VALUES (';'), ($$;$$); /*;*/ END ;");
  REQUIRE(statements.size() == 3);
  CHECK(statements[1].text == "INSERT INTO a VALUES (';'), ($$;$$)");
  CHECK(statements[2].text == "END");
  const auto function = statements_of(
      "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; "
      "SELECT 2; END; COMMIT");
  REQUIRE(function.size() == 2);
  CHECK(function[0].kind == Kind::write);
  CHECK(function[1].kind == Kind::commit);
  CHECK(statements_of(" -- nothing\n;").empty());
}

TEST_CASE("PREPARE, EXECUTE and DEALLOCATE carry names, texts and arguments") {
  const auto prepare = statements_of("PREPARE p (int, text) AS INSERT INTO a VALUES ($1, $2)")[0];
  CHECK(prepare.kind == Kind::prepare);
  CHECK(prepare.name == "p");
  CHECK(prepare.prepared == "INSERT INTO a VALUES ($1, $2)");
  const auto execute = statements_of("EXECUTE p (f(1, 2), ARRAY[1, 2], 'a,b')")[0];
  CHECK(execute.kind == Kind::execute);
  CHECK(execute.arguments == std::vector<std::string>{"f(1, 2)", "ARRAY[1, 2]", "'a,b'"});
  CHECK(statements_of("DEALLOCATE PREPARE p")[0].name == "p");
  CHECK(statements_of("DEALLOCATE ALL")[0].name == "");
  CHECK(statements_of("DISCARD ALL")[0].kind == Kind::deallocate);
  CHECK(statements_of("DISCARD PLANS")[0].kind == Kind::other);
}

}  // namespace
