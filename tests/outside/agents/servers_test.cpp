// Our own MCP servers, a right one and two wrong ones, under the program; and servers that answer
// with noise, late or not at all. Skipped with a word where there is no Node.
#include <catch2/catch.hpp>

#include <filesystem>
#include <map>

#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace {

using nlohmann::json;
using program::Folder;
using program::Said;

bool has_node(const Folder& folder) {
  if (folder.shell("command -v node").code != 0) {
    WARN("node is not installed: skipped");
    return false;
  }
  const std::filesystem::path from = std::filesystem::path{ASSAY_SOURCE_DIR} / "examples/agents";
  std::filesystem::copy(from / "own", folder.path() / "own",
                        std::filesystem::copy_options::recursive);
  return true;
}

/// The verdicts by case.
std::map<std::string, std::string> verdicts_of(const Folder& folder) {
  std::map<std::string, std::string> all;
  const json results = json::parse(folder.read("assay-out/results.json"));
  for (const json& one : results["checks"]) {
    all[one["check"]] = one["verdict"];
  }
  return all;
}

/// The right one, with something of its server changed.
void change(const Folder& folder, const std::string& from, const std::string& to) {
  std::string text = folder.read("own/server.mjs");
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  folder.write("own/server.mjs", text.replace(at, from.size(), to));
}

TEST_CASE("an agent's tool whose key is the order's passes every case") {
  const Folder folder;
  if (!has_node(folder)) return;
  const Said said = folder.assay("comply own/right.json");
  INFO(said.out << said.err);
  CHECK(said.code == 0);
  CHECK_THAT(said.out, Catch::Contains("8 pass, 0 fail, 0 not judged"));
}

TEST_CASE("a fresh key for each call pays twice whenever a call is made again") {
  const Folder folder;
  if (!has_node(folder)) return;
  const Said said = folder.assay("comply own/fresh_key.json");
  INFO(said.out << said.err);
  CHECK(said.code == 1);
  auto verdicts = verdicts_of(folder);
  for (const char* right : {"one_payment", "two_payments", "own_retry"}) {
    CHECK(verdicts[right] == "pass");
  }
  for (const char* wrong : {"again_after_failure", "same_request_id", "new_session",
                            "kill_and_restart", "failure_is_marked"}) {
    CHECK(verdicts[wrong] == "fail");
  }
  CHECK_THAT(said.out, Catch::Contains("the connection broke"));
  CHECK_THAT(folder.read("assay-out/junit.xml"), Catch::Contains("2 effects for one payment"));
}

TEST_CASE("one key for ever is found by the second payment") {
  const Folder folder;
  if (!has_node(folder)) return;
  CHECK(folder.assay("comply own/fixed_key.json").code == 1);
  auto verdicts = verdicts_of(folder);
  CHECK(verdicts["one_payment"] == "pass");
  CHECK(verdicts["two_payments"] == "fail");
}

TEST_CASE("a tool that pays nothing was not tested, and that is no pass") {
  const Folder folder;
  if (!has_node(folder)) return;
  folder.write("own/charge.mjs", "export const charge = async (order) => `charged ${order}`;\n");
  const Said said = folder.assay("comply own/right.json");
  CHECK(said.code == 1);
  CHECK_THAT(said.out, Catch::Contains("0 effects"));
  CHECK(verdicts_of(folder)["kill_and_restart"] == "not judged");
}

TEST_CASE("a server that does not begin a session is told of with what it says") {
  const Folder folder;
  if (!has_node(folder)) return;
  change(folder, "console.log('till is open');", "console.error('no till here'); process.exit(3);");
  const Said said = folder.assay("comply own/right.json");
  CHECK(said.code == 1);
  CHECK_THAT(said.out, Catch::Contains("no till here"));
}

TEST_CASE("a server that asks its client, or writes half a line, is understood") {
  const Folder folder;
  if (!has_node(folder)) return;
  change(folder, "console.log('till is open');",
         "console.log('{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"roots/list\"}'); "
         "process.stdout.write('{\"jsonrpc\":');"
         "await new Promise((done) => setTimeout(done, 50)); console.log('\"2.0\"}');");
  CHECK(folder.assay("comply own/right.json").code == 0);
}

/// The right one, as a child's child that does not end when its session does: only its group, or
/// the guardian, takes it along.
void nest(const Folder& folder) {
  change(folder, "for await", "setInterval(() => {}, 1000); for await");
  std::string text = folder.read("own/right.json");
  const std::string start = R"(["node", "server.mjs", "./charge.mjs"])";
  text.replace(text.find(start), start.size(),
               R"(["sh", "-c", "node server.mjs ./charge.mjs; :"])");
  folder.write("own/right.json", text);
}

/// Processes whose folder is the servers', asked for until there are none, five seconds at most.
const char* const left_over =
    "i=0; while [ $i -lt 50 ]; do left=; for p in /proc/[0-9]*; do "
    "[ \"$(readlink $p/cwd)\" = \"$PWD/own\" ] && left=\"$left $p\"; done; "
    "[ -z \"$left\" ] && break; sleep 0.1; i=$((i+1)); done; echo \"$left\"; ls -d assay-attack-*";

TEST_CASE("nothing is left of a server that does not end when its session does") {
  const Folder folder;
  if (!has_node(folder)) return;
  nest(folder);
  (void)folder.assay("comply own/right.json", "TMPDIR=$PWD");
  CHECK(folder.shell(left_over).out == "\n");
}

TEST_CASE("nothing is left of a server when assay is killed in the middle of a call") {
  const Folder folder;
  if (!has_node(folder)) return;
  nest(folder);
  folder.write("own/charge.mjs",
               "import { writeFileSync } from 'node:fs';\n"
               "export const charge = () => { writeFileSync('../called', ''); "
               "return new Promise(() => {}); };\n");
  (void)folder.shell(
      "TMPDIR=$PWD \"$ASSAY\" comply own/right.json > out 2>&1 & pid=$!; "
      "until [ -e called ] || ! kill -0 $pid; do sleep 0.05; done; kill -9 $pid");
  CHECK(folder.read("called").empty());
  CHECK(std::filesystem::exists(folder.path() / "called"));
  CHECK(folder.shell(left_over).out == "\n");
}

}  // namespace
