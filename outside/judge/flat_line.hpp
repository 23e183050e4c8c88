// One line of JSON as a flat list of its plain values, each under its JSON pointer. A log line is
// read once and looked into in a few places: no tree is built. A number keeps the digits that it
// was written with, so that an amount never passes through floating point.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay::outside {

/// What a plain value is.
enum class FlatKind : std::uint8_t { text, number, truth };

/// A plain value of a line; `null` is none.
struct FlatValue {
  std::string pointer;  ///< RFC 6901: "/amount/minor"
  std::string text;     ///< of a text its characters, else as it was written
  FlatKind kind{};
};

/// Why a line cannot be read.
struct FlatError {
  std::string expected, found;
};

/// The values of one line after the other; the memory stays.
class FlatLine {
 public:
  /// Reads an object. Returns: false, with the complaint in `error`, where it is none, is deeper
  /// than 16 levels, has more than 1,000 values, or has a key twice.
  [[nodiscard]] bool read(std::string_view line, FlatError& error);

  /// The value at a pointer; nullptr where there is none. Valid until the next line.
  [[nodiscard]] const FlatValue* find(std::string_view pointer) const;
  /// How many values there are.
  [[nodiscard]] std::size_t size() const { return size_; }
  /// One of them. Contract: below `size`. Valid until the next line.
  [[nodiscard]] const FlatValue& operator[](std::size_t at) const { return values_[at]; }
  /// Adds a value. Not for readers of lines.
  FlatValue& add(std::string_view pointer);
  void clear() { size_ = 0; }

 private:
  std::vector<FlatValue> values_;
  std::size_t size_ = 0;
};

}  // namespace assay::outside
