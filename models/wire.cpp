// Canonical by construction: a length or a number is accepted only as it would have been written.
#include "models/wire.hpp"

#include <array>
#include <charconv>
#include <system_error>

namespace assay::models {
namespace {

template <typename Number>
std::string_view digits(Number value, std::array<char, 24>& buffer) {
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return {buffer.data(), static_cast<std::size_t>(end - buffer.data())};
}

/// Only what `digits` writes: no sign "+", no "-0", no leading zero, in range.
template <typename Number>
bool parse(std::string_view text, Number& value) {
  Number read{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), read);
  std::array<char, 24> buffer{};
  if (error != std::errc{} || digits(read, buffer) != text) return false;
  value = read;
  return true;
}

}  // namespace

WireWriter::WireWriter(std::string_view tag) {
  out_.reserve(128);
  text(tag);
}

WireWriter& WireWriter::text(std::string_view value) {
  std::array<char, 24> buffer{};
  out_.append(digits(value.size(), buffer));
  out_ += ':';
  out_.append(value);
  return *this;
}

WireWriter& WireWriter::number(std::int64_t value) {
  std::array<char, 24> buffer{};
  return text(digits(value, buffer));
}

WireWriter& WireWriter::count(std::uint64_t value) {
  std::array<char, 24> buffer{};
  return text(digits(value, buffer));
}

WireReader::WireReader(std::string_view body, std::string_view tag) : rest_{body} {
  if (field() != tag) good_ = false;
}

std::string_view WireReader::field() {
  const auto colon = rest_.find(':');
  std::size_t length = 0;
  good_ = good_ && colon != std::string_view::npos && parse(rest_.substr(0, colon), length) &&
          length <= rest_.size() - colon - 1;
  if (!good_) return {};
  const std::string_view value = rest_.substr(colon + 1, length);
  rest_.remove_prefix(colon + 1 + length);
  return value;
}

WireReader& WireReader::text(std::string& value) {
  const std::string_view read = field();
  if (good_) value.assign(read);
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
  const std::string_view read = field();
  good_ = good_ && parse(read, value);
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
