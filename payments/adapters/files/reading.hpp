// What the readers of files share: what is said of a file that cannot be read, and the digest by
// which one is known again. A reader gives all of a file or nothing of it.
#pragma once

#include "payments/reconciliation/document.hpp"

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace payments::files {

/// Why nothing of a file was taken.
struct FileError {
  std::string file;
  std::size_t line = 0;  ///< counted from 1; 0: the file as a whole
  std::string where;     ///< element, column or field
  std::string expected;
  std::string found;

  /// "march.xml, line 17, Ntry/Amt: expected a decimal number, found "abc"".
  [[nodiscard]] std::string text() const;
};

using Documents = std::expected<std::vector<reconciliation::Document>, FileError>;

/// SHA-256 of the bytes, in hexadecimal digits.
[[nodiscard]] std::string digest_of(std::string_view bytes);

/// What is shown of something found: short, and printable.
[[nodiscard]] std::string shown(std::string_view found);

}  // namespace payments::files
