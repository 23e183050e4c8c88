// A value in a document and where it stands: reads what is expected there, or refuses it with its
// place. Every number has its range, every list its length; nothing is converted in silence.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/files/document.hpp"

namespace assay::scenarios {

/// Contract: the document outlives it. Errors of all queries: BadInput.
class JsonPart {
 public:
  explicit JsonPart(const Document& document) : JsonPart{document, document.value(), ""} {}

  [[nodiscard]] const nlohmann::json& value() const { return *value_; }
  [[nodiscard]] bool is_null() const { return value_->is_null(); }
  [[nodiscard]] bool has(const char* key) const;

  /// The member of an object.
  [[nodiscard]] JsonPart operator[](const char* key) const;
  [[nodiscard]] std::vector<std::pair<std::string, JsonPart>> members(std::size_t most) const;
  /// The elements of an array.
  [[nodiscard]] std::vector<JsonPart> elements(std::size_t most) const;
  /// The elements of an array of exactly so many.
  [[nodiscard]] std::vector<JsonPart> exactly(std::size_t count) const;

  [[nodiscard]] std::uint64_t number(
      std::uint64_t least = 0,
      std::uint64_t most = std::numeric_limits<std::uint64_t>::max()) const;
  [[nodiscard]] const std::string& text() const;
  /// A text of lower-case letters, digits, "_" and "-", neither empty nor longer than `most`.
  [[nodiscard]] const std::string& word(std::size_t most) const;
  [[nodiscard]] bool truth() const;

  [[noreturn]] void refuse(std::string expected, std::string found) const;
  [[noreturn]] void refuse(std::string expected) const;

 private:
  JsonPart(const Document& document, const nlohmann::json& value, std::string pointer)
      : document_{&document}, value_{&value}, pointer_{std::move(pointer)} {}

  const Document* document_;
  const nlohmann::json* value_;
  std::string pointer_;
};

}  // namespace assay::scenarios
