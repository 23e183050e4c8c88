// The program itself: `assay serve` from its first line to its last, and how it ends.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace {

using nlohmann::json;
using program::Folder;

/// Serves while shell text runs, in which $url is where; then ends it by a signal. The code is the
/// server's; `rest` is what it printed behind its first line.
struct Ended {
  program::Said said;
  std::string first, rest;
};

Ended while_serving(const Folder& folder, const std::string& options, const std::string& text,
                    const std::string& signal = "TERM") {
  const std::string line =
      "rm -f out; \"$ASSAY\" serve " + options +
      " > out & pid=$!; while [ ! -s out ] && kill -0 $pid 2>/dev/null; do sleep 0.02; done; "
      "url=$(sed -n '1s/.*\"address\":\"\\([^\"]*\\)\".*/\\1/p' out); " +
      text + "; kill -" + signal + " $pid; wait $pid";
  Ended ended{folder.shell(line)};
  const std::string out = folder.read("out");
  const std::size_t end = out.find('\n');
  ended.first = out.substr(0, end);
  ended.rest = end == std::string::npos ? "" : out.substr(end + 1);
  return ended;
}

std::string authorise(const std::string& reference, const std::string& key) {
  return "curl -s -m 5 \"$url/v1/operations\" -H 'Idempotency-Key: " + key +
         "' -d '{\"kind\":\"authorise\",\"reference\":\"" + reference +
         "\",\"payable\":\"pay-1\",\"amount\":{\"minor\":1250,\"currency\":\"EUR\"}}'";
}

bool has_curl() {
  const bool has = Folder{}.shell("command -v curl").code == 0;
  if (!has) WARN("curl is not installed: skipped");
  return has;
}

TEST_CASE("serve tells where it listens, serves, and ends with the truth on a signal") {
  if (!has_curl()) return;
  for (const std::string signal : {"TERM", "INT"}) {
    const Folder folder;
    const Ended ended = while_serving(folder, "", authorise("op-1", "k-1"), signal);
    CHECK(ended.said.code == 0);
    const json first = json::parse(ended.first);
    CHECK(first["schema"] == "assay.serving/1");
    CHECK(first["admin_token"].get<std::string>().size() == 32);
    CHECK(ended.rest == "1 payable, 1 effect: 1 authorise\n");
  }
}

TEST_CASE("serve --verify ends with 1 where a payable was authorised twice, else with 0") {
  if (!has_curl()) return;
  const std::string once = authorise("op-1", "k-1");
  const Folder folder;
  CHECK(while_serving(folder, "--verify", once + "; " + once).said.code == 0);
  const Ended twice =
      while_serving(folder, "--verify --json", once + "; " + authorise("op-1", "k-2"));
  CHECK(twice.said.code == 1);
  const json told = json::parse(twice.rest);
  REQUIRE(told["verdict"] == "violated");
  CHECK(told["payables"][0]["counts"]["authorise"] == 2);
}

TEST_CASE("a plan in a file strikes, and one with an unknown word is refused with 65") {
  if (!has_curl()) return;
  const Folder folder;
  folder.write("plan.json", R"({"answers": [{"site":
      "processor.authorise/error @ pay-1/attempt-1", "answer": "error_after_effect"}]})");
  const Ended ended =
      while_serving(folder, "--plan plan.json", authorise("op-1", "k-1") + " > answer");
  CHECK(json::parse(folder.read("answer"))["status"] == 500);
  CHECK(ended.rest == "1 payable, 1 effect: 1 authorise\n");
  folder.write("bad.json", R"({"answers": [{"site":
      "processor.authorise/reply @ pay-1/attempt-1", "answer": "loose"}]})");
  const program::Said refused = folder.assay("serve --plan bad.json");
  CHECK(refused.code == 65);
  CHECK_THAT(refused.err, Catch::Contains("did you mean \"lose\"?"));
}

TEST_CASE("a port that is taken is refused with 65") {
  const Folder folder;
  const Ended ended = while_serving(
      folder, "", "\"$ASSAY\" serve --port ${url##*:} > second 2>&1; echo $? > code");
  CHECK(folder.read("code") == "65\n");
  CHECK_THAT(folder.read("second"), Catch::Contains("--port"));
  CHECK(ended.said.code == 0);
}

TEST_CASE("what serve cannot do is refused before it listens") {
  const Folder folder;
  CHECK(folder.assay("serve --profile cart").code == 64);
  CHECK(folder.assay("serve --port 70000").code == 64);
  CHECK(folder.assay("serve --rate loose=0.1").code == 65);
  CHECK(folder.assay("serve --dialect plane").code == 65);
  CHECK(folder.assay("serve --client-timeout soon").code == 64);
  CHECK(folder.assay("serve --webhook-url http://example.org/hooks").code == 65);
  CHECK(folder.assay("serve --webhook-url https://127.0.0.1/hooks").code == 65);
}

}  // namespace
