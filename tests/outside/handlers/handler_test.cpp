// The example's handler under the program: right, wrong, and with one mistake at a time, each of
// which the case that is for it catches. Skipped with a word where there is no Node.
#include <catch2/catch.hpp>

#include <filesystem>
#include <map>

#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace {

using nlohmann::json;
using program::Folder;
using program::Said;

bool has_handler(const Folder& folder) {
  if (folder.shell("command -v node").code != 0) {
    WARN("node is not installed: skipped");
    return false;
  }
  const std::filesystem::path from = std::filesystem::path{ASSAY_SOURCE_DIR} / "examples/webhooks";
  for (const auto& one : std::filesystem::directory_iterator{from}) {
    std::filesystem::copy_file(one.path(), folder.path() / one.path().filename());
  }
  return true;
}

void change(const Folder& folder, const std::string& file, const std::string& from,
            const std::string& to) {
  std::string text = folder.read(file);
  const auto at = text.find(from);
  INFO(file << " has no " << from);
  REQUIRE(at != std::string::npos);
  folder.write(file, text.replace(at, from.size(), to));
}

/// Runs the handler, and comply against it.
Said comply(const Folder& folder, const std::string& module = "./apply.mjs") {
  change(folder, "handler.json", "\"secret\"", "\"settle\": \"20ms\", \"secret\"");
  return folder.shell(
      "PORT=0 WEBHOOK_SECRET=whsec_test STORE=./orders.jsonl node handler.mjs " + module +
      " > out & pid=$!; until grep -q listening out || ! kill -0 $pid 2>/dev/null; do :; done; "
      "sed -i \"s/8000/$(sed -n 's/.* on //p' out)/g\" handler.json; "
      "\"$ASSAY\" comply handler.json; code=$?; kill $pid; wait $pid; exit $code");
}

std::map<std::string, std::string> verdicts_of(const Folder& folder) {
  const json results = json::parse(folder.read("assay-out/results.json"));
  std::map<std::string, std::string> all;
  for (const json& one : results["checks"]) all[one["check"]] = one["verdict"];
  return all;
}

/// A mistake, and the case that is for it.
struct Mistake {
  std::string file, from, to, caught_by;
};

const std::vector<Mistake>& mistakes() {
  static const std::vector<Mistake> all{
      {"apply.mjs", "if (type === 'payment_intent.succeeded') {",
       "if (type === 'payment_intent.succeeded' && !globalThis.done) { globalThis.done = true;",
       "two_events"},
      {"apply.mjs", "[object.id]: object.amount_received",
       "[Math.random()]: object.amount_received", "doubled"},
      {"apply.mjs", "const order = store.get(name) ?? { order: name };",
       "const before = store.get(name); await new Promise((done) => setTimeout(done, 20)); "
       "const order = before?.payments ? { ...store.get(name), payments: before.payments } : "
       "{ ...before, order: name, payments: Object.fromEntries(Object.entries("
       "store.get(name)?.payments ?? {}).map(([k, v]) => [k + Math.random(), v])) };",
       "at_once"},
      {"handler.mjs", "event.data.object)", "{ ...event.data.object, id: event.id })", "two_ids"},
      {"apply.mjs", "order.refunds };", "order.refunds }; if (!order.payments) return true;",
       "reordered"},
      {"apply.mjs", "Math.max(refunds[object.id] ?? 0, object.amount_refunded)",
       "(refunds[object.id] ?? 0) + object.amount_refunded", "cumulative"},
      {"apply.mjs", "store.get(name) ?? { order: name };",
       "store.get(name); if (!order) return true;", "early"},
      {"handler.mjs", "const event = JSON.parse(text);",
       "const event = JSON.parse(text); if (event.created < Date.now() / 1000 - 3600) "
       "return answer(response, 400);",
       "late"},
      {"apply.mjs", "Math.abs(now() - time) <= 300", "true", "old_signature"},
      {"handler.mjs", "if (!isGenuine", "if (false && !isGenuine", "forged"},
      {"handler.mjs", "`${time}.${body}`", "`${time}.${body.trim()}`", "changed_body"},
      {"handler.mjs", "parts.some(([name, value]) => name === 'v1' && fits(value))",
       "fits(parts.find(([name]) => name === 'v1')?.[1] ?? '')", "two_secrets"},
      {"apply.mjs", "  return true;\n}\n\nconst sum",
       "  else return false;\n  return true;\n}\n\nconst sum", "unknown_type"},
  };
  return all;
}

