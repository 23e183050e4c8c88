// A number has one spelling and a text says how long it is, so the whole is canonical. Every row
// passes through here, so fields are written into room that was made ahead, and short numbers are
// read digit by digit.
#include "payments/record_text.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <limits>
#include <utility>

namespace payments {
namespace {

constexpr std::size_t usual_length = 256;
constexpr std::size_t number_length = 21;   // the longest number, and the sign behind it
constexpr std::ptrdiff_t digits_checked = 18;  // that many can never be too large for 64 bits

template <typename Number>
char* write_number(char* out, Number value, char end) {
  if (value >= 0 && value < 10) {  // most are: versions, counts, lengths of words
    *out++ = static_cast<char>('0' + value);
  } else {
    out = std::to_chars(out, out + number_length, value).ptr;
  }
  *out++ = end;
  return out;
}

char* write_bytes(char* out, std::string_view bytes) {
  return std::copy_n(bytes.data(), bytes.size(), out);
}

bool is_digit(char sign) { return sign >= '0' && sign <= '9'; }

}  // namespace

RecordWriter::RecordWriter(std::string_view kind) {
  out_.resize(usual_length);
  char* const end = write_bytes(room(kind.size() + 1), kind);
  *end = '{';
  written_to(end + 1);
}

char* RecordWriter::room(std::size_t bytes) {
  if (out_.size() - used_ < bytes) [[unlikely]] {
    out_.resize(std::max(out_.size() * 2, used_ + bytes));
  }
  return out_.data() + used_;
}

RecordWriter& RecordWriter::text(std::string_view value) {
  char* end = room(number_length + value.size() + 1);
  end = write_bytes(write_number(end, value.size(), ':'), value);
  *end = ',';
  written_to(end + 1);
  return *this;
}

RecordWriter& RecordWriter::number(std::int64_t value) {
  written_to(write_number(room(number_length), value, ','));
  return *this;
}

RecordWriter& RecordWriter::count(std::uint64_t value) {
  written_to(write_number(room(number_length), value, ','));
  return *this;
}

std::string RecordWriter::finish() && {
  *room(1) = '}';
  out_.resize(used_ + 1);
  return std::move(out_);
}

RecordReader::RecordReader(std::string_view record, std::string_view kind) : rest_(record) {
  good_ = rest_.size() > kind.size() + 1 && rest_.starts_with(kind) && rest_[kind.size()] == '{' &&
          rest_.back() == '}';
  if (good_) rest_.remove_prefix(kind.size() + 1);
}

/// Takes digits as to_chars writes them, without a leading zero, and the sign that ends them. The
/// record ends in a brace, so no run of digits reaches its end.
bool RecordReader::take_digits(std::uint64_t& value, char end) {
  const char* const begin = rest_.data();
  const char* sign = begin;
  std::uint64_t read = 0;
  for (; is_digit(*sign); ++sign) {
    const auto digit = static_cast<std::uint64_t>(*sign - '0');
    constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
    if (sign - begin >= digits_checked && read > (most - digit) / 10) return false;
    read = read * 10 + digit;
  }
  const bool canonical = sign - begin == 1 || (sign != begin && *begin != '0');
  if (!canonical || *sign != end) return false;
  value = read;
  rest_.remove_prefix(static_cast<std::size_t>(sign - begin) + 1);
  return true;
}

/// Takes a number that fits its type, and the sign that ends it.
template <typename Number>
bool RecordReader::take(Number& value, char end) {
  if (good_ && rest_.size() > 2 && rest_[1] == end && is_digit(rest_[0])) {  // as most are
    value = static_cast<Number>(rest_[0] - '0');
    rest_.remove_prefix(2);
    return true;
  }
  std::uint64_t read = 0;
  good_ = good_ && take_digits(read, end) && read <= std::numeric_limits<Number>::max();
  if (good_) value = static_cast<Number>(read);
  return good_;
}

RecordReader& RecordReader::text(std::string_view& value) {
  std::size_t length = 0;
  if (!take(length, ':')) return *this;
  good_ = length < rest_.size() && rest_[length] == ',';
  if (!good_) return *this;
  value = rest_.substr(0, length);
  rest_.remove_prefix(length + 1);
  return *this;
}

RecordReader& RecordReader::text(std::string& value) {
  std::string_view seen;
  text(seen);
  if (!good_) return *this;
  value.clear();
  value.append(seen);
  return *this;
}

RecordReader& RecordReader::number(std::int64_t& value) {
  if (!good_ || rest_.front() != '-') {
    take(value, ',');
    return *this;
  }
  rest_.remove_prefix(1);
  std::uint64_t magnitude = 0;
  constexpr std::uint64_t most = std::uint64_t{1} << 63;
  good_ = take_digits(magnitude, ',') && magnitude != 0 && magnitude <= most;
  if (good_) value = static_cast<std::int64_t>(0 - magnitude);
  return *this;
}

RecordReader& RecordReader::count(std::uint64_t& value) {
  take(value, ',');
  return *this;
}

RecordReader& RecordReader::count(std::uint32_t& value) {
  take(value, ',');
  return *this;
}

}  // namespace payments
