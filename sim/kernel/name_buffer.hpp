// A text that is put together again and again in the same memory: the names of sites, which every
// decision asks for. Not a string: what it returns lasts until the next text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "sim/short_text.hpp"

namespace assay::sim {

class NameBuffer {
 public:
  /// The parts, one behind the other.
  template <typename... Parts>
  std::string_view join(const Parts&... parts) {
    const std::size_t length = (view(parts).size() + ... + 0);
    if (length > text_.size()) text_.resize(2 * length);
    char* end = text_.data();
    ((end = copy_text(end, view(parts))), ...);
    return {text_.data(), length};
  }

 private:
  static std::string_view view(std::string_view part) { return part; }
  /// A literal: its length is known without looking.
  template <std::size_t size>
  static std::string_view view(const char (&part)[size]) {
    return {part, size - 1};
  }

  std::string text_;
};

}  // namespace assay::sim
