// SQL cut into tokens as PostgreSQL's scanner does it: comments (nested ones too) are left out, and
// what stands in strings, dollar quotes and quoted names is no keyword. It never fails: what is not
// closed goes to the end. A pure function.
// Source: https://www.postgresql.org/docs/15/sql-syntax-lexical.html
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assay::outside::postgres {

enum class TokenKind {
  word,    ///< a keyword or a name without quotes
  name,    ///< "a name in quotes"
  string,  ///< 'text', E'text', $$text$$
  number,
  parameter,  ///< $1
  symbol,     ///< any other character
};

struct Token {
  TokenKind kind = TokenKind::symbol;
  std::size_t at = 0;  ///< where its source begins
  std::size_t size = 0;
  std::string word{};  ///< of a word or a name, in lower case, without quotes; of a symbol, itself

  [[nodiscard]] bool is(std::string_view keyword) const {
    return kind == TokenKind::word && word == keyword;
  }
  [[nodiscard]] bool is_symbol(char symbol) const {
    return kind == TokenKind::symbol && word[0] == symbol;
  }
};

/// What a backslash means in 'text': standard_conforming_strings, on and off.
enum class Backslash { plain, escapes };

[[nodiscard]] std::vector<Token> tokens_of(std::string_view sql,
                                           Backslash backslash = Backslash::plain);

}  // namespace assay::outside::postgres
