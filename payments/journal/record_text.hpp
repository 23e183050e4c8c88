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
  /// Makes sure of room for that many bytes behind what is written.
  void make_room(std::size_t bytes) {
    if (static_cast<std::size_t>(limit_ - at_) < bytes) [[unlikely]] grow(bytes);
  }
  void grow(std::size_t bytes);
  /// A text of any length, wherever there is room or not.
  [[gnu::noinline]] RecordWriter& any_text(std::string_view value);

  std::string out_;  // as long as there is room, until it is finished
  char* at_;         // in it, where the next byte goes
  char* limit_;
};

/// Reads what `RecordWriter` wrote. The first thing that does not fit makes the reader fail, and
/// it stays failed; values read after that are left as they were.
class RecordReader {
 public:
  RecordReader(std::string_view record, std::string_view kind);

  RecordReader& text(std::string& value);
  /// The same without a copy: good as long as the record is.
  RecordReader& text(std::string_view& value);
  RecordReader& number(std::int64_t& value);
  RecordReader& count(std::uint64_t& value);
  RecordReader& count(std::uint32_t& value);

  /// Whether another field follows.
  [[nodiscard]] bool more() const { return at_ != brace_; }
  /// Marks the record as wrong for a reason that only the caller can see.
  void reject();
  /// True if nothing that was read was wrong so far.
  [[nodiscard]] bool good() const { return good_; }
  /// True if every field was read and nothing is left over.
  [[nodiscard]] bool finished() const { return good_ && at_ == brace_; }

 private:
  template <typename Number>
  bool take(Number& value, char end);
  template <typename Number>
  bool take_any(Number& value, char end);
  bool take_digits(std::uint64_t& value, char end);
  RecordReader& take_bytes(std::string_view& value, const char* from, std::size_t length);
  /// A text of any length.
  [[gnu::noinline]] RecordReader& any_text(std::string_view& value);

  // What is not read yet, and the brace behind it; where one fails, nothing is left to read.
  const char* at_;
  const char* brace_;
  bool good_ = true;
};

}  // namespace payments
