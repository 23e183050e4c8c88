// The library writes; here the characters that it lets through are escaped.
#include "scenarios/files/json_text.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "scenarios/files/printable.hpp"

namespace assay::scenarios {

namespace {

std::string escape(std::uint32_t code) {
  if (code < 0x10000) return fmt::format("\\u{:04x}", code);
  const std::uint32_t rest = code - 0x10000;
  return fmt::format("\\u{:04x}\\u{:04x}", 0xd800 + (rest >> 10U), 0xdc00 + (rest & 0x3ffU));
}

/// Outside of its strings, JSON has nothing but ASCII: what is escaped here stands in one.
std::string escaped(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const Character next = first_character(text);
    if (next.code >= 0x7f && !shows_itself(next.code)) {
      shown += escape(next.code);
    } else {
      shown += text.substr(0, std::max<std::size_t>(next.length, 1));
    }
    text.remove_prefix(std::max<std::size_t>(next.length, 1));
  }
  return shown;
}

template <class Json>
std::string text_of(const Json& value, int indent) {
  return escaped(value.dump(indent, ' ', false, Json::error_handler_t::replace));
}

}  // namespace

std::string json_text(const nlohmann::json& value, int indent) { return text_of(value, indent); }

std::string json_text(const nlohmann::ordered_json& value, int indent) {
  return text_of(value, indent);
}

}  // namespace assay::scenarios
