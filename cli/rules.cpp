// Reads the lines of the document that are rules: "- <a id="r1"></a>**R1** text".
#include "cli/rules.hpp"

#include <algorithm>

namespace assay::cli {

namespace {

/// "[name](address)" as "name (address)", and no marks of code.
std::string plain(std::string_view markdown) {
  std::string text;
  for (std::size_t i = 0; i < markdown.size(); ++i) {
    const char c = markdown[i];
    if (c == '`' || c == '[') continue;
    if (c != ']') {
      text += c;
    } else {
      text += ' ';  // "(address)" follows
    }
  }
  return text;
}

}  // namespace

std::vector<Rule> rules() {
  constexpr std::string_view begin = "</a>**";
  constexpr std::string_view end = "** ";
  std::vector<Rule> all;
  std::string_view rest = rules_text();
  while (!rest.empty()) {
    const std::size_t length = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, length);
    rest.remove_prefix(std::min(length + 1, rest.size()));
    const std::size_t name = line.find(begin);
    if (!line.starts_with("- <a id=") || name == std::string_view::npos) continue;
    const std::string_view told = line.substr(name + begin.size());
    const std::size_t mark = told.find(end);
    if (mark == std::string_view::npos) continue;
    all.push_back({std::string{told.substr(0, mark)}, plain(told.substr(mark + end.size()))});
  }
  return all;
}

}  // namespace assay::cli
