// One pass over the text. Letters are those of ASCII, and every byte above them, as in PostgreSQL's
// own scan.l.
#include "outside/postgres/sql_tokens.hpp"

#include <algorithm>
#include <utility>

namespace assay::outside::postgres {

namespace {

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

bool begins_name(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_' ||
         static_cast<unsigned char>(letter) >= 0x80;
}

bool is_in_name(char letter) { return begins_name(letter) || is_digit(letter) || letter == '$'; }

std::string in_lower_case(std::string_view text) {
  std::string lower{text};
  for (char& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return lower;
}

class Scanner {
 public:
  Scanner(std::string_view sql, Backslash backslash) : sql_{sql}, backslash_{backslash} {}

  std::vector<Token> scan() {
    while (at_ < sql_.size()) {
      if (!skip_blank()) token();
    }
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] bool sees(std::string_view text) const {
    return sql_.substr(at_).starts_with(text);
  }
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0';
  }

  bool skip_blank() {
    if (sees("--")) {
      at_ = std::min(sql_.find_first_of("\r\n", at_), sql_.size());
    } else if (sees("/*")) {
      skip_comment();
    } else if (std::string_view{" \t\r\n\f\v\0", 7}.find(peek()) != std::string_view::npos) {
      ++at_;
    } else {
      return false;
    }
    return true;
  }

  void skip_comment() {
    int depth = 0;
    do {
      const bool opens = sees("/*");
      const bool closes = sees("*/");
      depth += opens ? 1 : closes ? -1 : 0;
      at_ += opens || closes ? 2 : 1;
    } while (depth > 0 && at_ < sql_.size());
    at_ = std::min(at_, sql_.size());
  }

  void token() {
    const std::size_t start = at_;
    const char first = peek();
    if (first == '\'') {
      quoted('\'', backslash_ == Backslash::escapes);
      add(TokenKind::string, start);
    } else if ((first == 'e' || first == 'E') && peek(1) == '\'') {
      ++at_;
      quoted('\'', true);
      add(TokenKind::string, start);
    } else if (first == '"') {
      quoted('"', false);
      add(TokenKind::name, start);
      tokens_.back().word = name_in(sql_.substr(start, at_ - start));
    } else if (begins_name(first)) {
      while (is_in_name(peek())) ++at_;
      add(TokenKind::word, start);
      tokens_.back().word = in_lower_case(sql_.substr(start, at_ - start));
    } else if (first == '$') {
      dollar();
    } else if (is_digit(first)) {
      while (is_in_name(peek()) || peek() == '.') ++at_;
      add(TokenKind::number, start);
    } else {
      symbol();
    }
  }

  /// From one quote behind the other; doubled quotes are text.
  void quoted(char quote, bool escapes) {
    for (++at_; at_ < sql_.size(); ++at_) {
      if (escapes && peek() == '\\') {
        ++at_;
      } else if (peek() == quote) {
        if (peek(1) != quote) break;
        ++at_;
      }
    }
    at_ = std::min(at_ + 1, sql_.size());
  }

  static std::string name_in(std::string_view quoted) {
    std::string name;
    for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
      name += quoted[i];
      if (quoted[i] == '"') ++i;
    }
    return in_lower_case(name);
  }

  void dollar() {
    const std::size_t start = at_;
    std::size_t end = at_ + 1;
    if (end < sql_.size() && is_digit(sql_[end])) {
      for (++at_; is_digit(peek());) ++at_;
      return add(TokenKind::parameter, start);
    }
    while (end < sql_.size() && (begins_name(sql_[end]) || (end > at_ + 1 && is_digit(sql_[end]))))
      ++end;
    if (end >= sql_.size() || sql_[end] != '$') return symbol();
    const std::string_view tag = sql_.substr(at_, end + 1 - at_);
    const std::size_t closing = sql_.find(tag, end + 1);
    at_ = closing == std::string_view::npos ? sql_.size() : closing + tag.size();
    add(TokenKind::string, start);
  }

  void symbol() {
    ++at_;
    add(TokenKind::symbol, at_ - 1);
    tokens_.back().word = sql_.substr(at_ - 1, 1);
  }

  void add(TokenKind kind, std::size_t start) { tokens_.push_back({kind, start, at_ - start}); }

  std::string_view sql_;
  Backslash backslash_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokens_of(std::string_view sql, Backslash backslash) {
  return Scanner{sql, backslash}.scan();
}

}  // namespace assay::outside::postgres
