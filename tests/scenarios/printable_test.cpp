// Text from elsewhere before it is shown, and words before a shell reads them.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <array>
#include <cstdio>
#include <string>

#include "scenarios/files/json_text.hpp"
#include "scenarios/files/printable.hpp"
#include "scenarios/files/shell_words.hpp"

namespace {

using namespace assay::scenarios;
using namespace assay::runs;

/// Whether no byte of the text can move, hide or turn what stands on a terminal.
bool shows_only_itself(std::string_view text) {
  while (!text.empty()) {
    const Character next = first_character(text);
    if (next.length == 0 || !shows_itself(next.code)) return false;
    text.remove_prefix(next.length);
  }
  return true;
}

std::string said_by_shell(const std::string& command) {
  std::string said;
  std::FILE* const pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 4096> part{};
  while (const std::size_t got = std::fread(part.data(), 1, part.size(), pipe)) {
    said.append(part.data(), got);
  }
  ::pclose(pipe);
  return said;
}

}  // namespace

TEST_CASE("what shows itself stays as it is, and all else is spelled out") {
  CHECK(printable("plain text, é€😀 漢") == "plain text, é€😀 漢");
  CHECK(printable("a\x1b[31mb\x07") == "a\\x1b[31mb\\x07");
  CHECK(printable("two\nlines\t") == "two\\x0alines\\x09");
  CHECK(printable("two\nlines\t\r", Breaks::kept) == "two\nlines\t\\x0d");
  CHECK(printable("eur\u202e05.21") == "eur\\u{202e}05.21");
  CHECK(printable("\u0085\u2066\ufeff\u200b") == "\\u{85}\\u{2066}\\u{feff}\\u{200b}");
  CHECK(printable("\xff\xc0\x80 \xed\xa0\x80") == "\\xff\\xc0\\x80 \\xed\\xa0\\x80");
  CHECK(printable(std::string_view{"a\0b", 3}) == "a\\x00b");
}

TEST_CASE("whatever the bytes, what is printed shows only itself and stays so") {
  CHECK(rc::check([](const std::string& bytes) {
    const std::string shown = printable(bytes);
    RC_ASSERT(shows_only_itself(shown));
    RC_ASSERT(printable(shown) == shown);
  }));
}

TEST_CASE("an excerpt is short and cuts no character in two") {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "é";
  CHECK(excerpt(text).find("\\x") == std::string::npos);
  CHECK(excerpt(text).ends_with("..."));
  CHECK(excerpt("short") == "short");
}

TEST_CASE("JSON is written without a raw control, and reads back as what it was") {
  const std::string hostile = "a\x1b[2J \u202e \u0085 \x7f \U000e0041 é";
  const std::string text = json_text(nlohmann::json{hostile});
  CHECK(shows_only_itself(text));
  CHECK(nlohmann::json::parse(text)[0] == hostile);
  CHECK(nlohmann::json::parse(json_text(nlohmann::json{"\xff"}))[0] == "\ufffd");
}

TEST_CASE("a word comes out of a shell as it went in, whatever is in it") {
  CHECK(shell_word("/tmp/a-b_c.json") == "/tmp/a-b_c.json");
  CHECK(shell_word("two words") == "'two words'");
  CHECK(shell_word("it's $(rm -rf /)") == "'it'\\''s $(rm -rf /)'");
  CHECK(shell_word("") == "''");
  for (const std::string word :
       {"a b", "~/x", "$(echo no)", "`no`", "it's", "a\nb", "\xff\xfe", "-n\x1b", "50%\t\\n", "=x",
        "\u202eabc", "a*?[b]", "!x", "#x", "a;b&c|d>e<f", "\"q\"", "\x01"}) {
    INFO(printable(word));
    CHECK(shows_only_itself(shell_word(word)));
    CHECK(said_by_shell("printf '%s' " + shell_word(word)) == word);
  }
}

TEST_CASE("words of any bytes come out of a shell as they went in") {
  CHECK(rc::check([] {
    const auto bytes = *rc::gen::container<std::string>(rc::gen::inRange<int>(1, 256));
    if (bytes.ends_with('\n')) return;  // in a form that this shell may not have
    RC_ASSERT(said_by_shell("printf '%s' " + shell_word(bytes)) == bytes);
  }));
}
