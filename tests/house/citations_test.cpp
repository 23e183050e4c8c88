// docs/rules.md is what every citation of a rule leads to: R1, E1, I01, L1 and S01, in code,
// documents and scenarios. What it names in turn is there: properties, defects, scenarios,
// profiles, tests.
#include <catch2/catch.hpp>

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>

#include "tests/house/source_file.hpp"

namespace {

using namespace house;
namespace fs = std::filesystem;

/// The line of each rule, by its name. A name told twice is an empty line.
std::map<std::string, std::string> rules_in(const std::string& text) {
  static const std::regex entry{R"re(\n- <a id="([a-z0-9]+)"></a>\*\*(\w+)\*\* ([^\n]+))re"};
  std::map<std::string, std::string> rules;
  for (std::sregex_iterator at{text.begin(), text.end(), entry}, end; at != end; ++at) {
    const std::string name = (*at)[2];
    std::string anchor;
    for (const char letter : name) anchor += letter < 'A' || letter > 'Z' ? letter : letter + 32;
    CHECK(anchor == (*at)[1].str());
    if (!rules.emplace(name, (*at)[3]).second) rules[name].clear();
  }
  return rules;
}

const std::map<std::string, std::string>& rules() {
  static const auto all = rules_in(read_text("docs/rules.md"));
  return all;
}

std::set<std::string> citations_in(const std::string& text) {
  static const std::regex cited{R"(\b(R\d{1,2}[a-e]?|E\d|I\d\d|L\d|S\d\d)\b)"};
  std::set<std::string> names;
  for (std::sregex_iterator at{text.begin(), text.end(), cited}, end; at != end; ++at) {
    names.insert(at->str());
  }
  return names;
}

/// Every file that may cite rules, from the project root.
std::set<std::string> citing_files() {
  std::set<std::string> paths;
  for (const auto& entry : fs::recursive_directory_iterator{ASSAY_SOURCE_DIR}) {
    const std::string path = fs::relative(entry.path(), ASSAY_SOURCE_DIR).generic_string();
    const bool ours = !path.starts_with("build") && !path.starts_with(".") &&
                      !path.starts_with("bench") && !path.starts_with("assay-out") &&
                      !path.starts_with("tests/fuzz");
    const std::string ending = entry.path().extension().string();
    const bool is_lock = entry.path().filename() == "package-lock.json";  // checksums, no citations
    if (is_lock) continue;
    const bool text = ending == ".hpp" || ending == ".cpp" || ending == ".md" || ending == ".json";
    if (ours && text && entry.is_regular_file()) paths.insert(path);
  }
  return paths;
}

bool exists(const std::string& name) {
  const fs::path root{ASSAY_SOURCE_DIR};
  const bool file = name.find('/') != std::string::npos;
  return fs::exists(root / (file ? name : "properties/all/" + name + ".cpp")) ||
         fs::exists(root / ("scenarios/library/" + name + ".json")) ||
         fs::exists(root / ("systems/payments/defects/" + name + ".cpp")) ||
         read_text("models/rules/profile.cpp").find(".name = \"" + name + "\"") !=
             std::string::npos;
}

/// What the lines of `folder` that match `pattern` claim of a rule, told by the rule's line or not.
std::string untold(const std::string& folder, const std::regex& pattern) {
  std::string missing;
  for (const auto& entry : fs::directory_iterator{fs::path{ASSAY_SOURCE_DIR} / folder}) {
    const std::string name = entry.path().stem().string();
    const std::string text = read_text(folder + "/" + entry.path().filename().string());
    std::smatch line;
    if (!std::regex_search(text, line, pattern)) continue;
    for (const std::string& rule : citations_in(line.str())) {
      const auto found = rules().find(rule);
      const bool told =
          found != rules().end() && found->second.find("`" + name + "`") != std::string::npos;
      if (!told) missing += rule + " does not name " + name + "\n";
    }
  }
  return missing;
}

}  // namespace

TEST_CASE("every rule that is cited stands in docs/rules.md, once") {
  REQUIRE(rules().size() > 100);
  std::string unknown;
  for (const auto& [name, line] : rules()) {
    if (line.empty()) unknown += name + " stands there twice\n";
  }
  for (const std::string& path : citing_files()) {
    for (const std::string& name : citations_in(read_text(path))) {
      if (!rules().contains(name)) unknown += path + ": " + name + "\n";
    }
  }
  CHECK(unknown == "");
}

TEST_CASE("what docs/rules.md names is there") {
  static const std::regex quoted{"`([a-z0-9_/.]+)`"};
  std::string missing;
  for (const auto& [name, line] : rules()) {
    for (std::sregex_iterator at{line.begin(), line.end(), quoted}, end; at != end; ++at) {
      if (!exists((*at)[1])) missing += name + ": " + (*at)[1].str() + "\n";
    }
  }
  CHECK(missing == "");
}

TEST_CASE("a rule names the property that holds it, and the scenarios that play it") {
  CHECK(untold("properties/all", std::regex{R"(\.rule = "\w+")"}) == "");
  CHECK(untold("scenarios/library", std::regex{R"re("rules": \[[^\]]*\])re"}) == "");
}

TEST_CASE("a rule binds us or is a fact, and has a public source or says that it is ours") {
  std::string without;
  for (const auto& [name, line] : rules()) {
    if (name.front() != 'R') continue;
    const bool kind =
        line.find("Binds us.") != std::string::npos || line.find("A fact.") != std::string::npos;
    const bool source = line.find("Source: [") != std::string::npos ||
                        line.find("Source: follows from R") != std::string::npos;
    if (!kind || !source) without += name + "\n";
  }
  CHECK(without == "");
}

TEST_CASE("a defect comes from a public report or public code, or says that it is our own") {
  static const std::regex source{R"re(\.source = "\w[\w-]*/[\w-]+( #\d+|, as R\w+ says)")re"
                                 R"re(|\.source = "our own, against [RIL]\w+|\.source = "own")re"};
  std::string without;
  const fs::path gallery = fs::path{ASSAY_SOURCE_DIR} / "systems/payments/defects";
  for (const auto& entry : fs::directory_iterator{gallery}) {
    const std::string path = "systems/payments/defects/" + entry.path().filename().string();
    if (!path.ends_with(".cpp")) continue;
    if (!std::regex_search(read_text(path), source)) without += path + "\n";
  }
  CHECK(without == "");
}

TEST_CASE("a citation that leads nowhere is found") {
  CHECK(citations_in("see I"
                     "98, R9a and S01; not RIP, I2C or E"
                     "10") == std::set<std::string>{"I"
                                                    "98",
                                                    "R9a", "S01"});
  CHECK_FALSE(
      rules().contains("I"
                       "98"));
}
