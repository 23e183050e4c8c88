// docs/glossary.md has one entry for each word, and the word of each public type of the boundary,
// the history, the ports and the form for users' tests.
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "tests/house/declarations.hpp"

namespace {

using namespace house;

/// "EdgePolicy" in words: "edge policy".
std::string in_words(std::string_view type) {
  std::string words;
  for (const char letter : type) {
    const bool is_capital = letter >= 'A' && letter <= 'Z';
    if (is_capital && !words.empty()) words += ' ';
    words += is_capital ? static_cast<char>(letter - 'A' + 'a') : letter;
  }
  return words;
}

/// As entries are compared: no hyphens, and one of what may be several.
std::string normal_form(std::string word) {
  std::ranges::replace(word, '-', ' ');
  if (word.ends_with("ies")) return word.substr(0, word.size() - 3) + "y";
  return word.ends_with('s') && !word.ends_with("ss") ? word.substr(0, word.size() - 1) : word;
}

/// What a type says beside its word: that it is a message about it, an error of it, or a part.
/// An EdgeRequest goes under "edge", a CommitFailure under "commit".
std::string without_role(const std::string& words) {
  constexpr std::array<std::string_view, 13> roles{
      " request", " response", " reply",  " question", " page",     " entry", " failure",
      " error",   " status",   " result", " options",  " promises", " kind"};
  for (const std::string_view role : roles) {
    if (words.ends_with(role)) return words.substr(0, words.size() - role.size());
  }
  return words;
}

/// How often each word of the first column of the glossary's table stands there. A qualifier in
/// brackets is no part of a word: one word has one meaning.
std::map<std::string, int> entries_of(const std::string& glossary) {
  std::map<std::string, int> entries;
  for (const std::string& line : make_source("glossary", glossary).lines) {
    if (!line.starts_with("| ") || line.starts_with("| word |")) continue;
    const std::string word = line.substr(2, line.find(" |", 2) - 2);
    ++entries[normal_form(word.substr(0, word.find(" (")))];
  }
  return entries;
}

const std::map<std::string, int>& entries() {
  static const auto all = entries_of(read_text("docs/glossary.md"));
  return all;
}

bool is_in(const std::map<std::string, int>& glossary, const std::string& type) {
  const std::string words = in_words(type);
  return glossary.contains(normal_form(words)) ||
         glossary.contains(normal_form(without_role(words)));
}

/// Whether its types are words that users meet. Kinds of facts stand in docs/history-format.md.
bool has_public_types(const SourceFile& file) {
  constexpr std::array<std::string_view, 4> rooms{"harness/", "history/", "testing/",
                                                  "payments/ports/"};
  const auto begins = [&](std::string_view room) { return file.path.starts_with(room); };
  return is_header(file) && std::ranges::any_of(rooms, begins) &&
         !file.path.starts_with("history/detail/") && !file.path.starts_with("history/facts/");
}

/// A member type is told with its class, and what begins small is a specialisation of another's.
std::set<std::string> types_in(const SourceFile& file) {
  std::set<std::string> types;
  for (const Declaration& one : public_declarations(file)) {
    if (one.kind != DeclarationKind::type || !one.scope.empty() || !is_type_name(one.name))
      continue;
    const auto name = std::ranges::find(one.head, one.name, &Token::text);
    if (std::prev(name)->text != "::") types.insert(one.name);
  }
  return types;
}

}  // namespace

TEST_CASE("the word of every public type is in the glossary") {
  std::size_t types = 0;
  std::string missing;
  for (const SourceFile& file : source_tree()) {
    if (!has_public_types(file)) continue;
    for (const std::string& type : types_in(file)) {
      ++types;
      if (!is_in(entries(), type)) missing += file.path + ": " + in_words(type) + "\n";
    }
  }
  CHECK(types > 50);
  CHECK(missing == "");
}

TEST_CASE("a word has one entry in the glossary, and the words of many uses have theirs") {
  std::string twice;
  for (const auto& [word, times] : entries()) {
    if (times > 1) twice += word + "\n";
  }
  CHECK(twice == "");
  for (const char* word : {"evidence", "verdict", "finding", "asked", "answer", "recorder",
                           "journal", "story", "claim", "check", "place"}) {
    INFO(word);
    CHECK(entries().contains(word));
  }
}

TEST_CASE("the glossary's words are in alphabetical order") {
  std::string before;
  std::string late;
  for (const std::string& line : make_source("glossary", read_text("docs/glossary.md")).lines) {
    if (!line.starts_with("| ") || line.starts_with("| word |")) continue;
    const std::string word = line.substr(2, line.find(" |", 2) - 2);
    if (word < before) late += word + "\n";
    before = word;
  }
  CHECK(late == "");
}

TEST_CASE("a type goes under its own words, or under what it is a message, an error or a part of") {
  const auto glossary = entries_of(
      "| word | what |\n|---|---|\n| edge | a |\n| look-up | b |\n"
      "| claim (of a key) | c |\n| claim (of a day) | d |\n");
  CHECK(is_in(glossary, "EdgeRequest"));
  CHECK(is_in(glossary, "LookUpReply"));
  CHECK(is_in(glossary, "Edges"));
  CHECK_FALSE(is_in(glossary, "EdgePolicy"));
  CHECK_FALSE(is_in(glossary, "Request"));
  CHECK(glossary.at("claim") == 2);
}
