// Canonical by construction: a length or a number is accepted only as it would have been written.
// Every message passes through here, so fields are written into room that was made ahead.
#include "models/wire.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "sim/short_text.hpp"

namespace assay::models {
namespace {

constexpr std::size_t usual_length = 160;
constexpr std::size_t digits_max = 20;      // of the longest number, its sign included
constexpr std::size_t digits_checked = 18;  // that many can never be too large for 64 bits

bool is_digit(char sign) { return sign >= '0' && sign <= '9'; }

/// Only digits as they are written: no leading zero, in range.
bool parse(std::string_view text, std::uint64_t& value) {
  if (text.empty() || (text.front() == '0' && text.size() > 1)) return false;
  std::uint64_t read = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_digit(text[i])) return false;
    const auto digit = static_cast<std::uint64_t>(text[i] - '0');
    constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
    if (i >= digits_checked && read > (most - digit) / 10) return false;
    read = read * 10 + digit;
  }
  value = read;
  return true;
}

bool parse(std::string_view text, std::int64_t& value) {
  const bool negative = text.starts_with('-');
  std::uint64_t magnitude = 0;
  if (!parse(negative ? text.substr(1) : text, magnitude)) return false;
  constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (magnitude > most + (negative ? 1U : 0U) || (negative && magnitude == 0)) return false;
  value = static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude);
  return true;
}

}  // namespace

WireWriter::WireWriter(std::string_view tag)
    : out_(usual_length, '\0'), at_{out_.data()}, limit_{at_ + out_.size()} {
  text(tag);
}

void WireWriter::grow(std::size_t bytes) {
  const auto used = static_cast<std::size_t>(at_ - out_.data());
  out_.resize(std::max(out_.size() * 2, used + bytes));
  at_ = out_.data() + used;
  limit_ = out_.data() + out_.size();
}

WireWriter& WireWriter::text(std::string_view value) {
  const std::size_t size = value.size();
  const auto room = static_cast<std::size_t>(limit_ - at_);
  if (size > sim::short_length || room < sim::short_length + 4) [[unlikely]] return any_text(value);
  char* out = at_;
  if (size >= 10) *out++ = static_cast<char>('0' + size / 10);
  *out++ = static_cast<char>('0' + size % 10);
  *out++ = ':';
  at_ = sim::copy_short(out, value);
  return *this;
}

WireWriter& WireWriter::any_text(std::string_view value) {
  const std::size_t bytes = digits_max + 1 + value.size();
  if (static_cast<std::size_t>(limit_ - at_) < bytes) [[unlikely]] grow(bytes);
  at_ = sim::copy_text(std::to_chars(at_, limit_, value.size()).ptr, ":");
  at_ = sim::copy_text(at_, value);
  return *this;
}

WireWriter& WireWriter::number(std::int64_t value) {
  std::array<char, digits_max> buffer;
  const char* const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return text({buffer.data(), static_cast<std::size_t>(end - buffer.data())});
}

WireWriter& WireWriter::count(std::uint64_t value) {
  if (value < 10) {  // words, flags, tries
    const char digit = static_cast<char>('0' + value);
    return text({&digit, 1});
  }
  std::array<char, digits_max> buffer;
  const char* const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return text({buffer.data(), static_cast<std::size_t>(end - buffer.data())});
}

std::string WireWriter::take() {
  out_.resize(static_cast<std::size_t>(at_ - out_.data()));
  return std::move(out_);
}

WireReader::WireReader(std::string_view body, std::string_view tag) : rest_{body} {
  if (field() != tag) good_ = false;
}

std::string_view WireReader::field() {
  const char* const at = rest_.data();
  const std::size_t left = rest_.size();
  if (left <= 3) [[unlikely]] return any_field();
  const unsigned first = static_cast<unsigned>(at[0] - '0');
  const unsigned second = static_cast<unsigned>(at[1] - '0');
  const bool one = at[1] == ':';  // as most have: one digit or two
  const bool readable = one ? first < 10 : at[2] == ':' && first - 1 < 9 && second < 10;
  if (!readable) return any_field();
  const std::size_t begin = one ? 2 : 3;
  const std::size_t length = one ? first : first * 10 + second;
  if (!good_ || length > left - begin) return any_field();
  rest_ = {at + begin + length, left - begin - length};
  return {at + begin, length};
}

std::string_view WireReader::any_field() {
  std::size_t colon = 0;
  std::uint64_t length = 0;
  while (colon < rest_.size() && is_digit(rest_[colon])) ++colon;
  good_ = good_ && colon < rest_.size() && rest_[colon] == ':' &&
          parse(rest_.substr(0, colon), length) && length <= rest_.size() - colon - 1;
  if (!good_) return {};
  const std::string_view value = rest_.substr(colon + 1, length);
  rest_.remove_prefix(colon + 1 + length);
  return value;
}

WireReader& WireReader::text(std::string& value) {
  const std::string_view read = field();
  if (!good_) return *this;
  value.resize_and_overwrite(read.size(), [&](char* out, std::size_t) {
    sim::copy_text(out, read);
    return read.size();  // libstdc++ 12 tells how much it has made room for, not the size asked for
  });
  return *this;
}

WireReader& WireReader::number(std::int64_t& value) {
  const std::string_view read = field();
  good_ = good_ && parse(read, value);
  return *this;
}

WireReader& WireReader::count(std::uint64_t& value) {
  const std::string_view read = field();
  good_ = good_ && parse(read, value);
  return *this;
}

WireReader& WireReader::count(std::uint32_t& value) {
  std::uint64_t read = 0;
  count(read);
  good_ = good_ && read <= std::numeric_limits<std::uint32_t>::max();
  if (good_) value = static_cast<std::uint32_t>(read);
  return *this;
}

WireReader& WireReader::flag(bool& value) {
  std::uint32_t read = 0;
  count(read);
  good_ = good_ && read <= 1;
  if (good_) value = read == 1;
  return *this;
}

}  // namespace assay::models
