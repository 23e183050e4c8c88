// Escaping and joining.
#include "reports/playbooks/markdown.hpp"

#include <fmt/format.h>

#include "scenarios/files/printable.hpp"

namespace assay::reports::markdown {

namespace {

std::string row(const std::vector<std::string>& cells) {
  std::string text = "|";
  for (const std::string& cell : cells) text += fmt::format(" {} |", cell);
  return text + "\n";
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool begins_sentence(std::string_view rest) {
  return rest.size() >= 2 && rest[0] == ' ' && rest[1] >= 'A' && rest[1] <= 'Z';
}

}  // namespace

std::string plain(std::string_view raw) {
  const std::string text = scenarios::printable(raw, scenarios::Breaks::kept);
  std::string escaped;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool joins =
        c == '_' && i > 0 && is_word(text[i - 1]) && i + 1 < text.size() && is_word(text[i + 1]);
    if (!joins && std::string_view{"\\`*_[]<>|#~"}.contains(c)) escaped += '\\';
    escaped += c == '\n' ? ' ' : c;
  }
  return escaped;
}

std::string code(std::string_view text) {
  std::string inner;
  for (const char c : scenarios::printable(text)) {
    if (c == '|') inner += '\\';
    inner += c == '`' ? '\'' : c;
  }
  return "`" + inner + "`";
}

std::string table(const std::vector<std::string>& head,
                  const std::vector<std::vector<std::string>>& rows) {
  const std::vector<std::string> top = head.empty() ? std::vector<std::string>(2) : head;
  std::string text = row(top) + row(std::vector<std::string>(top.size(), "---"));
  for (const auto& cells : rows) text += row(cells);
  return text;
}

std::vector<std::string> sentences(std::string_view prose) {
  std::vector<std::string> found;
  std::size_t start = 0;
  for (std::size_t i = 0; i < prose.size(); ++i) {
    if (prose[i] != '.' || !begins_sentence(prose.substr(i + 1))) continue;
    found.emplace_back(prose.substr(start, i + 1 - start));
    start = i + 2;
  }
  if (start < prose.size()) found.emplace_back(prose.substr(start));
  return found;
}

std::string numbered(const std::vector<std::string>& items) {
  std::string text;
  std::size_t number = 0;
  for (const std::string& item : items) text += fmt::format("{}. {}\n", ++number, item);
  return text;
}

std::string checklist(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += fmt::format("- [ ] {}\n", item);
  return text;
}

}  // namespace assay::reports::markdown
