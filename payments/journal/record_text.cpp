// A number has one spelling and a text says how long it is, so the whole is canonical. Every row
// passes through here, so fields are written into room that was made ahead, and short numbers are
// read digit by digit.
#include "payments/journal/record_text.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstddef>
#include <cstring>
#include <limits>
#include <utility>

namespace payments {
namespace {

constexpr std::size_t usual_length = 256;
constexpr std::size_t number_length = 21;   // the longest number, and the sign behind it
constexpr std::ptrdiff_t digits_checked = 18;  // that many can never be too large for 64 bits

template <typename Number>
char* write_number(char* out, Number value, char end) {
  if (value >= 0 && value < 100) {  // most are: versions, counts, lengths of words
    if (value >= 10) *out++ = static_cast<char>('0' + value / 10);
    *out++ = static_cast<char>('0' + value % 10);
  } else {
    out = std::to_chars(out, out + number_length, value).ptr;
  }
  *out++ = end;
  return out;
}

/// Copies at least one word and at most two: the first and the last, which may overlap.
template <typename Word>
void copy_ends(char* out, std::string_view bytes) {
  Word first, last;
  const std::size_t behind = bytes.size() - sizeof(Word);
  std::memcpy(&first, bytes.data(), sizeof first);
  std::memcpy(&last, bytes.data() + behind, sizeof last);
  std::memcpy(out, &first, sizeof first);
  std::memcpy(out + behind, &last, sizeof last);
}

/// Copies at most 32 bytes without a call: most texts are shorter.
[[gnu::always_inline]] inline char* write_short(char* out, std::string_view bytes) {
  const std::size_t size = bytes.size();
  if (size > 16) {
    struct Two {
      std::uint64_t words[2];
    };
    copy_ends<Two>(out, bytes);
  } else if (size >= 8) {
    copy_ends<std::uint64_t>(out, bytes);
  } else if (size >= 4) {
    copy_ends<std::uint32_t>(out, bytes);
  } else if (size != 0) {
    out[0] = bytes[0];
    out[size / 2] = bytes[size / 2];
    out[size - 1] = bytes[size - 1];
  }
  return out + size;
}

constexpr std::size_t short_length = 32;

char* write_bytes(char* out, std::string_view bytes) {
  if (bytes.size() <= short_length) return write_short(out, bytes);
  std::memcpy(out, bytes.data(), bytes.size());
  return out + bytes.size();
}

bool is_digit(char sign) { return sign >= '0' && sign <= '9'; }

/// Reads eight digits at once, if that many follow: neighbours become pairs, pairs become fours.
bool take_eight(const char* from, std::uint64_t& value) {
  static_assert(std::endian::native == std::endian::little, "the first digit is the lowest byte");
  std::uint64_t eight = 0;
  std::memcpy(&eight, from, sizeof eight);
  constexpr std::uint64_t each = 0x0101010101010101;  // times a byte: that byte eight times
  const std::uint64_t digits = eight - '0' * each;    // each below 10, or some high bit shows
  if (((digits | (digits + 0x76 * each)) & 0x80 * each) != 0) return false;
  const std::uint64_t pairs = (digits * 10 + (digits >> 8)) & 0x00FF00FF00FF00FF;
  const std::uint64_t fours = (pairs * 100 + (pairs >> 16)) & 0x0000FFFF0000FFFF;
  value = value * 100'000'000 + (fours & 0xFFFF) * 10'000 + (fours >> 32);
  return true;
}

constexpr char no_fields[] = "}";  // of a record whose fields are all read

}  // namespace

RecordWriter::RecordWriter(std::string_view kind)
    : out_(usual_length, '\0'), at_(out_.data()), limit_(at_ + out_.size()) {
  make_room(kind.size() + 1);
  at_ = write_bytes(at_, kind);
  *at_++ = '{';
}

void RecordWriter::grow(std::size_t bytes) {
  const auto used = static_cast<std::size_t>(at_ - out_.data());
  out_.resize(std::max(out_.size() * 2, used + bytes));
  at_ = out_.data() + used;
  limit_ = out_.data() + out_.size();
}

RecordWriter& RecordWriter::text(std::string_view value) {
  const std::size_t size = value.size();
  const auto room = static_cast<std::size_t>(limit_ - at_);
  if (size > short_length || room < short_length + 4) [[unlikely]] return any_text(value);
  char* out = at_;
  if (size >= 10) *out++ = static_cast<char>('0' + size / 10);
  *out++ = static_cast<char>('0' + size % 10);
  *out++ = ':';
  out = write_short(out, value);
  *out++ = ',';
  at_ = out;
  return *this;
}

RecordWriter& RecordWriter::any_text(std::string_view value) {
  make_room(number_length + value.size() + 1);
  at_ = write_bytes(write_number(at_, value.size(), ':'), value);
  *at_++ = ',';
  return *this;
}

RecordWriter& RecordWriter::number(std::int64_t value) {
  make_room(number_length);
  at_ = write_number(at_, value, ',');
  return *this;
}

RecordWriter& RecordWriter::count(std::uint64_t value) {
  make_room(number_length);
  at_ = write_number(at_, value, ',');
  return *this;
}

std::string RecordWriter::finish() && {
  make_room(1);
  *at_++ = '}';
  out_.resize(static_cast<std::size_t>(at_ - out_.data()));
  return std::move(out_);
}

RecordReader::RecordReader(std::string_view record, std::string_view kind)
    : at_(no_fields), brace_(no_fields) {
  good_ = record.size() > kind.size() + 1 && record.starts_with(kind) &&
          record[kind.size()] == '{' && record.back() == '}';
  if (!good_) return;
  at_ = record.data() + kind.size() + 1;
  brace_ = record.data() + record.size() - 1;
}

void RecordReader::reject() {
  good_ = false;
  at_ = brace_;
}

/// Takes digits as to_chars writes them, without a leading zero, and the sign that ends them. The
/// record ends in a brace, so no run of digits reaches its end.
bool RecordReader::take_digits(std::uint64_t& value, char end) {
  const char* sign = at_;
  std::uint64_t read = 0;
  while (brace_ - sign >= 8 && sign - at_ < 16 && take_eight(sign, read)) sign += 8;
  for (; is_digit(*sign); ++sign) {
    const auto digit = static_cast<std::uint64_t>(*sign - '0');
    constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
    if (sign - at_ >= digits_checked && read > (most - digit) / 10) return false;
    read = read * 10 + digit;
  }
  const bool canonical = sign - at_ == 1 || (sign != at_ && *at_ != '0');
  if (!canonical || *sign != end) return false;
  value = read;
  at_ = sign + 1;
  return true;
}

/// Takes a number that fits its type, and the sign that ends it.
template <typename Number>
[[gnu::noinline]] bool RecordReader::take_any(Number& value, char end) {
  std::uint64_t read = 0;
  if (!take_digits(read, end) || read > std::numeric_limits<Number>::max()) {
    reject();
    return false;
  }
  value = static_cast<Number>(read);
  return true;
}

/// The same, where most have one digit or two.
template <typename Number>
[[gnu::always_inline]] inline bool RecordReader::take(Number& value, char end) {
  const char* const at = at_;
  if (brace_ - at <= 2) [[unlikely]] return take_any(value, end);
  const unsigned first = static_cast<unsigned>(at[0] - '0');
  const unsigned second = static_cast<unsigned>(at[1] - '0');
  if (at[1] == end && first < 10) {
    value = first;
    at_ = at + 2;
    return true;
  }
  if (at[2] != end || first - 1 >= 9 || second >= 10) return take_any(value, end);
  value = first * 10 + second;
  at_ = at + 3;
  return true;
}

/// Takes that many bytes and the sign behind them.
[[gnu::always_inline]] inline RecordReader& RecordReader::take_bytes(std::string_view& value,
                                                                     const char* from,
                                                                     std::size_t length) {
  if (length >= static_cast<std::size_t>(brace_ - from) || from[length] != ',') [[unlikely]] {
    reject();
    return *this;
  }
  value = {from, length};
  at_ = from + length + 1;
  return *this;
}

RecordReader& RecordReader::text(std::string_view& value) {
  const char* const at = at_;
  if (brace_ - at <= 2) [[unlikely]] return any_text(value);
  const unsigned first = static_cast<unsigned>(at[0] - '0');
  const unsigned second = static_cast<unsigned>(at[1] - '0');
  if (at[1] == ':' && first < 10) return take_bytes(value, at + 2, first);
  if (at[2] != ':' || first - 1 >= 9 || second >= 10) return any_text(value);
  return take_bytes(value, at + 3, first * 10 + second);
}

RecordReader& RecordReader::any_text(std::string_view& value) {
  std::size_t length = 0;
  return take_any(length, ':') ? take_bytes(value, at_, length) : *this;
}

RecordReader& RecordReader::text(std::string& value) {
  std::string_view seen;
  text(seen);
  if (!good_) return *this;
  value.resize_and_overwrite(seen.size(), [&](char* out, std::size_t) {
    write_bytes(out, seen);
    return seen.size();  // libstdc++ 12 tells how much it has made room for, not the size asked for
  });
  return *this;
}

RecordReader& RecordReader::number(std::int64_t& value) {
  if (*at_ != '-') {
    take(value, ',');
    return *this;
  }
  ++at_;
  std::uint64_t magnitude = 0;
  constexpr std::uint64_t most = std::uint64_t{1} << 63;
  if (take_digits(magnitude, ',') && magnitude != 0 && magnitude <= most) {
    value = static_cast<std::int64_t>(0 - magnitude);
  } else {
    reject();
  }
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
