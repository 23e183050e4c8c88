// One character at a time, each judged by its code point.
#include "scenarios/files/printable.hpp"

#include <algorithm>
#include <array>

#include <fmt/core.h>

namespace assay::scenarios {

namespace {

constexpr std::size_t excerpt_max = 80;

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

bool is_scalar(std::uint32_t code) {
  return code <= 0x10ffff && (code < 0xd800 || code >= 0xe000);
}

struct CodeRange {
  std::uint32_t first;
  std::uint32_t last;
};

/// Controls, changes of direction, what has no width, and what is no character.
/// Source: Unicode 15, general categories Cc, Cf, Zl and Zp; UTR 36 on what they are misused for.
constexpr std::array<CodeRange, 13> unseen{{{0x00, 0x1f},
                                            {0x7f, 0x9f},
                                            {0xad, 0xad},
                                            {0x61c, 0x61c},
                                            {0x180e, 0x180e},
                                            {0x200b, 0x200f},
                                            {0x2028, 0x202e},
                                            {0x2060, 0x206f},
                                            {0xfdd0, 0xfdef},
                                            {0xfeff, 0xfeff},
                                            {0xfff0, 0xfffb},
                                            {0x1d173, 0x1d17a},
                                            {0xe0000, 0xe0fff}}};

std::string spelled(std::uint32_t code) {
  return code < 0x80 ? fmt::format("\\x{:02x}", code) : fmt::format("\\u{{{:x}}}", code);
}

}  // namespace

Character first_character(std::string_view text) {
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
  return code < least_of(length) || !is_scalar(code) ? Character{} : Character{code, length};
}

bool shows_itself(std::uint32_t code) {
  if (code >= 0x20 && code < 0x7f) return true;
  if ((code & 0xfffeU) == 0xfffe) return false;  // the two non-characters at the end of each plane
  return std::ranges::none_of(
      unseen, [&](const CodeRange& one) { return code >= one.first && code <= one.last; });
}

std::string printable(std::string_view text, Breaks breaks) {
  std::string shown;
  while (!text.empty()) {
    const Character next = first_character(text);
    const bool is_break = next.length == 1 && (next.code == '\n' || next.code == '\t');
    if (next.length == 0) {
      shown += fmt::format("\\x{:02x}", byte_at(text, 0));
    } else if (shows_itself(next.code) || (is_break && breaks == Breaks::kept)) {
      shown += text.substr(0, next.length);
    } else {
      shown += spelled(next.code);
    }
    text.remove_prefix(std::max<std::size_t>(next.length, 1));
  }
  return shown;
}

std::string excerpt(std::string_view text) {
  if (text.size() <= excerpt_max) return printable(text);
  std::size_t end = excerpt_max;
  while (end > excerpt_max - 4 && (byte_at(text, end) & 0xc0U) == 0x80) --end;
  return printable(text.substr(0, end)) + "...";
}

}  // namespace assay::scenarios
