// A byte is either written as itself or escaped, never both ways, so the text is canonical.
#include "payments/record_text.hpp"

#include <array>
#include <charconv>
#include <limits>
#include <system_error>
#include <utility>

namespace payments {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

constexpr std::array<bool, 256> plain_bytes = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x21; byte < 0x7f; ++byte) plain[byte] = true;
  for (const char sign : {'{', '}', '=', ';', '%'}) plain[static_cast<std::size_t>(sign)] = false;
  return plain;
}();

bool plain(char c) { return plain_bytes[static_cast<unsigned char>(c)]; }

/// How many bytes at the beginning are written as themselves.
std::size_t plain_run(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && plain(text[length])) ++length;
  return length;
}

int hex(char c) {
  const auto at = digits.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

void append_escaped(std::string& out, std::string_view value) {
  for (;;) {
    const std::size_t run = plain_run(value);
    out.append(value.substr(0, run));
    if (run == value.size()) return;
    const auto byte = static_cast<unsigned char>(value[run]);
    out += '%';
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
    value.remove_prefix(run + 1);
  }
}

/// Undoes `append_escaped`. Refuses an escape that it would not have written.
bool unescape(std::string_view raw, std::string& value) {
  value.clear();
  for (;;) {
    const std::size_t run = plain_run(raw);
    value.append(raw.substr(0, run));
    raw.remove_prefix(run);
    if (raw.empty()) return true;
    if (raw.front() != '%' || raw.size() < 3) return false;
    const int high = hex(raw[1]);
    const int low = hex(raw[2]);
    if (high < 0 || low < 0) return false;
    const char c = static_cast<char>(static_cast<unsigned char>(high * 16 + low));
    if (plain(c)) return false;
    value += c;
    raw.remove_prefix(3);
  }
}

/// Only the text that to_chars would have written: no sign "+", no "-0", no leading zero.
template <typename Number>
bool parse(std::string_view raw, Number& value) {
  const std::string_view magnitude = raw.starts_with('-') ? raw.substr(1) : raw;
  if (magnitude.empty() || (magnitude.front() == '0' && raw.size() > 1)) return false;
  Number read{};
  const auto [end, error] = std::from_chars(raw.data(), raw.data() + raw.size(), read);
  if (error != std::errc{} || end != raw.data() + raw.size()) return false;
  value = read;
  return true;
}

template <typename Number>
void append_number(std::string& out, Number value) {
  std::array<char, 24> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  out.append(buffer.data(), end);
}

}  // namespace

RecordWriter::RecordWriter(std::string_view kind) {
  out_.reserve(512);
  out_.append(kind).append("{");
}

RecordWriter& RecordWriter::text(std::string_view name, std::string_view value) {
  out_.append(name) += '=';
  append_escaped(out_, value);
  out_ += ';';
  return *this;
}

RecordWriter& RecordWriter::number(std::string_view name, std::int64_t value) {
  out_.append(name) += '=';
  append_number(out_, value);
  out_ += ';';
  return *this;
}

RecordWriter& RecordWriter::count(std::string_view name, std::uint64_t value) {
  out_.append(name) += '=';
  append_number(out_, value);
  out_ += ';';
  return *this;
}

std::string RecordWriter::finish() && {
  out_ += '}';
  return std::move(out_);
}

RecordReader::RecordReader(std::string_view record, std::string_view kind) : rest_(record) {
  good_ = rest_.starts_with(kind);
  if (good_) rest_.remove_prefix(kind.size());
  good_ = good_ && rest_.starts_with('{');
  if (good_) rest_.remove_prefix(1);
}

bool RecordReader::take(std::string_view name, std::string_view& raw) {
  const auto end = rest_.find(';');
  good_ = good_ && end != std::string_view::npos && rest_.starts_with(name) &&
          name.size() < end && rest_[name.size()] == '=';
  if (!good_) return false;
  raw = rest_.substr(name.size() + 1, end - name.size() - 1);
  rest_.remove_prefix(end + 1);
  return true;
}

RecordReader& RecordReader::text(std::string_view name, std::string& value) {
  std::string_view raw;
  if (!take(name, raw)) return *this;
  if (plain_run(raw) == raw.size()) {
    value = raw;
    return *this;
  }
  std::string read;
  good_ = unescape(raw, read);
  if (good_) value = std::move(read);
  return *this;
}

RecordReader& RecordReader::number(std::string_view name, std::int64_t& value) {
  std::string_view raw;
  if (take(name, raw)) good_ = parse(raw, value);
  return *this;
}

RecordReader& RecordReader::count(std::string_view name, std::uint64_t& value) {
  std::string_view raw;
  if (take(name, raw)) good_ = parse(raw, value);
  return *this;
}

RecordReader& RecordReader::count(std::string_view name, std::uint32_t& value) {
  std::uint64_t wide = 0;
  count(name, wide);
  good_ = good_ && wide <= std::numeric_limits<std::uint32_t>::max();
  if (good_) value = static_cast<std::uint32_t>(wide);
  return *this;
}

}  // namespace payments
