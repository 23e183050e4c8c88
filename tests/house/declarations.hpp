// What a header declares for others: its classes, enums and functions, each with the comment that
// stands above or beside it. Not what is private, a friend, in a `detail` namespace, or a field.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/house/definitions.hpp"

namespace house {

enum class DeclarationKind { type, function };

struct Declaration {
  DeclarationKind kind{};
  std::string scope;  ///< the class that it is a member of, or empty
  std::string name;   ///< "operator==", "~Clock"
  Tokens head;        ///< up to its body or its semicolon, without template parameters
  std::size_t first_line = 0;
  std::size_t last_line = 0;  ///< of the head
  std::size_t end_line = 0;   ///< of the body as well
  std::string comment;        ///< empty where there is none
};

/// In the order in which they stand there. A type that is only announced is none.
[[nodiscard]] std::vector<Declaration> public_declarations(const SourceFile& header);

}  // namespace house
