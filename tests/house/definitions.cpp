// Reads the functions of a file from its tokens.
#include "tests/house/definitions.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace house {

namespace {

bool is_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

void add_line(const std::string& line, std::size_t number, Tokens& tokens) {
  constexpr std::array<std::string_view, 2> pairs{"::", "->"};
  for (std::size_t at = 0; at < line.size();) {
    std::size_t length = 1;
    if (is_letter(line[at])) {
      while (at + length < line.size() && is_letter(line[at + length])) ++length;
    } else if (std::ranges::find(pairs, line.substr(at, 2)) != pairs.end()) {
      length = 2;
    }
    if (line[at] != ' ') tokens.push_back({line.substr(at, length), number});
    at += length;
  }
}

/// Walks over the scopes of a file and takes the functions down.
class Reader {
 public:
  Reader(const std::string& path, const Tokens& tokens) : path_{path}, tokens_{tokens} {}

  std::vector<Function> functions() {
    while (at_ < tokens_.size()) next();
    return std::move(functions_);
  }

 private:
  struct Scope {
    std::string class_name;  ///< empty for a namespace
    bool hidden = false;
  };

  void next() {
    const std::string& text = tokens_[at_].text;
    if (text == "{") return open();
    if (text == "}" && !scopes_.empty()) scopes_.pop_back();
    const bool is_label = text == ":" && at_ > start_ && is_access(tokens_[at_ - 1].text);
    if (text == ";" || text == "}" || is_label) start_ = at_ + 1;
    ++at_;
  }

  static bool is_access(std::string_view word) {
    return word == "public" || word == "private" || word == "protected";
  }

  void open() {
    skip_template();
    const std::string first = at_ > start_ ? tokens_[start_].text : "";
    const std::size_t brackets = parameters_open();
    if (first == "namespace") {
      enter({{}, is_hidden() || at_ == start_ + 1});
    } else if (first == "class" || first == "struct") {
      enter({class_name(), is_hidden()});
    } else if (brackets == at_ || first == "enum" || closing(tokens_, brackets) > at_) {
      at_ = closing(tokens_, at_) + 1;  // a value, which goes on until its semicolon
    } else if (initialises_member(brackets)) {
      at_ = closing(tokens_, at_) + 1;
    } else {
      add(brackets);
    }
  }

  [[nodiscard]] bool is_hidden() const { return !scopes_.empty() && scopes_.back().hidden; }

  void enter(Scope scope) {
    scopes_.push_back(std::move(scope));
    start_ = ++at_;
  }

  /// What stands before the declaration itself.
  void skip_template() {
    while (start_ + 1 < at_ && tokens_[start_].text == "template") {
      int depth = 0;
      do {
        ++start_;
        if (tokens_[start_].text == "<") ++depth;
        if (tokens_[start_].text == ">") --depth;
      } while (depth > 0 && start_ < at_);
      ++start_;
    }
  }

  [[nodiscard]] std::string class_name() const {
    for (std::size_t i = start_ + 1; i < at_; ++i) {
      if (tokens_[i].text == "[") i = closing(tokens_, i);  // an attribute
      while (i + 2 < at_ && tokens_[i + 1].text == "::") i += 2;
      if (is_word(tokens_[i])) return tokens_[i].text;
    }
    return "?";
  }

  /// Where the parameters begin; `at_` where the statement is no function's.
  [[nodiscard]] std::size_t parameters_open() const {
    int angles = 0;
    for (std::size_t i = start_; i < at_; ++i) {
      const std::string& text = tokens_[i].text;
      if (text == "=") return at_;
      if (text == "<") ++angles;
      if (text == ">") --angles;
      const bool is_call = text == "(" && angles == 0 && i > start_ && is_word(tokens_[i - 1]);
      if (is_call && tokens_[i - 1].text != "requires") return i;
    }
    return at_;
  }

  /// Whether the brace opens an initialiser of a constructor's member.
  [[nodiscard]] bool initialises_member(std::size_t brackets) const {
    const std::size_t end = closing(tokens_, brackets);
    const bool has_list = end + 1 < at_ && tokens_[end + 1].text == ":";
    return has_list && (is_word(tokens_[at_ - 1]) || tokens_[at_ - 1].text == ">");
  }

