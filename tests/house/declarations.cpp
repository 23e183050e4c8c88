// Walks over the scopes of a header that others may name.
#include "tests/house/declarations.hpp"

#include <algorithm>
#include <string_view>

namespace house {

namespace {

constexpr std::string_view mark = "///";

std::string trimmed(const std::string& line) {
  const auto start = line.find_first_not_of(' ');
  return start == std::string::npos ? "" : line.substr(start);
}

/// The `///` lines that end right above `line`, and what stands beside the head.
std::string comment_of(const SourceFile& file, std::size_t first, std::size_t last) {
  std::string text;
  for (std::size_t i = first - 1; i > 0; --i) {
    const std::string line = trimmed(file.lines[i - 1]);
    if (!line.starts_with(mark)) break;
    text = line.substr(mark.size()) + "\n" + text;
  }
  for (std::size_t i = first; i <= last; ++i) {
    const auto at = file.lines[i - 1].find("///<");
    if (at != std::string::npos) text += file.lines[i - 1].substr(at + 4) + "\n";
  }
  return text;
}

class DeclarationReader {
 public:
  explicit DeclarationReader(const SourceFile& file) : file_{file}, tokens_{tokens_of(file)} {}

  std::vector<Declaration> declarations() {
    while (at_ < tokens_.size()) next();
    return std::move(declarations_);
  }

 private:
  struct Level {
    std::string class_name;  ///< empty for a namespace
    bool is_public = true;
  };

  void next() {
    const std::string& text = tokens_[at_].text;
    if (text == "{") return open();
    if (text == "(" || text == "[") {
      at_ = closing(tokens_, at_) + 1;
      return;
    }
    if (text == ";") end_statement();
    if (text == "}" && !levels_.empty()) levels_.pop_back();
    if (text == ":" && at_ > start_) set_access(tokens_[at_ - 1].text);
    if (text == ";" || text == "}") start_ = at_ + 1;
    ++at_;
  }

  void set_access(const std::string& word) {
    if (word != "public" && word != "private" && word != "protected") return;
    levels_.back().is_public = word == "public";
    start_ = at_ + 1;
  }

  [[nodiscard]] bool is_public() const { return std::ranges::all_of(levels_, &Level::is_public); }

  [[nodiscard]] bool has(std::string_view word) const {
    for (std::size_t i = start_; i < at_; ++i) {
      if (tokens_[i].text == word) return true;
    }
    return false;
  }

  void open() {
    const std::string kind = after_template() < at_ ? tokens_[after_template()].text : "";
    if (kind == "namespace") {
      const std::string name = tokens_[at_ - 1].text;
      levels_.push_back({{}, name != "detail" && name != "namespace"});
    } else if ((kind == "class" || kind == "struct") && parameters_open() == at_) {
      const std::string name = type_name(after_template() + 1);
      add(DeclarationKind::type, name, closing(tokens_, at_));
      levels_.push_back({name, kind == "struct"});
      levels_.back().is_public = kind == "struct";
    } else {
      return leave_body(kind);
    }
    start_ = ++at_;
  }

  void leave_body(const std::string& kind) {
    const std::size_t brackets = parameters_open();
    const std::size_t end = closing(tokens_, at_);
    const bool is_body = brackets < at_ && !initialises(brackets);
    if (kind == "enum") add(DeclarationKind::type, type_name(start_ + 1), end);
    if (is_body && kind != "enum") add_function(brackets, end);
    at_ = end + 1;
    if (is_body && kind != "enum") start_ = at_;
  }

  /// Whether the brace opens an initialiser of a constructor's member.
  [[nodiscard]] bool initialises(std::size_t brackets) const {
    const std::size_t end = closing(tokens_, brackets);
    const bool has_list = end + 1 < at_ && tokens_[end + 1].text == ":";
    return has_list && (is_word(tokens_[at_ - 1]) || tokens_[at_ - 1].text == ">");
  }

  void end_statement() {
    const std::string first = after_template() < at_ ? tokens_[after_template()].text : "";
    const bool is_other = first == "using" || first == "static_assert" || first == "typedef";
    const std::size_t brackets = parameters_open();
    if (!is_other && brackets < at_) add_function(brackets, at_);
  }

  [[nodiscard]] std::size_t after_template() const {
    std::size_t at = start_;
    while (at < at_ && tokens_[at].text == "template") {
      int depth = 0;
      do {
        ++at;
        depth += tokens_[at].text == "<" ? 1 : tokens_[at].text == ">" ? -1 : 0;
      } while (depth > 0 && at < at_);
      ++at;
    }
    return at;
  }

  /// Where the parameters begin; `at_` where the statement is no function's.
  [[nodiscard]] std::size_t parameters_open() const {
    int angles = 0;
    for (std::size_t i = after_template(); i < at_; ++i) {
      const std::string& text = tokens_[i].text;
      if (text == "operator") return operator_parameters(i);
      if (text == "=") return at_;
      if (text == "<") ++angles;
      if (text == ">") --angles;
      if (text == "(" && angles == 0 && is_word(tokens_[i - 1])) return i;
    }
    return at_;
  }

  [[nodiscard]] std::size_t operator_parameters(std::size_t at) const {
    std::size_t open = at + 1;
    if (tokens_[open].text == "(") open += 2;
    while (open < at_ && tokens_[open].text != "(") ++open;
    return open;
  }

  [[nodiscard]] std::string type_name(std::size_t at) const {
    while (tokens_[at].text == "class" || tokens_[at].text == "struct") ++at;
    if (tokens_[at].text == "[") at = closing(tokens_, at) + 1;
    while (tokens_[at + 1].text == "::") at += 2;
    return tokens_[at].text;
  }

  [[nodiscard]] std::string function_name(std::size_t brackets) const {
    std::string name;
    for (std::size_t i = after_template(); i < brackets; ++i) {
      if (!name.empty()) name += tokens_[i].text;
      if (tokens_[i].text == "operator") name = "operator";
    }
    if (!name.empty()) return name;
    const bool is_destructor = brackets > start_ + 1 && tokens_[brackets - 2].text == "~";
    return (is_destructor ? "~" : "") + tokens_[brackets - 1].text;
  }

  void add_function(std::size_t brackets, std::size_t end) {
    if (!has("friend")) add(DeclarationKind::function, function_name(brackets), end);
  }

  void add(DeclarationKind kind, const std::string& name, std::size_t end) {
    if (!is_public()) return;
    const auto head = static_cast<std::ptrdiff_t>(after_template());
    Declaration one{
        .kind = kind,
        .scope = levels_.empty() ? "" : levels_.back().class_name,
        .name = name,
        .head = {tokens_.begin() + head, tokens_.begin() + static_cast<std::ptrdiff_t>(at_)},
        .first_line = tokens_[start_].line,
        .last_line = tokens_[at_].line,
        .end_line = tokens_[std::min(end, tokens_.size() - 1)].line,
        .comment = {}};
    one.comment = comment_of(file_, one.first_line, one.last_line);
    declarations_.push_back(std::move(one));
  }

  const SourceFile& file_;
  Tokens tokens_;
  std::size_t at_ = 0;
  std::size_t start_ = 0;  ///< of the statement
  std::vector<Level> levels_;
  std::vector<Declaration> declarations_;
};

}  // namespace

std::vector<Declaration> public_declarations(const SourceFile& header) {
  return DeclarationReader{header}.declarations();
}

}  // namespace house
