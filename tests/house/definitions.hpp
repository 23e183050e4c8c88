// The functions that the tree defines, as far as their tokens tell: where each stands, what it is
// called, what its parameters are, and its body. Not a C++ parser: a body is what opens after a
// statement with brackets, outside of any other body.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/house/source_file.hpp"

namespace house {

/// A word, a number or a sign; `::` and `->` are one sign each.
struct Token {
  std::string text;
  std::size_t line = 0;  ///< from 1
};

using Tokens = std::vector<Token>;

/// A name, and the last word of its type: "scenario" and "Scenario".
struct Parameter {
  std::string type;
  std::string name;  ///< empty where it has none
};

/// A function with a body.
struct Function {
  std::string path;
  std::string scope;  ///< its class; empty for a free function
  std::string name;
  std::vector<Parameter> parameters;
  Tokens body;  ///< with the initialisers of a constructor
  std::size_t first_line = 0;
  std::size_t last_line = 0;
  bool hidden = false;  ///< nobody outside of the file can name it
  bool returns = true;  ///< else it is marked [[noreturn]]
};

[[nodiscard]] Tokens tokens_of(const SourceFile& file);

/// In the order in which they stand in the file.
[[nodiscard]] std::vector<Function> functions_of(const SourceFile& file);

/// Where the bracket that opens at `open` closes; the size of `tokens` where it does not.
[[nodiscard]] std::size_t closing(const Tokens& tokens, std::size_t open);

[[nodiscard]] bool is_word(const Token& token);

/// Types begin with a capital letter, as the house has it.
[[nodiscard]] bool is_type_name(const std::string& word);

/// Places of the commas between `first` and `last` that stand in no inner bracket, which `<` opens
/// in types alone.
[[nodiscard]] std::vector<std::size_t> commas_between(const Tokens& tokens, std::size_t first,
                                                      std::size_t last, bool of_types);

}  // namespace house
