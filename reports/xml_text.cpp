// One character at a time, each judged by its code point.
#include "reports/xml_text.hpp"

#include <algorithm>
#include <cstdint>

namespace assay::reports {

namespace {

/// A character of a text: its code point and its length in bytes; length 0 where it is no UTF-8.
struct Character {
  std::uint32_t code = 0;
  std::size_t length = 0;
};

std::uint32_t byte_at(std::string_view text, std::size_t index) {
  return static_cast<unsigned char>(text[index]);
}

std::size_t length_of(std::uint32_t lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

/// The least code point that needs so many bytes; a shorter form of it exists below.
std::uint32_t least_of(std::size_t length) {
  if (length == 3) return 0x800;
  return length == 4 ? 0x10000 : 0;
}

Character first_of(std::string_view text) {
  const std::uint32_t lead = byte_at(text, 0);
  const std::size_t length = length_of(lead);
  if (length <= 1) return {lead, length};
  if (length > text.size()) return {};
  std::uint32_t code = lead & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const std::uint32_t next = byte_at(text, i);
    if ((next & 0xc0U) != 0x80) return {};
    code = code << 6U | (next & 0x3fU);
  }
  return code < least_of(length) ? Character{} : Character{code, length};
}

bool allowed(std::uint32_t code) {
  if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
  if (code >= 0xd800 && code < 0xe000) return false;
  return code != 0xfffe && code != 0xffff && code <= 0x10ffff;
}

}  // namespace

std::string xml_text(std::string_view text) {
  std::string kept;
  while (!text.empty()) {
    const Character next = first_of(text);
    if (next.length > 0 && allowed(next.code)) kept += text.substr(0, next.length);
    text.remove_prefix(std::max<std::size_t>(next.length, 1));
  }
  return kept;
}

}  // namespace assay::reports
