// A JSON text, read strictly: no duplicate key, no fraction, no number beyond 64 bits, no invalid
// UTF-8, nothing after the end, bounded size, depth and lengths. Knows nothing of what the text
// means; schema.hpp judges that. Serves "bad input is refused with its place, never attempted".
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "scenarios/files/bad_input.hpp"

namespace assay::scenarios {

/// What a text may hold at most. The defaults are those of files that people write.
struct TextLimits {
  std::size_t bytes = std::size_t{1} << 20;
  std::size_t depth = 32;
  std::size_t events = 200'000;  ///< keys, values and brackets
  std::size_t key_length = 128;
  std::size_t text_length = 2000;
  bool fractions = false;  ///< whether a number may have one
};

/// A text that is well-formed JSON under the limits above, and the value it stands for.
class Document {
 public:
  /// Reads a text. `file` is the name that errors carry. Errors: BadInput.
  Document(std::string file, std::string text, const TextLimits& limits = {});

  /// Reads a file. Errors: BadInput, also where it cannot be opened or is no regular file.
  [[nodiscard]] static Document read(const std::string& path, const TextLimits& limits = {});

  [[nodiscard]] const nlohmann::json& value() const { return value_; }
  [[nodiscard]] const std::string& file() const { return file_; }

  /// Where the value or, for a member, its key begins; {} where the pointer leads nowhere.
  [[nodiscard]] Place place_of(const std::string& pointer) const;
  /// The same of each pointer, at the cost of one.
  [[nodiscard]] std::vector<Place> places_of(std::span<const std::string> pointers) const;

  /// Throws BadInput about the value at `pointer`.
  [[noreturn]] void refuse(std::string pointer, std::string expected, std::string found,
                           std::string nearest = {}) const;

 private:
  std::string file_;
  std::string text_;
  nlohmann::json value_;
};

/// `pointer` with one more step, escaped as RFC 6901 asks.
[[nodiscard]] std::string step(std::string_view pointer, std::string_view key);
[[nodiscard]] std::string step(std::string_view pointer, std::size_t index);

}  // namespace assay::scenarios
