// A number has one spelling and a text says how long it is, so the whole is canonical.
#include "payments/record_text.hpp"

#include <array>
#include <charconv>
#include <system_error>
#include <utility>

namespace payments {
namespace {

constexpr std::size_t usual_length = 192;

/// Only the text that to_chars would have written: no sign "+", no "-0", no leading zero.
bool canonical(std::string_view digits) {
  const std::string_view magnitude = digits.starts_with('-') ? digits.substr(1) : digits;
  return !magnitude.empty() && (magnitude.front() != '0' || digits.size() == 1);
}

}  // namespace

RecordWriter::RecordWriter(std::string_view kind) {
  out_.reserve(usual_length);
  out_.append(kind).push_back('{');
}

template <typename Number>
void RecordWriter::append(Number value, char end) {
  if (value >= 0 && value < 10) {  // most are: versions, counts, lengths of words
    const std::array digit{static_cast<char>('0' + value), end};
    out_.append(digit.data(), digit.size());
    return;
  }
  std::array<char, 24> buffer;
  char* const past = std::to_chars(buffer.data(), buffer.data() + buffer.size() - 1, value).ptr;
  *past = end;
  out_.append(buffer.data(), past + 1);
}

RecordWriter& RecordWriter::text(std::string_view value) {
  append(value.size(), ':');
  out_.append(value).push_back(',');
  return *this;
}

RecordWriter& RecordWriter::number(std::int64_t value) {
  append(value, ',');
  return *this;
}

RecordWriter& RecordWriter::count(std::uint64_t value) {
  append(value, ',');
  return *this;
}

std::string RecordWriter::finish() && {
  out_ += '}';
  return std::move(out_);
}

RecordReader::RecordReader(std::string_view record, std::string_view kind) : rest_(record) {
  good_ = rest_.size() > kind.size() && rest_.starts_with(kind) && rest_[kind.size()] == '{';
  if (good_) rest_.remove_prefix(kind.size() + 1);
}

/// Takes a number and the sign that ends it.
template <typename Number>
bool RecordReader::take(Number& value, char end) {
  if (!good_) return false;
  if (rest_.size() > 1 && rest_[1] == end && rest_[0] >= '0' && rest_[0] <= '9') {
    value = static_cast<Number>(rest_[0] - '0');
    rest_.remove_prefix(2);
    return true;
  }
  Number read{};
  const char* const begin = rest_.data();
  const auto [past, error] = std::from_chars(begin, begin + rest_.size(), read);
  const auto length = static_cast<std::size_t>(past - begin);
  good_ = error == std::errc{} && length < rest_.size() && *past == end &&
          canonical(rest_.substr(0, length));
  if (!good_) return false;
  value = read;
  rest_.remove_prefix(length + 1);
  return true;
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
  if (good_) value = seen;
  return *this;
}

RecordReader& RecordReader::number(std::int64_t& value) {
  take(value, ',');
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
