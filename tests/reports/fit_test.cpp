// Lines that fit a terminal of any width.
#include <catch2/catch.hpp>

#include <string>

#include "reports/screens/fit.hpp"

using assay::reports::fit;

TEST_CASE("a line that fits stays as it is") {
  CHECK(fit("  a  b\n\nc\n", 10) == "  a  b\n\nc\n");
}

TEST_CASE("a long line is broken between words, under what it belongs to") {
  CHECK(fit("  name  one two three four five six seven", 40) ==
        "  name  one two three four five six\n        seven");
  CHECK(fit("one two three", 8) == "one two\nthree");
}

TEST_CASE("where there is no room beside a name, the rest goes under it") {
  CHECK(fit("  a_name_that_is_long  what it means", 30) ==
        "  a_name_that_is_long\n      what it means");
}

TEST_CASE("a command is never broken") {
  const std::string command = "assay replay assay-out/failures/0123456789abcdef.json";
  CHECK(fit(command, 20) == command);
  CHECK(fit("  reproduce:  " + command, 40) == "  reproduce:\n    " + command);
  CHECK(fit("  → " + command, 40) == "  → " + command);
  CHECK(fit("  gdb -ex run --args " + command, 40) == "  gdb -ex run --args " + command);
}

TEST_CASE("a word that is wider than the terminal is left whole") {
  CHECK(fit("abcdefghijkl mn", 5) == "abcdefghijkl\nmn");
}
