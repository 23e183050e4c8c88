// Messages of clients and servers as bytes, for tests of what reads them: those that the proxy
// itself never writes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "outside/postgres/wire.hpp"

namespace assay::outside::postgres::testing {

inline std::string zero_ended(std::string_view text) { return std::string{text} + '\0'; }

inline std::string two_bytes(std::size_t number) {
  return {static_cast<char>(number >> 8U), static_cast<char>(number & 0xffU)};
}

inline std::string parse(std::string_view name, std::string_view sql) {
  return message('P', zero_ended(name) + zero_ended(sql) + two_bytes(0));
}

/// Texts as values.
inline std::string bind_to(std::string_view statement,
                           const std::vector<std::string>& values = {}) {
  std::string body = zero_ended("") + zero_ended(statement) + two_bytes(0);
  body += two_bytes(values.size());
  for (const std::string& one : values) body += two_bytes(0) + two_bytes(one.size()) + one;
  return message('B', body + two_bytes(0));
}

inline std::string execute() { return message('E', zero_ended("") + std::string(4, '\0')); }
inline std::string sync_message() { return message('S', {}); }
inline std::string flush_message() { return message('H', {}); }

inline std::string tag(std::string_view text) { return message('C', zero_ended(text)); }

/// A message that stands alone.
inline Message one(const std::string& bytes) { return {bytes[0], bytes}; }

}  // namespace assay::outside::postgres::testing
