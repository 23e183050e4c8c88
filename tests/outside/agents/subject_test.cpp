// What an agent's file may say, and how it is refused.
#include <catch2/catch.hpp>

#include "outside/agents/cases.hpp"
#include "outside/agents/subject.hpp"
#include "scenarios/files/bad_input.hpp"

using namespace assay;
using namespace assay::outside;
using agents::AgentSubject;
using agents::read_agent;

namespace {

std::string with(const std::string& more) {
  return R"({"schema": "assay.agent/1", "name": "till", "start": ["node", "server.mjs"],
             "tool": {"name": "charge", "arguments": {"order": "{reference}"}})" +
         more + "}";
}

std::string refusal(const std::string& text) {
  try {
    (void)read_agent("dir/till.json", text);
  } catch (const scenarios::BadInput& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("what a file does not say has a default, and what it says is taken") {
  const AgentSubject plain = read_agent("dir/till.json", with(""));
  CHECK(plain.dialect == "plain");
  CHECK(plain.call == "capture");
  CHECK(plain.folder.ends_with("/dir"));
  const AgentSubject told = read_agent(
      "dir/till.json", with(R"(, "processor": {"dialect": "own.json", "kind": "refund", "stubs": [
        {"request": "POST /token", "without": "X-Paid", "body": {"token": "t"}}]},
        "timeout": "3s")"));
  CHECK(told.dialect.ends_with("/dir/own.json"));
  CHECK(told.call == "refund");
  REQUIRE(told.stubs.size() == 1);
  CHECK(told.stubs[0].path == "/token");
  CHECK(told.stubs[0].without == "X-Paid");
  CHECK(told.stubs[0].reply.body == R"({"token":"t"})");
  CHECK(told.timeout == 3'000'000'000);
}

TEST_CASE("the two cases without which nothing was tested cannot be left out") {
  CHECK_THAT(refusal(with(R"(, "leave_out": ["two_payments"])")),
             Catch::Contains("a case other than the first two"));
  CHECK_THAT(refusal(with(R"(, "leave_out": ["own_retries"])")), Catch::Contains("own_retry"));
  CHECK(refusal(with(R"(, "leave_out": ["same_request_id"])")).empty());
}

TEST_CASE("an agent's file with a live key, or a member that is none, is refused") {
  CHECK_THAT(refusal(with(R"(, "env": {"KEY": "sk_live_1"})")), Catch::Contains("a live key"));
  CHECK_THAT(refusal(with(R"(, "enviroment": {})")), Catch::Contains("enviroment"));
}
