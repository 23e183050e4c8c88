// judge and comply as programs: exit codes, files, and what is said of bad input.
#include <catch2/catch.hpp>

#include <string>

#include "tests/cli/program.hpp"

using program::Folder;
using program::Said;

namespace {

/// A recording of payments that go right.
void record(const Folder& folder) {
  REQUIRE(folder.shell(ASSAY_SOURCE_DIR "/script/facts 220 > right.jsonl").code == 0);
}

const char* const log_map = R"({"schema": "assay.map/1", "name": "logs", "sources": [
  {"name": "psp", "clock": {"at": "/t", "format": "s"}, "facts": [
    {"fact": "effect_applied", "when": {"/type": "paid"},
     "fields": {"payable": "/order", "ordinal": "text:1", "kind": "text:authorise", "effect": "/id",
                "amount": {"value": "/amount", "currency": "/cur", "unit": "major"}}}]}]})";

}  // namespace

TEST_CASE("judge holds a recording, writes its files, and says what was not judged") {
  const Folder folder;
  record(folder);
  const Said said = folder.assay("judge right.jsonl");
  INFO(said.out << said.err);
  CHECK(said.code == 0);
  CHECK(said.out.find("nothing is shown of: ledger") != std::string::npos);
  CHECK(said.out.find("holds: 26 properties judged") != std::string::npos);
  CHECK(folder.read("assay-out/junit.xml").find("at_most_one_effect") != std::string::npos);
  CHECK(folder.read("assay-out/report.html").find("</html>") != std::string::npos);
}

TEST_CASE("judge finds two effects of one payment in a log by a map") {
  const Folder folder;
  folder.write("map.json", log_map);
  const auto paid = [](const char* time, const char* order, const char* id) {
    return std::string{R"({"type": "paid", "cur": "EUR", "amount": 12.5, "t": )"} + time +
           R"(, "order": ")" + order + R"(", "id": ")" + id + "\"}\n";
  };
  folder.write("psp.log", paid("1700000000.5", "o-1", "c-1") +
                              "{\"t\": 1700000001, \"type\": \"seen\", \"order\": \"o-1\"}\n" +
                              paid("1700000002", "o-1", "c-2") + paid("1700000900", "o-2", "c-3"));
  const Said said = folder.assay("judge psp.log --map map.json");
  INFO(said.out << said.err);
  CHECK(said.code == 1);
  CHECK(said.out.find("took effect twice: 12.50 EUR as c-1") != std::string::npos);
  CHECK(said.out.find("psp.log:1") != std::string::npos);
  CHECK(said.out.find("psp.log:3") != std::string::npos);
  CHECK(said.out.find("1 line say nothing by the map") != std::string::npos);
  CHECK(folder.read("assay-out/junit.xml").find("psp.log:3") != std::string::npos);
}

TEST_CASE("what judge cannot use is refused with 65, its place and the nearest name") {
  const Folder folder;
  record(folder);
  REQUIRE(folder.shell("sed '3s/request_sent/request_snet/' right.jsonl > word.jsonl").code == 0);
  REQUIRE(folder.shell("sed '3s/payable/payabel/' right.jsonl > field.jsonl").code == 0);
  REQUIRE(folder.shell("sed '3s/}$//' right.jsonl > broken.jsonl").code == 0);
  folder.write("map.json", R"({"schema": "assay.map/1", "surces": []})");
  CHECK(folder.assay("judge word.jsonl").code == 65);
  CHECK(folder.assay("judge word.jsonl").err.find("did you mean request_sent?") !=
        std::string::npos);
  CHECK(folder.assay("judge field.jsonl").err.find("did you mean payable?") != std::string::npos);
  CHECK(folder.assay("judge broken.jsonl").err.find("broken.jsonl:3") != std::string::npos);
  CHECK(folder.assay("judge right.jsonl --map map.json").err.find("sources") != std::string::npos);
  CHECK(folder.assay("judge right.jsonl --horizon soon").code == 64);
  CHECK(folder.assay("judge nowhere.jsonl").code == 65);
}

TEST_CASE("a last line that was cut off is said, and the rest is judged") {
  const Folder folder;
  record(folder);
  REQUIRE(folder.shell("head -c -30 right.jsonl > cut.jsonl").code == 0);
  const Said said = folder.assay("judge cut.jsonl");
  INFO(said.out << said.err);
  CHECK(said.code == 0);
  CHECK(said.out.find("the last line is cut off and was left out") != std::string::npos);
}

TEST_CASE("comply refuses hosts nobody allowed and live keys, and says where nobody answers") {
  const Folder folder;
  const auto described = [&](const char* name, const std::string& base, const char* more = "") {
    folder.write(name, R"({"schema": "assay.comply/1", "request": {"path": "/pay"}, )"
                       R"("answers": {"success": {"status": [200]}}, "patience": "1ms", )"
                       R"("base": ")" +
                           base + "\"" + more + "}");
  };
  described("far.json", "http://pay.example.com");
  described("live.json", "http://127.0.0.1:1", R"(, "variables": {"k": "sk_live_1"})");
  described("nobody.json", "http://127.0.0.1:1");
  CHECK(folder.assay("comply far.json").code == 65);
  CHECK(folder.assay("comply far.json").err.find("--allow-host pay.example.com") !=
        std::string::npos);
  CHECK(folder.assay("comply live.json --allow-host pay.example.com").code == 65);
  const Said said = folder.assay("comply nobody.json");
  CHECK(said.code == 1);
  CHECK(said.out.find("not judged") != std::string::npos);
  CHECK(folder.read("assay-out/junit.xml").find("one_payment") != std::string::npos);
}
