// Named fields as one line of text, and back: what rows are made of. Strict both ways: each value
// has exactly one text, and each text that is accepted has exactly one value.
// Form: kind{name=value;name=value;} with every other byte than printable ASCII, and the signs
// { } = ; %, written as % and two hexadecimal digits.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace payments {

/// Writes one record, field by field, in an order that the reader knows.
class RecordWriter {
 public:
  explicit RecordWriter(std::string_view kind);

  RecordWriter& text(std::string_view name, std::string_view value);
  RecordWriter& number(std::string_view name, std::int64_t value);
  RecordWriter& count(std::string_view name, std::uint64_t value);

  [[nodiscard]] std::string finish() &&;

 private:
  std::string out_;
};

/// Reads what `RecordWriter` wrote. The first thing that does not fit makes the reader fail, and
/// it stays failed; values read after that are left as they were.
class RecordReader {
 public:
  RecordReader(std::string_view record, std::string_view kind);

  RecordReader& text(std::string_view name, std::string& value);
  RecordReader& number(std::string_view name, std::int64_t& value);
  RecordReader& count(std::string_view name, std::uint64_t& value);
  RecordReader& count(std::string_view name, std::uint32_t& value);

  /// Whether another field follows.
  [[nodiscard]] bool more() const { return good_ && rest_ != "}"; }
  /// Marks the record as wrong for a reason that only the caller can see.
  void reject() { good_ = false; }
  /// True if every field was read and nothing is left over.
  [[nodiscard]] bool finished() const { return good_ && rest_ == "}"; }

 private:
  bool take(std::string_view name, std::string_view& raw);

  std::string_view rest_;
  bool good_ = true;
};

}  // namespace payments
