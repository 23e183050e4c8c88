// Rows as text: each field with its length in front, so that no value can be mistaken for two. What
// the fields are, operation.cpp and event.cpp say.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace designs {

class RecordWriter {
 public:
  RecordWriter& text(std::string_view field) {
    row_ += std::to_string(field.size());
    row_ += ':';
    row_ += field;
    return *this;
  }
  RecordWriter& number(std::int64_t field) { return text(std::to_string(field)); }
  template <typename Enum>
  RecordWriter& word(Enum field) {
    return number(static_cast<std::int64_t>(field));
  }

  [[nodiscard]] std::string take() { return std::move(row_); }

 private:
  std::string row_;
};

/// Reads the fields back, in their order. What is missing or broken is empty, and `good` tells.
class RecordReader {
 public:
  explicit RecordReader(std::string_view row) : left_{row} {}

  std::string text() {
    const std::size_t colon = left_.find(':');
    std::size_t size = 0;
    good_ = good_ && colon != std::string_view::npos &&
            std::from_chars(left_.data(), left_.data() + colon, size).ec == std::errc{} &&
            size <= left_.size() - colon - 1;
    if (!good_) return {};
    std::string field{left_.substr(colon + 1, size)};
    left_.remove_prefix(colon + 1 + size);
    return field;
  }
  std::int64_t number() {
    const std::string field = text();
    std::int64_t value = 0;
    good_ = std::from_chars(field.data(), field.data() + field.size(), value).ec == std::errc{} &&
            good_;
    return value;
  }
  template <typename Number>
  void number(Number& into) {
    into = static_cast<Number>(number());
  }
  template <typename Enum>
  void word(Enum& into) {
    into = static_cast<Enum>(number());
  }

  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] bool at_end() const { return left_.empty(); }

 private:
  std::string_view left_;
  bool good_ = true;
};

}  // namespace designs
