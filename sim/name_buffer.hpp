// A text that is put together again and again in the same memory: the names of sites, which every
// decision asks for. Not a string: what it returns lasts until the next text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "sim/copy_text.hpp"

namespace assay::sim {

class NameBuffer {
 public:
  /// The parts, one behind the other.
  template <typename... Parts>
  std::string_view join(const Parts&... parts) {
    const std::size_t length = (std::string_view{parts}.size() + ... + 0);
    if (length > text_.size()) text_.resize(2 * length);
    char* end = text_.data();
    ((end = copy_text(end, parts)), ...);
    return {text_.data(), length};
  }

 private:
  std::string text_;
};

}  // namespace assay::sim
