// Fields in a known order as one text, and back: what rows are made of. Strict both ways: each
// value has exactly one text, and each text that is accepted has exactly one value.
// Form: kind{5:bytes,-42,7,} - a text with its length before it, a number in decimal digits. Bytes
// stand for themselves, whatever they are, so nothing is escaped and nothing is searched for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace payments {

/// Writes one record, field by field, in an order that the reader knows.
class RecordWriter {
 public:
  explicit RecordWriter(std::string_view kind);
  RecordWriter(const RecordWriter&) = delete;
  RecordWriter& operator=(const RecordWriter&) = delete;

  RecordWriter& text(std::string_view value);
  RecordWriter& number(std::int64_t value);
  RecordWriter& count(std::uint64_t value);

  [[nodiscard]] std::string finish() &&;

 private:
  std::string out_;
};

/// Reads what `RecordWriter` wrote. The first thing that does not fit makes the reader fail, and
/// it stays failed; values read after that are left as they were.
class RecordReader {
 public:
  RecordReader(std::string_view record, std::string_view kind);

  RecordReader& text(std::string& value);
  RecordReader& number(std::int64_t& value);
  RecordReader& count(std::uint64_t& value);
  RecordReader& count(std::uint32_t& value);

  /// Whether another field follows.
  [[nodiscard]] bool more() const { return !rest_.empty(); }
  /// Marks the record as wrong for a reason that only the caller can see.
  void reject();
  /// True if every field was read and nothing is left over.
  [[nodiscard]] bool finished() const { return good_ && rest_.empty(); }

 private:
  template <typename Number>
  bool take(Number& value, char end);

  std::string_view rest_;  // what is not read yet; where a field failed, nothing
  bool good_ = true;
};

}  // namespace payments
