// Words for shells and for Catch2, and what a corpus keeps.
#include <catch2/catch.hpp>

#include "testing/corpus.hpp"

using namespace assay::campaign;
using namespace assay::testing;

TEST_CASE("a shell takes any text as one word") {
  CHECK(shell_word("/tmp/a-b_c.json") == "/tmp/a-b_c.json");
  CHECK(shell_word("two words") == "'two words'");
  CHECK(shell_word("it's") == "'it'\\''s'");
  CHECK(shell_word("") == "''");
}

TEST_CASE("what has a meaning on Catch2's command line is escaped") {
  CHECK(catch_name("plain name") == "plain name");
  CHECK(catch_name("a, b [c]") == "a\\, b \\[c\\]");
}
