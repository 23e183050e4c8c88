// Canonical by construction: a length or a number is accepted only as it would have been written.
#include "models/wire.hpp"

#include <charconv>
#include <cstddef>

namespace assay::models {
namespace {

constexpr std::size_t usual_length = 160;

/// Whether digits that were read as a number are spelt as it is written: no zero leads, unless it
/// is alone.
bool canonical(std::string_view digits) {
  const bool negative = digits.starts_with('-');
  return digits == "0" || !digits.substr(negative ? 1 : 0).starts_with('0');
}

}  // namespace

WireWriter::WireWriter(std::string_view tag) {
  out_.reserve(usual_length);
  text(tag);
}

WireWriter& WireWriter::text(std::string_view value) {
  out_.append(std::to_string(value.size())).append(":").append(value);
  return *this;
}

WireWriter& WireWriter::number(std::int64_t value) { return text(std::to_string(value)); }

WireWriter& WireWriter::count(std::uint64_t value) { return text(std::to_string(value)); }

WireReader::WireReader(std::string_view body, std::string_view tag) : rest_{body} {
  if (field() != tag) good_ = false;
}

std::string_view WireReader::field() {
  std::size_t length = 0;
  const char* const begin = rest_.data();
  const auto [behind, error] = std::from_chars(begin, begin + rest_.size(), length);
  const std::string_view digits{begin, behind};
  const std::string_view value = rest_.substr(digits.size());  // its colon first
  good_ = good_ && error == std::errc{} && canonical(digits) && value.starts_with(':') &&
          length < value.size();
  if (!good_) return {};
  rest_ = value.substr(1 + length);
  return value.substr(1, length);
}

/// Takes a field that is a number of that type.
template <typename Number>
WireReader& WireReader::take(Number& value) {
  const std::string_view digits = field();
  const char* const end = digits.data() + digits.size();
  Number read = 0;
  const auto [behind, error] = std::from_chars(digits.data(), end, read);
  good_ = good_ && error == std::errc{} && behind == end && canonical(digits);
  if (good_) value = read;
  return *this;
}

WireReader& WireReader::text(std::string& value) {
  const std::string_view read = field();
  if (good_) value = read;
  return *this;
}

WireReader& WireReader::text(history::Currency& value) {
  std::string code;
  text(code);
  good_ = good_ && history::Currency::fits(code);
  if (good_) value = history::Currency{code};
  return *this;
}

WireReader& WireReader::number(std::int64_t& value) { return take(value); }

WireReader& WireReader::count(std::uint64_t& value) { return take(value); }

WireReader& WireReader::count(std::uint32_t& value) { return take(value); }

WireReader& WireReader::flag(bool& value) {
  std::uint32_t read = 0;
  count(read);
  good_ = good_ && read <= 1;
  if (good_) value = read == 1;
  return *this;
}

}  // namespace assay::models
