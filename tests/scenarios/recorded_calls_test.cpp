// Recordings of calls: each form that they are kept in, and what is wrong with a line.
#include "scenarios/files/recorded_calls.hpp"

#include <catch2/catch.hpp>

#include <array>

#include "scenarios/files/bad_input.hpp"

namespace {

using namespace assay;
using properties::linear::Ending;
using properties::linear::Operation;

constexpr std::array<std::string_view, 3> of_register{"read", "write", "cas"};
constexpr std::array<std::string_view, 3> of_texts{"get", "put", "append"};
constexpr std::array<std::string_view, 1> of_keys{"post"};

std::vector<Operation> read(const std::string& text,
                            std::span<const std::string_view> functions = of_register) {
  return scenarios::read_recorded_calls("r.log", text, functions);
}

void refused(const std::string& text, const std::string& place, const std::string& expected) {
  INFO(text);
  try {
    (void)read(text);
    FAIL("it was read");
  } catch (const scenarios::BadInput& error) {
    CHECK_THAT(error.what(), Catch::Contains(place) && Catch::Contains(expected));
  }
}

}  // namespace

TEST_CASE("Jepsen's log is read: what was told, what was false, and what nobody knows") {
  const auto calls = read(
      "INFO  jepsen.util - 0\t:invoke\t:write\t3\n"
      "INFO  jepsen.util - 1\t:invoke\t:cas\t[3 4]\n"
      "INFO  jepsen.util - 0\t:ok\t:write\t3\n"
      "INFO  jepsen.util - 1\t:fail\t:cas\t[3 4]\n"
      "INFO  jepsen.util - 2\t:invoke\t:read\tnil\n"
      "INFO  jepsen.util - 2\t:fail\t:read\t:timed-out\n"
      "INFO  jepsen.util - 3\t:invoke\t:write\t1\n"
      "INFO  jepsen.util - 3\t:info\t:write\t:timed-out\n"
      "INFO  jepsen.util - 4\t:invoke\t:read\tnil\n");
  REQUIRE(calls.size() == 5);
  CHECK(calls[0].ending == Ending::done);
  CHECK(calls[0].argument == "3");
  CHECK(calls[0].returned == 3);
  CHECK(calls[1].ending == Ending::refused);
  CHECK(calls[1].expected == "3");
  CHECK(calls[1].argument == "4");
  CHECK(calls[2].ending == Ending::unknown);
  CHECK(calls[2].returned == 6);
  CHECK(calls[3].ending == Ending::unknown);
  CHECK(calls[3].returned == properties::linear::never);
  CHECK(calls[4].returned == properties::linear::never);
}

TEST_CASE("EDN maps and JSON Lines are read") {
  const auto texts = read(
      "{:process 0, :type :invoke, :f :append, :key \"7\", :value \"x \\\"0\\\" y\", :time 9}\n"
      "{:process 0, :type :ok, :f :append, :key \"7\", :value \"x \\\"0\\\" y\"}\n\n"
      "{:process 0, :type :invoke, :f :get, :key \"7\", :value nil}\n"
      "{:process 0, :type :ok, :f :get, :key \"7\", :value \"\"}\n",
      of_texts);
  REQUIRE(texts.size() == 2);
  CHECK(texts[0].argument == "x \"0\" y");
  CHECK(texts[0].key == "7");
  CHECK(texts[1].called == 4);
  CHECK(texts[1].result == "");
  const auto posts = read(
      R"({"process": "shop-1", "type": "invoke", "f": "post", "key": "k", "value": {"pay": 12}})"
      "\n"
      R"({"process": "shop-1", "type": "fail", "f": "post", "key": "k", "value": "mismatch"})",
      of_keys);
  REQUIRE(posts.size() == 1);
  CHECK(posts[0].process == "shop-1");
  CHECK(posts[0].argument == R"({"pay":12})");
  CHECK(posts[0].ending == Ending::refused);
  CHECK(posts[0].result == "mismatch");
}

TEST_CASE("a write that failed did not happen") {
  const auto calls = read(R"({"process": 1, "type": "invoke", "f": "write", "value": 1})"
                          "\n"
                          R"({"process": 1, "type": "fail", "f": "write", "value": 1})"
                          "\n"
                          R"({"process": 1, "type": "invoke", "f": "read"})");
  REQUIRE(calls.size() == 1);
  CHECK(calls[0].function == "read");
}

TEST_CASE("a line that is no event is refused with its place") {
  const std::string call = "{:process 0, :type :invoke, :f :read, :value nil}\n";
  refused("", "r.log", "calls");
  refused(call + "hello", "r.log:2", "an event");
  refused(call + call, "r.log:2", "one call of a process at a time");
  refused("{:process 0, :type :ok, :f :read, :value 1}", "r.log:1", "the call that this ends");
  refused(call + "{:process 0, :type :ok, :f :write, :value 1}", "r.log:2", "the end of read");
  refused("{:process 0, :type :invoke, :f :red, :value nil}", "r.log:1", "one of read");
  refused("{:process 0, :type :begin, :f :read, :value nil}", "r.log:1", "a type");
  refused("{:process 0, :type :invoke, :f :read, :value \"a", "r.log:1", "quoted text");
  refused("{:type :invoke, :f :read, :value nil}", "r.log:1", "a process");
  refused("{\"process\": 1, \"type\": ", "r.log:1", "");
}
