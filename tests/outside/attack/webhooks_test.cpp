// Webhooks of the processor that is attacked with, and what stands in for other dependencies: a
// shop that books by events, with and without looking whether it knows them.
#include <catch2/catch.hpp>

#include <filesystem>

#include "tests/cli/program.hpp"

namespace {

using program::Folder;
using program::Said;

constexpr const char* shop = R"(
import json, os, sys, threading, urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
import charge
orders, wanted, known, lock = {}, {}, set(), threading.Lock()
class Shop(BaseHTTPRequestHandler):
    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
    def do_GET(self):
        name = self.path.removeprefix("/orders/")
        self.answer(200, {"order": name, "state": "paid" if orders.get(name) else "open",
                          "amount": orders.get(name) or wanted.get(name, 0)})
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/events":
            with lock:
                new = self.headers["webhook-id"] not in known or sys.argv[1] == "count"
                known.add(self.headers["webhook-id"])
                data = asked["data"]
                if new and data["kind"] == "capture":
                    before = orders.get(data["payable"], 0)
                    orders[data["payable"]] = before + data["amount"]["minor"]
            return self.answer(200, {})
        wanted[asked["order"]] = asked["amount"]
        with urllib.request.urlopen(os.environ["RATES_URL"] + "/rate") as reply:
            json.load(reply)
        state = charge.charge(os.environ["PROCESSOR_URL"], asked["order"], asked["amount"], {},
                              lambda: None)
        self.answer(200 if state == "paid" else 202, {})
    def log_message(self, *_):
        pass
ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Shop).serve_forever()
)";

std::string file_of(const std::string& way, const std::string& answers) {
  return R"({"schema": "assay.outside/1", "name": "told",
  "services": [{"name": "shop", "start": ["python3", "told.py", ")" +
         way + R"("], "ready": "/orders/x", "env": {"PORT": "{port}"}}],
  "edges": [
    {"from": "shop", "to": "processor", "env": {"PROCESSOR_URL": "{url}"},
     "webhooks": {"path": "/events", "secret": "whsec_c2VjcmV0"}},
    {"from": "shop", "to": "stub", "name": "rates", "env": {"RATES_URL": "{url}"}, "answers": )" +
         answers + R"(}],
  "payment": {"timeout": "5s", "steps": [{"request": "POST /pay",
      "body": {"order": "{reference}", "amount": "{amount}"}}]},
  "belief": {"request": "GET /orders/{reference}", "payment": "/order", "state": "/state",
             "amount": "/amount", "states": {"paid": "succeeded", "open": "unknown"}}})";
}

const std::string rate = R"([{"request": "GET /rate", "body": {"EUR": 1}}])";

bool is_brought(const Folder& folder) {
  if (folder.shell("command -v python3").code != 0) {
    WARN("python3 is not installed: skipped");
    return false;
  }
  std::filesystem::copy(std::filesystem::path{ASSAY_SOURCE_DIR} / "examples/attack/python_shop",
                        folder.path());
  folder.write("told.py", shop);
  folder.write("counts.json", file_of("count", rate));
  folder.write("knows.json", file_of("know", rate));
  folder.write("forgets.json", file_of("know", "[]"));
  return true;
}

std::string plan_of(const std::string& site, const std::string& word) {
  return R"({"answers": [{"site": ")" + site + R"(", "answer": ")" + word + R"("}]})";
}

TEST_CASE("an event that comes twice is booked twice by a shop that does not look, by no other") {
  const Folder folder;
  if (!is_brought(folder)) return;
  folder.write("twice.json", plan_of("processor.webhook/request @ pay-1/capture-1", "duplicate"));
  const Said counts = folder.assay("attack counts.json --plan twice.json");
  INFO(counts.out << counts.err);
  CHECK(counts.code == 1);
  CHECK_THAT(counts.out, Catch::Contains("books_agree"));
  const Said knows = folder.assay("attack knows.json --plan twice.json");
  INFO(knows.out << knows.err);
  CHECK(knows.code == 0);
}

TEST_CASE("an event that is never told is not seen, and its payment stays as it is known") {
  const Folder folder;
  if (!is_brought(folder)) return;
  folder.write("never.json", plan_of("processor.webhook/event @ pay-1/capture-1", "never_told"));
  const Said said = folder.assay("attack knows.json --plan never.json");
  INFO(said.out << said.err);
  CHECK(said.code == 0);
  CHECK_THAT(said.out, Catch::Contains("never_told") && Catch::Contains("BELIEF") &&
                           Catch::Contains("unknown"));
}

TEST_CASE("what a stub has no answer for fails, and is named") {
  const Folder folder;
  if (!is_brought(folder)) return;
  const Said said = folder.assay("doctor forgets.json");
  INFO(said.out << said.err);
  CHECK(said.code == 2);
  CHECK_THAT(said.out, Catch::Contains("the stub rates has no answer to GET /rate"));
  CHECK(folder.assay("doctor knows.json").code == 0);
}

}  // namespace
