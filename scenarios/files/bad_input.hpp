// What a person hears about a file that assay cannot use: where, what was expected, what stood
// there, and the nearest valid name. The one exception type for bad input, caught in `main` alone.
// Never thrown for a fault of the code under test or of the harness.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "scenarios/files/printable.hpp"

namespace assay::scenarios {

/// A place in a text: line and column count from 1, columns in bytes. 0 where there is no place.
struct Place {
  std::uint64_t line = 0;
  std::uint64_t column = 0;
  friend bool operator==(const Place&, const Place&) = default;
};

/// Everything that the message is made of.
struct BadInputFacts {
  std::string file;
  Place place{};
  std::string pointer{};  ///< JSON pointer; empty for the whole document or where there is none
  std::string expected;
  std::string found;
  std::string nearest{};                ///< the closest valid name, or empty
  std::vector<BadInputFacts> others{};  ///< further mistakes in the same file, in its order
  std::uint64_t more = 0;               ///< mistakes beyond those
};

/// A file or argument that a person gave cannot be used. Nothing has been changed.
class BadInput : public std::runtime_error {
 public:
  explicit BadInput(BadInputFacts facts);

  [[nodiscard]] const BadInputFacts& facts() const { return facts_; }

 private:
  BadInputFacts facts_;
};

/// Throws BadInput about a file, a folder or an option as a whole.
[[noreturn]] void refuse_input(const std::string& input, std::string expected, std::string found);

}  // namespace assay::scenarios
