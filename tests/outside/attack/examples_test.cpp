// The examples' services, each with its mistake and with its correction, under the program; and
// what is left when it ends. Skipped with a word where what they are written in is not installed.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"
#include "tests/outside/postgres/database.hpp"

namespace {

using nlohmann::json;
using program::Folder;
using program::Said;

/// An example in a folder of its own; empty where it cannot run, which is told.
bool brought(const Folder& folder, const std::string& example, const std::string& needs,
             const std::string& install = "true") {
  if (folder.shell("command -v " + needs).code != 0) {
    WARN(needs + " is not installed: skipped");
    return false;
  }
  const std::filesystem::path from =
      std::filesystem::path{ASSAY_SOURCE_DIR} / "examples/attack" / example;
  std::filesystem::copy(from, folder.path() / example, std::filesystem::copy_options::recursive);
  if (folder.shell("cd " + example + " && " + install + " >/dev/null 2>&1").code == 0) return true;
  WARN("what the example needs cannot be had: skipped");
  return false;
}

bool has_python(const Folder& folder) { return brought(folder, "python_shop", "python3"); }
bool has_node(const Folder& folder) {
  return brought(folder, "node_shop", "node",
                 "npm install --no-audit --no-fund --prefer-offline --fetch-retries=0");
}

json results_of(const Folder& folder) { return json::parse(folder.read("assay-out/results.json")); }

/// It has the pages that any finding has.
void must_be_reported(const Folder& folder, const std::string& id) {
  const std::string playbook = folder.read("assay-out/playbooks/" + id + ".md");
  for (const char* const part :
       {"## What has to go wrong", "## How it comes about", "## Truth beside belief",
        "## See it again", "without it the run"}) {
    CHECK_THAT(playbook, Catch::Contains(part));
  }
  const std::string report = folder.read("assay-out/report.html");
  // Its clock is a real one, and no run of it has a digest.
  CHECK_THAT(playbook, !Catch::Contains("virtual") && !Catch::Contains("digest"));
  CHECK_THAT(report, !Catch::Contains(std::string(32, '0')));
  CHECK_THAT(report, Catch::Contains(id));
  CHECK_THAT(folder.read("assay-out/junit.xml"), Catch::Contains("<failure"));
}

/// The mistake is found with at most two faults, and its plan does the same each time.
void must_be_found(const Folder& folder, const std::string& file, const std::string& property) {
  const Said said = folder.assay("attack " + file + " --for 20s --faults 2");
  INFO(said.out << said.err);
  REQUIRE(said.code == 1);
  const json first = results_of(folder)["findings"][0];
  CHECK(first["property"] == property);
  CHECK(first["plan"].size() <= 2);
  const std::string plan = folder.first_failure();
  must_be_reported(folder, first["id"]);
  for (int i = 0; i < 3; ++i) {
    const Said again =
        folder.assay(i == 0 ? "replay " + plan : "attack " + file + " --plan " + plan);
    INFO(again.out << again.err);
    CHECK(again.code == 1);
  }
}

/// It holds over all plans of one fault, and kills were among them.
void must_hold(const Folder& folder, const std::string& file) {
  const Said said = folder.assay("attack " + file + " --faults 1");
  INFO(said.out << said.err);
  CHECK(said.code == 0);
  const json results = results_of(folder);
  CHECK(results["findings"].empty());
  CHECK(results["one_fault"]["ran"] == results["one_fault"]["plans"]);
  CHECK(results["costs"]["kill"]["plans"] >= 3);
}

TEST_CASE("a time-out that is taken for a failure is found in Python, and its correction holds") {
  const Folder folder;
  if (!has_python(folder)) return;
  must_be_found(folder, "python_shop/shop_timeout_is_failure.json", "books_agree");
  must_hold(folder, "python_shop/shop.json");
}

TEST_CASE("a fresh key for each try is found in Node, and its correction holds") {
  const Folder folder;
  if (!has_node(folder)) return;
  must_be_found(folder, "node_shop/shop_fresh_key.json", "at_most_one_effect");
  must_hold(folder, "node_shop/shop.json");
}

TEST_CASE("a call inside of a transaction is found at its commits, and its correction holds") {
  using assay::outside::postgres::testing::Database;
  const Folder folder;
  if (!has_node(folder)) return;
  const Database& database = Database::instance();
  if (!database.lack().empty()) {
    WARN(database.lack() + ": skipped");
    return;
  }
  database.make("shop");
  const std::string port = std::to_string(database.port());
  REQUIRE(folder.shell("sed -i 's/5432/" + port + "/' node_shop/pg_*.json").code == 0);
  must_be_found(folder, "node_shop/pg_shop_in_transaction.json", "at_most_one_effect");
  must_hold(folder, "node_shop/pg_shop.json");
  CHECK(results_of(folder)["costs"]["kill_applied"]["plans"] >= 3);
}

TEST_CASE("assay-pay is a subject like any other: what its file says works") {
  const Folder folder;
  if (!brought(folder, "assay_pay", "sh")) return;
  const std::string path = std::filesystem::path{ASSAY_PAY_PROGRAM}.parent_path().string();
  const Said said = folder.assay("doctor assay_pay/assay_pay.json", "PATH=" + path + ":$PATH");
  INFO(said.out << said.err);
  CHECK(said.code == 0);
}

/// Fifty for five thousand seeds, and never fewer than each signal once: one takes some seconds.
int ends_of_attacks() {
  const char* const seeds = std::getenv("ASSAY_SEEDS");
  return seeds == nullptr ? 10 : std::clamp(std::atoi(seeds) / 100, 4, 50);
}

/// Ends an attack by a signal, so many tenths of a second after its plans began, and looks for
/// what it leaves.
void must_leave_nothing(const Folder& folder, const std::string& signal, int tenths) {
  const std::string line =
      "rm -rf tmp out; mkdir tmp; "  // what the last one said is not this one's
      "TMPDIR=$PWD/tmp \"$ASSAY\" attack python_shop/shop.json > out 2>&1 & pid=$!; "
      "until grep -qs 'plans of one' out || ! kill -0 $pid; do sleep 0.1; done; sleep " +
      std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) +
      "; pgrep -f \"$PWD/tmp\" > before; "
      "for one in $(pgrep -f \"$PWD/tmp\"); do tr '\\0' '\\n' < /proc/$one/environ; done "
      "2>/dev/null | sed -n 's/^PORT=//p' | sort -u > ports; kill -" +
      signal +
      " $pid; wait $pid; echo $? > code; "
      "i=0; while pgrep -f \"$PWD/tmp/assay\" > after && [ $i -lt 50 ]; do sleep 0.1; "
      "i=$((i+1)); done; ls tmp > left; : > open; "
      "for port in $(cat ports); do (exec 3<>/dev/tcp/127.0.0.1/$port) 2>/dev/null && "
      "echo $port >> open; done; true";
  folder.write("end.sh", line);
  (void)folder.shell("bash end.sh");
  INFO(signal << ": " << folder.read("out"));
  CHECK_FALSE(folder.read("ports").empty());
  CHECK(folder.read("after").empty());
  CHECK(folder.read("left").empty());
  CHECK(folder.read("open").empty());
  if (signal != "KILL") CHECK(folder.read("code") == "130\n");
}