  void add(std::size_t brackets) {
    const std::size_t name = brackets - 1;
    const std::size_t end = closing(tokens_, at_);
    const std::size_t after = closing(tokens_, brackets) + 1;
    Function one{.path = path_,
                 .scope = scopes_.empty() ? "" : scopes_.back().class_name,
                 .name = tokens_[name].text,
                 .parameters = parameters(brackets),
                 .body = {tokens_.begin() + static_cast<std::ptrdiff_t>(after),
                          tokens_.begin() + static_cast<std::ptrdiff_t>(end)},
                 .first_line = tokens_[start_].line,
                 .last_line = tokens_[std::min(end, tokens_.size() - 1)].line,
                 .hidden = is_hidden(),
                 .returns = !has_word("noreturn", name)};
    if (name >= start_ + 2 && tokens_[name - 1].text == "::") one.scope = tokens_[name - 2].text;
    functions_.push_back(std::move(one));
    at_ = end + 1;
    start_ = at_;
  }

  [[nodiscard]] bool has_word(std::string_view word, std::size_t end) const {
    for (std::size_t i = start_; i < end; ++i) {
      if (tokens_[i].text == word) return true;
    }
    return false;
  }

  [[nodiscard]] std::vector<Parameter> parameters(std::size_t open) const {
    const std::size_t end = closing(tokens_, open);
    std::vector<Parameter> list;
    std::size_t first = open + 1;
    auto ends = commas_between(tokens_, first, end, true);
    ends.push_back(end);
    for (const std::size_t last : ends) {
      if (first < last) list.push_back(parameter(first, last));
      first = last + 1;
    }
    return list;
  }

  [[nodiscard]] Parameter parameter(std::size_t first, std::size_t last) const {
    Parameter one;
    for (std::size_t i = first; i < last && tokens_[i].text != "="; ++i) {
      if (!is_word(tokens_[i]) || tokens_[i].text == "const") continue;
      if (!one.name.empty()) one.type = one.name;
      one.name = tokens_[i].text;
    }
    return one;
  }

  const std::string& path_;
  const Tokens& tokens_;
  std::size_t at_ = 0;
  std::size_t start_ = 0;  ///< of the statement
  std::vector<Scope> scopes_;
  std::vector<Function> functions_;
};

int depth_step(const std::string& text) {
  if (text == "(" || text == "{" || text == "[") return 1;
  return text == ")" || text == "}" || text == "]" ? -1 : 0;
}

}  // namespace

bool is_word(const Token& token) {
  return is_letter(token.text.front()) &&
         std::isdigit(static_cast<unsigned char>(token.text[0])) == 0;
}

bool is_type_name(const std::string& word) { return word.front() >= 'A' && word.front() <= 'Z'; }

Tokens tokens_of(const SourceFile& file) {
  Tokens tokens;
  bool in_directive = false;
  for (std::size_t i = 0; i < file.code.size(); ++i) {
    const std::string& line = file.code[i];
    in_directive = in_directive || line.starts_with('#');
    if (!in_directive) add_line(line, i + 1, tokens);
    in_directive = in_directive && line.ends_with('\\');
  }
  return tokens;
}

std::vector<Function> functions_of(const SourceFile& file) {
  const Tokens tokens = tokens_of(file);
  return Reader{file.path, tokens}.functions();
}

std::size_t closing(const Tokens& tokens, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < tokens.size(); ++i) {
    depth += depth_step(tokens[i].text);
    if (depth == 0) return i;
  }
  return tokens.size();
}

std::vector<std::size_t> commas_between(const Tokens& tokens, std::size_t first, std::size_t last,
                                        bool of_types) {
  std::vector<std::size_t> commas;
  int depth = 0;
  int angles = 0;
  for (std::size_t i = first; i < last; ++i) {
    const std::string& text = tokens[i].text;
    depth += depth_step(text);
    if (of_types && text == "<") ++angles;
    if (of_types && text == ">") --angles;
    if (text == "," && depth == 0 && angles == 0) commas.push_back(i);
  }
  return commas;
}

}  // namespace house