TEST_CASE("a handler that sets what events say passes every case") {
  const Folder folder;
  if (!has_handler(folder)) return;
  const Said said = comply(folder);
  INFO(said.out << said.err);
  CHECK(said.code == 0);
  CHECK_THAT(said.out, Catch::Contains("14 pass, 0 fail, 0 not judged"));
}

TEST_CASE("a handler that adds what events say fails, with a case of JUnit for each") {
  const Folder folder;
  if (!has_handler(folder)) return;
  const Said said = comply(folder, "./apply_adds.mjs");
  INFO(said.out << said.err);
  CHECK(said.code == 1);
  auto verdicts = verdicts_of(folder);
  for (const char* name :
       {"doubled", "at_once", "two_ids", "reordered", "cumulative", "early", "old_signature"}) {
    CHECK(verdicts[name] == "fail");
  }
  for (const char* name : {"one_event", "two_events", "late", "forged", "unknown_type"}) {
    CHECK(verdicts[name] == "pass");
  }
  CHECK_THAT(folder.read("assay-out/junit.xml"),
             Catch::Contains("500 and 1250 refunded so far: the query tells 1750"));
}

TEST_CASE("each mistake is caught by the case that is for it") {
  for (const Mistake& one : mistakes()) {
    const Folder folder;
    if (!has_handler(folder)) return;
    change(folder, one.file, one.from, one.to);
    if (one.to.find("await ") != std::string::npos) {
      change(folder, "apply.mjs", "export function apply", "export async function apply");
    }
    const Said said = comply(folder);
    INFO(one.caught_by << "\n" << said.out << said.err);
    CHECK(said.code == 1);
    CHECK(verdicts_of(folder)[one.caught_by] == "fail");
  }
}

TEST_CASE("a signature is a template where it is neither Stripe's nor that of Standard Webhooks") {
  const Folder folder;
  if (!has_handler(folder)) return;
  change(folder, "handler.mjs", "request.headers['stripe-signature']",
         "`t=${Date.now() / 1000},v1=${request.headers['x-mac']?.slice(7)}`");
  change(folder, "handler.mjs", "`${time}.${body}`", "body");
  change(folder, "handler.json", "\"known_by\"",
         R"("signature": { "headers": { "X-Mac": "sha256={hex}" } },
  "leave_out": ["old_signature", "two_secrets"],
  "event": { "type": "{type}", "created": "{time}", "data": { "object": { "id": "p-{reference}",
    "amount_received": "{amount}", "metadata": { "order_id": "{reference}" } } } },
  "known_by")");
  change(folder, "handler.json", R"("refund": {)",
         R"("refund": { "event": { "type": "charge.refunded", "data": { "object": {
    "id": "c-{reference}",
    "amount_refunded": "{total}", "metadata": { "order_id": "{reference}" } } } },)");
  const Said said = comply(folder);
  INFO(said.out << said.err);
  CHECK(said.code == 0);
  CHECK_THAT(said.out, Catch::Contains("12 pass"));
}

TEST_CASE(
    "a side effect is asked for by a command as well, and one that tells nothing is no pass") {
  const Folder folder;
  if (!has_handler(folder)) return;
  folder.write("credited.mjs",
               "const told = await (await fetch(process.argv[2])).json();\n"
               "console.log(told.credited ?? 0);\n");
  const std::string by_get = R"({ "get": "/orders/{reference}", "pointer": "/credited" })";
  change(folder, "handler.json", by_get,
         R"({ "command": ["node", "credited.mjs", "http://127.0.0.1:8000/orders/{reference}"] })");
  const Said said = comply(folder);
  INFO(said.out << said.err);
  CHECK(said.code == 0);
  const Folder other;
  REQUIRE(has_handler(other));
  change(other, "handler.json", by_get, R"({ "command": ["false"] })");
  const Said none = comply(other);
  CHECK(none.code == 1);
  CHECK_THAT(none.out, Catch::Contains("the query told nothing"));
}

}  // namespace
