// Messages cut out of a stream, and those that the proxy writes itself.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "outside/postgres/bound_values.hpp"
#include "outside/postgres/wire.hpp"
#include "tests/outside/postgres/messages.hpp"

namespace {

using namespace assay::outside::postgres;
using namespace std::string_literals;

std::vector<std::string> cut(Framer& framer) {
  std::vector<std::string> messages;
  while (const auto one = framer.peek()) {
    messages.emplace_back(one->bytes);
    framer.pop();
  }
  return messages;
}

TEST_CASE("the messages are the same, in whatever pieces the stream comes") {
  CHECK(rc::check([] {
    const auto bodies = *rc::gen::arbitrary<std::vector<std::string>>();
    std::vector<std::string> sent;
    for (const std::string& body : bodies) sent.push_back(message('D', body));
    std::string stream;
    for (const std::string& one : sent) stream += one;
    Framer framer;
    std::vector<std::string> cuts;
    for (std::size_t at = 0; at < stream.size();) {
      const auto size = *rc::gen::inRange<std::size_t>(1, 12);
      framer.feed(std::string_view{stream}.substr(at, size));
      for (std::string& one : cut(framer)) cuts.push_back(std::move(one));
      at += size;
    }
    RC_ASSERT(cuts == sent);
    RC_ASSERT(framer.rest().empty() && !framer.broken());
  }));
}

TEST_CASE("random bytes are never lost: they are messages, or a rest as it came") {
  CHECK(rc::check([](const std::string& bytes) {
    Framer framer;
    framer.feed(bytes);
    std::string seen;
    for (const std::string& one : cut(framer)) seen += one;
    RC_ASSERT(seen + framer.take_rest() == bytes);
    RC_ASSERT(framer.rest().empty());
  }));
}

TEST_CASE("a length that cannot be breaks the framing, and nothing is cut from then on") {
  Framer framer;
  framer.feed(query("x") + "Q\0\0\0\3"s + query("y"));
  CHECK(cut(framer).size() == 1);
  CHECK(framer.broken());
  CHECK(framer.take_rest() == "Q\0\0\0\3"s + query("y"));
}

TEST_CASE("openings are told apart, and a startup has its parameters") {
  CHECK(read_opening("\0\0\0\x08\x04\xd2\x16\x2f"s).kind == OpeningKind::tls);
  CHECK(read_opening("\0\0\0\x08\x04\xd2\x16\x30"s).kind == OpeningKind::gss);
  CHECK(read_opening("\0\0\0\x10\x04\xd2\x16\x2e\0\0\0\1\0\0\0\2"s).kind == OpeningKind::cancel);
  CHECK(read_opening("\0\0\0\x08\0\2\0\0"s).kind == OpeningKind::unknown);
  CHECK(read_opening("GET / HTTP/1.1"s).kind == OpeningKind::unknown);
  const auto startup = read_opening("\0\0\0\x20\0\3\0\0user\0me\0database\0shop\0\0"s);
  CHECK(startup.kind == OpeningKind::startup);
  CHECK(startup.parameters.at("user") == "me");
  CHECK(startup.parameters.at("database") == "shop");
}

TEST_CASE("an error carries its SQLSTATE") {
  const std::string error = error_response("ERROR", "40001", "no");
  CHECK(sqlstate(std::string_view{error}.substr(5)) == "40001");
  CHECK(sqlstate("") == "");
  CHECK(sqlstate("Sx") == "");
}

TEST_CASE("values are told as SQL, whatever form they were sent in") {
  CHECK(literal("it's", false, 0) == "'it''s'");
  CHECK(literal(std::nullopt, true, 23) == "NULL");
  CHECK(literal("\xff\xff\xff\xfe"s, true, 23) == "'-2'");
  CHECK(literal("\0\0\0\0\0\0\4\xe2"s, true, 20) == "'1250'");
  CHECK(literal("\1"s, true, 16) == "'t'");
  CHECK(literal("\x0a\x0b"s, true, 17) == "'\\x0a0b'");
  CHECK(literal("pay-1", true, 0) == "'pay-1'");
  CHECK(literal("\0\0\0\7"s, true, 0) == "'\\x00000007'");
  CHECK(literal("\1{}"s, true, 3802) == "'{}'");
  CHECK(literal("\0\1\2\3\4\5\6\7\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f"s, true, 2950) ==
        "'00010203-0405-0607-0809-0a0b0c0d0e0f'");
  // As `SELECT numeric_send(...)` gives them: digits, weight, sign, scale, and the digits.
  CHECK(literal("\0\2\0\0\0\0\0\2\0\x0c\x13\x88"s, true, 1700) == "'12.50'");
  CHECK(literal("\0\1\xff\xfe\x40\0\0\x08\0\1"s, true, 1700) == "'-0.00000001'");
  CHECK(literal("\0\1\0\1\0\0\0\0\0\1"s, true, 1700) == "'10000'");
  CHECK(literal(""s, true, 1700) == "'0'");
}

TEST_CASE("values take the place of parameters, and of nothing that looks like one") {
  CHECK(with_values("a = $1 AND b = '$1' AND c = $2 -- $1", {"'x'", "NULL"}) ==
        "a = 'x' AND b = '$1' AND c = NULL -- $1");
  CHECK(with_values("$3 $1", {"'x'"}) == "$3 'x'");
  CHECK(with_values("$10", {"'x'"}) == "$10");
}

TEST_CASE("a Bind is read with its formats: of each value, of all, or none") {
  const Binding each = read_binding("p\0s\0\0\2\0\0\0\1\0\2\0\0\0\1x\xff\xff\xff\xff"s);
  CHECK(each.portal == "p");
  CHECK(each.statement == "s");
  CHECK(each.values == std::vector<std::optional<std::string>>{"x", std::nullopt});
  CHECK(each.binary == std::vector<bool>{false, true});
  const Binding all = read_binding("\0\0\0\1\0\1\0\2\0\0\0\1x\0\0\0\1y"s);
  CHECK(all.binary == std::vector<bool>{true, true});
  CHECK(read_binding("\0\0\0\0\xff\xff"s).values.size() <= 1);
}

}  // namespace
