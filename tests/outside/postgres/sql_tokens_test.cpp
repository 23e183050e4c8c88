// Tokens of SQL: what is a keyword and what only looks like one.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "outside/postgres/sql_tokens.hpp"

namespace {

using namespace assay::outside::postgres;

/// The tokens as text: words in lower case, the others as they stand.
std::vector<std::string> texts(const std::string& sql, Backslash backslash = Backslash::plain) {
  std::vector<std::string> texts;
  for (const Token& one : tokens_of(sql, backslash)) {
    texts.push_back(one.kind == TokenKind::word ? one.word : sql.substr(one.at, one.size));
  }
  return texts;
}

using Texts = std::vector<std::string>;

TEST_CASE("comments are no tokens, nested ones neither") {
  CHECK(texts("/* a /* COMMIT; */ b */ END -- COMMIT\n ;") == Texts{"end", ";"});
  CHECK(texts("a--x\rb") == Texts{"a", "b"});
  CHECK(texts("a /* never closed") == Texts{"a"});
  CHECK(texts("1 - 2 / 3") == Texts{"1", "-", "2", "/", "3"});
}

TEST_CASE("what stands in strings and quoted names is no keyword") {
  CHECK(texts("'it''s; COMMIT' x") == Texts{"'it''s; COMMIT'", "x"});
  CHECK(texts(R"(E'a\'; COMMIT' x)") == Texts{R"(E'a\'; COMMIT')", "x"});
  CHECK(texts(R"('a\' x)") == Texts{R"('a\')", "x"});
  CHECK(texts(R"('a\'; COMMIT' x)", Backslash::escapes) == Texts{R"('a\'; COMMIT')", "x"});
  CHECK(texts("\"a\"\"; COMMIT\" x") == Texts{"\"a\"\"; COMMIT\"", "x"});
  CHECK(texts("name'x'") == Texts{"name", "'x'"});
  CHECK(texts("'never closed; COMMIT") == Texts{"'never closed; COMMIT"});
}

TEST_CASE("dollar quotes end at their own tag, and a parameter is none") {
  CHECK(texts("$$ COMMIT; $$ x") == Texts{"$$ COMMIT; $$", "x"});
  CHECK(texts("$a$ $$ COMMIT $b$ $a$ x") == Texts{"$a$ $$ COMMIT $b$ $a$", "x"});
  CHECK(texts("$1,$23") == Texts{"$1", ",", "$23"});
  CHECK(tokens_of("$1")[0].kind == TokenKind::parameter);
  CHECK(texts("a$b$ COMMIT") == Texts{"a$b$", "commit"});
  CHECK(texts("$ x") == Texts{"$", "x"});
  CHECK(texts("$a$ never closed; COMMIT") == Texts{"$a$ never closed; COMMIT"});
}

TEST_CASE("words and names are compared in lower case, without quotes") {
  CHECK(tokens_of("CoMMit")[0].is("commit"));
  const auto names = tokens_of("\"Orders\" \"a\"\"B\" \"commit\"");
  CHECK(names[0].word == "orders");
  CHECK(names[1].word == "a\"b");
  CHECK_FALSE(names[2].is("commit"));
}

TEST_CASE("tokens lie in the text, in its order and apart, whatever the text") {
  const auto letter = rc::gen::elementOf(std::string{"aE'\"$1;/*-\\\n (.,)\xc3\0"});
  CHECK(rc::check([&] {
    const auto sql = *rc::gen::container<std::string>(letter);
    const auto backslash = *rc::gen::element(Backslash::plain, Backslash::escapes);
    std::size_t end = 0;
    for (const Token& one : tokens_of(sql, backslash)) {
      RC_ASSERT(one.at >= end && one.size > 0);
      end = one.at + one.size;
    }
    RC_ASSERT(end <= sql.size());
  }));
}

}  // namespace
