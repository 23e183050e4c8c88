// Measures functions by their braces. A heuristic: a block that opens after a statement with a
// parenthesis, outside any function, is taken for a function's body.
#include <array>
#include <string_view>

#include "tests/house/rules.hpp"

namespace house {

namespace {

constexpr std::size_t function_lines_max = 60;

/// Follows the braces of a file.
class BraceReader {
 public:
  void read(const std::vector<std::string>& code) {
    for (std::size_t i = 0; i < code.size(); ++i) {
      if (!in_directive_ && !code[i].starts_with('#')) read_line(code[i], i + 1);
      const bool continues = code[i].ends_with('\\');
      in_directive_ = continues && (in_directive_ || code[i].starts_with('#'));
    }
  }

  [[nodiscard]] const std::vector<Offence>& offences() const { return offences_; }

 private:
  void read_line(const std::string& line, std::size_t number) {
    for (const char c : line) {
      if (c == '{') {
        open(number);
      } else if (c == '}') {
        close(number);
      } else if (c == ';') {
        statement_.clear();
      } else if (c != ' ' || !statement_.empty()) {
        if (statement_.empty()) statement_line_ = number;
        statement_ += c;
      }
    }
    if (!statement_.empty()) statement_ += ' ';
  }

  void open(std::size_t number) {
    ++depth_;
    if (function_depth_ == 0 && is_function()) {
      function_depth_ = depth_;
      function_line_ = statement_.empty() ? number : statement_line_;
    }
    statement_.clear();
  }

  void close(std::size_t number) {
    const bool ends = depth_ == function_depth_ && function_depth_ != 0;
    const std::size_t length = number - function_line_ + 1;
    if (ends && length > function_lines_max) {
      offences_.push_back({function_line_, "a function of " + std::to_string(length) + " lines"});
    }
    if (ends) function_depth_ = 0;
    if (depth_ > 0) --depth_;
    statement_.clear();
  }

  [[nodiscard]] bool is_function() const {
    constexpr std::array<std::string_view, 4> scopes{"namespace", "class ", "struct ", "enum "};
    for (const std::string_view scope : scopes) {
      if (statement_.starts_with(scope)) return false;
    }
    return statement_.find('(') != std::string::npos;
  }

  std::string statement_;
  std::size_t statement_line_ = 0;
  std::size_t depth_ = 0;
  std::size_t function_depth_ = 0;
  std::size_t function_line_ = 0;
  bool in_directive_ = false;
  std::vector<Offence> offences_;
};

}  // namespace

std::vector<Offence> long_functions(const SourceFile& file) {
  BraceReader reader;
  reader.read(file.code);
  return reader.offences();
}

}  // namespace house