TEST_CASE("nothing is left however the attack ends: no process, no port, no folder") {
  const Folder folder;
  if (!has_python(folder)) return;
  // The scratch folder stands in the service's own words, so that it is found by them; and it is
  // a child's child, which only its group or the guardian takes along.
  (void)folder.shell(
      R"(sed -i 's/"start": [^]]*\]/"start": ["sh", "-c", "python3 shop.py charge {dir}; :"]/' )"
      "python_shop/shop.json");
  const std::vector<std::string> signals{"TERM", "INT", "KILL", "HUP"};
  for (int i = 0; i < ends_of_attacks(); ++i) {
    must_leave_nothing(folder, signals[static_cast<std::size_t>(i) % signals.size()], i % 7);
  }
}

TEST_CASE("a service that is never ready is refused with what it says") {
  const Folder folder;
  folder.write("shop.json", R"({"schema": "assay.outside/1", "name": "shop",
      "services": [{"name": "shop", "start": ["sh", "-c", "echo no database here; exit 3"]}],
      "edges": [{"from": "shop", "to": "processor", "env": {"PAY_URL": "{url}"}}],
      "payment": {"steps": [{"request": "POST /pay"}]}})");
  const Said said = folder.assay("attack shop.json");
  CHECK(said.code == 65);
  CHECK_THAT(said.err, Catch::Contains("no database here"));
}

TEST_CASE("a service that does not call the processor was not tested, and that is no pass") {
  const Folder folder;
  if (!has_python(folder)) return;
  folder.write("python_shop/deaf.py", R"(
import os, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
class Deaf(BaseHTTPRequestHandler):
    def do_POST(self):
        self.send_response(200); self.send_header("Content-Length", "0"); self.end_headers()
    do_GET = do_POST
HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Deaf).serve_forever()
)");
  folder.write("python_shop/deaf.json", R"({"schema": "assay.outside/1", "name": "deaf",
      "services": [{"name": "shop", "start": ["python3", "deaf.py"], "env": {"PORT": "{port}"}}],
      "edges": [{"from": "shop", "to": "processor", "env": {"PAY_URL": "{url}"}}],
      "payment": {"steps": [{"request": "POST /pay"}], "tries": 1}})");
  const Said ill = folder.assay("doctor python_shop/deaf.json");
  CHECK(ill.code == 2);
  CHECK_THAT(ill.out, Catch::Contains("0 calls seen: the service ignores PAY_URL"));
  const Said said = folder.assay("attack python_shop/deaf.json");
  INFO(said.out << said.err);
  // It tells success, and nothing moved: that is a finding, without any fault.
  CHECK(said.code == 1);
  CHECK(results_of(folder)["findings"][0]["property"] == "told_truth");
}

}  // namespace
