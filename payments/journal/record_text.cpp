// A number has one spelling and a text says how long it is, so the whole is canonical.
#include "payments/journal/record_text.hpp"

#include <charconv>
#include <cstddef>
#include <utility>

namespace payments {
namespace {

constexpr std::size_t usual_length = 256;

/// Whether digits that were read as a number are spelt as it is written: no zero leads, unless it
/// is alone.
bool canonical(std::string_view digits) {
  const bool negative = digits.starts_with('-');
  return digits == "0" || !digits.substr(negative ? 1 : 0).starts_with('0');
}

}  // namespace

RecordWriter::RecordWriter(std::string_view kind) {
  out_.reserve(usual_length);
  out_.append(kind).append("{");
}

RecordWriter& RecordWriter::text(std::string_view value) {
  out_.append(std::to_string(value.size())).append(":").append(value).append(",");
  return *this;
}

RecordWriter& RecordWriter::number(std::int64_t value) {
  out_.append(std::to_string(value)).append(",");
  return *this;
}

RecordWriter& RecordWriter::count(std::uint64_t value) {
  out_.append(std::to_string(value)).append(",");
  return *this;
}

std::string RecordWriter::finish() && {
  out_ += '}';
  return std::move(out_);
}

RecordReader::RecordReader(std::string_view record, std::string_view kind) {
  const std::string opening = std::string(kind) + '{';
  good_ = record.starts_with(opening) && record.substr(opening.size()).ends_with('}');
  if (good_) rest_ = record.substr(opening.size(), record.size() - opening.size() - 1);
}

void RecordReader::reject() {
  good_ = false;
  rest_ = {};
}

/// Takes a number that fits its type, spelt as it would be written, and the sign that ends it.
template <typename Number>
bool RecordReader::take(Number& value, char end) {
  Number read = 0;
  const char* const begin = rest_.data();
  const auto [behind, error] = std::from_chars(begin, begin + rest_.size(), read);
  const std::string_view digits(begin, behind);
  const bool fits = error == std::errc{} && canonical(digits);
  if (!fits || !rest_.substr(digits.size()).starts_with(end)) {
    reject();
    return false;
  }
  value = read;
  rest_.remove_prefix(digits.size() + 1);
  return true;
}

RecordReader& RecordReader::text(std::string& value) {
  std::size_t length = 0;
  if (!take(length, ':')) return *this;
  if (length >= rest_.size() || rest_[length] != ',') {
    reject();
    return *this;
  }
  value = rest_.substr(0, length);
  rest_.remove_prefix(length + 1);
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
