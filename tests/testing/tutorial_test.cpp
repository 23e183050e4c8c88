// docs/tutorial.md cannot drift: each block of code is a part, byte for byte, of a file that is
// compiled or run, and what a program is said to print it prints.
#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <map>
#include <vector>

#include "campaign/pool/fresh_process.hpp"
#include "tests/testing/own_folder.hpp"

namespace {

/// A fenced block, and the file that the comment before it names.
struct Block {
  std::string language;
  std::string source;
  std::string text;
};

std::string text_of(const std::string& path) {
  std::ifstream file{std::string{ASSAY_SOURCE_DIR} + "/" + path};
  INFO(path);
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

std::vector<Block> blocks_of(const std::string& page) {
  std::vector<Block> blocks;
  std::string before;
  bool inside = false;
  for (const std::string& line : lines_of(page)) {
    const bool fence = line.starts_with("```");
    if (fence && !inside) blocks.push_back({line.substr(3), before, ""});
    if (!fence && inside) blocks.back().text += line + "\n";
    if (fence) inside = !inside;
    const bool named = line.starts_with("<!-- ") && line.ends_with(" -->");
    before = named ? line.substr(5, line.size() - 9) : "";
  }
  REQUIRE_FALSE(inside);
  return blocks;
}

std::vector<Block> blocks_in(const std::string& language) {
  std::vector<Block> blocks = blocks_of(text_of("docs/tutorial.md"));
  std::erase_if(blocks, [&](const Block& block) { return block.language != language; });
  return blocks;
}

/// Whether the pieces between the page's "…" occur in that order.
bool occurs(const std::string& text, const std::string& line) {
  const std::string gap = "…";
  std::size_t at = 0;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find(gap, begin), line.size());
    at = text.find(line.substr(begin, end - begin), at);
    if (at == std::string::npos) return false;
    begin = end + gap.size();
  }
  return true;
}

}  // namespace

TEST_CASE("each block of code of the tutorial is a part of a file that is compiled or run") {
  std::size_t checked = 0;
  for (const char* const language : {"cpp", "cmake", "json"}) {
    for (const Block& block : blocks_in(language)) {
      INFO(block.source << ":\n" << block.text);
      REQUIRE(block.source.starts_with("examples/"));
      CHECK(text_of(block.source).find(block.text) != std::string::npos);
      ++checked;
    }
  }
  CHECK(checked >= 10);
}

TEST_CASE("each C++ file that the tutorial quotes is built by the example's CMake") {
  const std::string build = text_of("examples/foreign/CMakeLists.txt");
  for (const Block& block : blocks_in("cpp")) {
    const std::string name = block.source.substr(block.source.rfind('/') + 1);
    const bool included =
        name.ends_with(".hpp") &&
        text_of("examples/foreign/foreign_test.cpp").find("\"" + name + "\"") != std::string::npos;
    INFO(name);
    CHECK((included || build.find(name) != std::string::npos));
  }
}

TEST_CASE("the tutorial has no block of a kind that nothing checks") {
  for (const Block& block : blocks_of(text_of("docs/tutorial.md"))) {
    const std::map<std::string, bool> kinds{
        {"cpp", true}, {"cmake", true}, {"json", true}, {"sh", true}, {"text", true}};
    INFO(block.language << "\n" << block.text);
    CHECK(kinds.contains(block.language));
  }
}

TEST_CASE("the first try of the tutorial prints what the page says") {
  const assay::tests::OwnFolder folder;
  const auto finished =
      assay::campaign::run_process({.program = "/bin/sh",
                                    .arguments = {"-c", std::string{ASSAY_FIRST_TRY} + " 2>&1"},
                                    .environment = {{"ASSAY_CORPUS", folder.path().string()}}});
  REQUIRE(finished);
  CHECK(finished->code == 1);
  REQUIRE(blocks_in("text").size() == 1);
  for (const std::string& line : lines_of(blocks_in("text").front().text)) {
    INFO(line << "\n" << finished->output);
    CHECK(occurs(finished->output, line));
  }
}

TEST_CASE("each shell line of the tutorial names targets and files that there are") {
  const std::string build = text_of("examples/foreign/CMakeLists.txt");
  for (const Block& block : blocks_in("sh")) {
    for (const std::string& line : lines_of(block.text)) {
      const auto target = line.find("--target ");
      if (target == std::string::npos) continue;
      CHECK(build.find("add_executable(" + line.substr(target + 9) + " ") != std::string::npos);
    }
  }
  CHECK(blocks_in("sh").size() >= 3);
}
