// A fault is told in one file: no other one of the product asks for it by its word. What it does,
// where it may be allowed and how it is worded come of its value.
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "tests/house/source_file.hpp"

namespace {

using namespace house;
namespace fs = std::filesystem;

constexpr std::array<std::string_view, 8> layers{"sim",      "models",  "scenarios", "runs",
                                                 "campaign", "testing", "reports",   "cli"};
/// Words of traces and plans, too, which name what happened and not the fault.
constexpr std::array<std::string_view, 2> shared{"crash", "pause"};

bool is_fault_file(const std::string& path) {
  return fs::path{path}.parent_path().filename().string().ends_with("faults");
}

std::set<std::string> fault_words() {
  std::set<std::string> words;
  for (const SourceFile& file : source_tree()) {
    if (is_fault_file(file.path)) words.insert(fs::path{file.path}.stem().string());
  }
  for (const std::string_view word : shared) words.erase(std::string{word});
  return words;
}

std::string told_elsewhere(const SourceFile& file, const std::set<std::string>& words) {
  std::vector<Offence> offences;
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    const std::string code = file.lines[i].substr(0, file.lines[i].find("//"));
    for (const std::string& word : words) {
      const bool own = is_fault_file(file.path) && fs::path{file.path}.stem() == word;
      if (own || code.find('"' + word + '"') == std::string::npos) continue;
      offences.push_back({i + 1, "the fault " + word});
    }
  }
  return listing(file, offences);
}

}  // namespace

TEST_CASE("no file of the product but its own names a fault") {
  const std::set<std::string> words = fault_words();
  REQUIRE(words.size() > 30);
  std::string text;
  for (const SourceFile& file : source_tree()) {
    const bool ours = std::ranges::find(layers, layer_of(file.path)) != layers.end();
    if (ours) text += told_elsewhere(file, words);
  }
  CHECK(text == "");
}

TEST_CASE("a fault that is asked for by its word is found") {
  const std::set<std::string> words{"lose"};
  const std::string text = "if (answer == \"lose\") return;\n";
  CHECK_FALSE(told_elsewhere(make_source("sim/world/a.cpp", text), words).empty());
  CHECK(told_elsewhere(make_source("sim/world/message_faults/lose.cpp", text), words).empty());
  CHECK(told_elsewhere(make_source("sim/world/a.cpp", "lose();  // \"lose\"\n"), words).empty());
}
