// A failing test points at its own line, prints one line that reproduces it, and leaves its plan
// where later runs play it first. Read from outside, from a program whose tests fail.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "campaign/pool/fresh_process.hpp"
#include "testing/corpus.hpp"
#include "tests/testing/own_folder.hpp"

namespace {

namespace fs = std::filesystem;

/// A folder for a corpus, and shell lines that are run with it.
class Desk {
 public:
  struct Said {
    int code;
    std::string text;
  };
  [[nodiscard]] Said shell(const std::string& line) const {
    const auto finished =
        assay::campaign::run_process({.program = "/bin/sh",
                                      .arguments = {"-c", "{ " + line + "\n} 2>&1"},
                                      .environment = {{"ASSAY_CORPUS", folder_.path().string()}}});
    REQUIRE(finished);
    return {finished->code, finished->output};
  }
  [[nodiscard]] Said run(const std::string& test, const std::string& before = "") const {
    return shell(before + " " + assay::testing::shell_word(ASSAY_FAILING_PROGRAM) + " " +
                 assay::testing::shell_word(assay::testing::catch_name(test)));
  }
  [[nodiscard]] std::size_t files() const {
    std::error_code none;
    const fs::recursive_directory_iterator all{folder_.path(), none};
    return static_cast<std::size_t>(std::ranges::count_if(
        all, [](const fs::directory_entry& entry) { return entry.is_regular_file(); }));
  }

 private:
  assay::tests::OwnFolder folder_;
};

const char* const explored = "explored: it's charged once, [whatever] happens";
const char* const at_random = "at random: it's charged once, [whatever] happens";

/// The line of failing.cpp that has this text, as a compiler would point at it.
std::string line_of(const std::string& text) {
  const std::string path = std::string{ASSAY_SOURCE_DIR} + "/tests/testing/failing/failing.cpp";
  std::ifstream file{path};
  std::size_t number = 1;
  for (std::string line; std::getline(file, line); ++number) {
    if (line.find(text) != std::string::npos) return path + ":" + std::to_string(number) + ":";
  }
  FAIL("no such line: " + text);
  return {};
}

/// The rest of the one line that begins with that place; empty where there is none.
std::string reproducing_line(const std::string& said, const std::string& place) {
  const std::string start = place + " reproduce: ";
  const auto begin = said.find(start);
  if (begin == std::string::npos) return {};
  const auto end = said.find('\n', begin);
  return said.substr(begin + start.size(), end - begin - start.size());
}

}  // namespace

TEST_CASE("a property that fails points at its own line, and one line fails again") {
  const Desk desk;
  const auto first = desk.run(at_random);
  INFO(first.text);
  REQUIRE(first.code == 1);
  const std::string place = line_of("ASSAY_HOLDS(");
  CHECK(first.text.find(place + " FAILED") != std::string::npos);
  const std::string line = reproducing_line(first.text, place);
  REQUIRE_FALSE(line.empty());
  const auto again = desk.shell("ASSAY_CORPUS=/nowhere " + line);
  INFO(again.text);
  CHECK(again.code == 1);
  CHECK(again.text.find("in the corpus, before any new trial") != std::string::npos);
  CHECK(again.text.find("test cases: 1 |") != std::string::npos);
}

TEST_CASE("an exploration that fails points at its own line, and one line fails again") {
  const Desk desk;
  const auto first = desk.run(explored);
  INFO(first.text);
  REQUIRE(first.code == 1);
  CHECK(first.text.find(line_of("REQUIRE(") + " FAILED") != std::string::npos);
  const std::string line = reproducing_line(first.text, line_of("assay::explore("));
  REQUIRE_FALSE(line.empty());
  CHECK(desk.shell("ASSAY_CORPUS=/nowhere " + line).code == 1);
}

TEST_CASE("what failed once is kept, and a later run that holds has played it") {
  const Desk desk;
  REQUIRE(desk.run(at_random).code == 1);
  CHECK(desk.files() == 2);  // the failure, and the scenario with its workload
  REQUIRE(desk.run(explored).code == 1);
  const std::size_t kept = desk.files();
  CHECK(kept > 2);
  REQUIRE(desk.run(at_random).code == 1);
  CHECK(desk.files() == kept);  // found in the corpus: nothing new was searched
  CHECK(desk.run(at_random, "FIXED=1").code == 0);
  CHECK(desk.run(explored, "FIXED=1").code == 0);
  CHECK(desk.files() == kept);  // a plan that holds stays as a regression test
}

TEST_CASE("a kept file can be committed: it names no folder of this machine") {
  const Desk desk;
  REQUIRE(desk.run(at_random).code == 1);
  CHECK(desk.shell("grep -r replay \"$ASSAY_CORPUS\"/*/*[0-9a-f].json").code == 0);
  CHECK(desk.shell("grep -r ': .*[ =]/' \"$ASSAY_CORPUS\" | grep replay").code == 1);
}

TEST_CASE("a kept plan that finds no place any more is named, and fails nothing") {
  const Desk desk;
  REQUIRE(desk.run(at_random).code == 1);
  REQUIRE(desk.run(explored).code == 1);
  const char* const age = "sed -i s/attempt-1/attempt-77/ \"$ASSAY_CORPUS\"/*/*[0-9a-f].json";
  REQUIRE(desk.shell(age).code == 0);
  for (const char* const test : {at_random, explored}) {
    const auto said = desk.run(test, "FIXED=1");
    INFO(said.text);
    CHECK(said.code == 0);
    CHECK(said.text.find("note: not all of this plan finds its place") != std::string::npos);
  }
}

TEST_CASE("a kept file that cannot be read fails the test instead of being passed over") {
  const Desk desk;
  REQUIRE(desk.run(at_random).code == 1);
  const auto ruined = desk.shell(
      "for f in \"$ASSAY_CORPUS\"/*/*[0-9a-f].json; do echo '{' >\"$f\";"
      " done");
  REQUIRE(ruined.code == 0);
  const auto said = desk.run(at_random, "FIXED=1");
  INFO(said.text);
  CHECK(said.code == 1);
  CHECK(said.text.find("unexpected exception") != std::string::npos);
}
