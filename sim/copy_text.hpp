// Copying short texts without a call: names of sites, fields of digests and of messages. The
// library's own copy chooses among sizes in one place for all callers, where the processor cannot
// foresee the choice: that costs a run a twenty-fifth of its time. Not for moving within one text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace assay::sim {

namespace detail {

/// Copies `size` bytes, at least one word and at most two: its first word and its last, which
/// overlap.
template <std::size_t word>
[[gnu::always_inline]] inline void copy_ends(char* out, const char* from, std::size_t size) {
  struct Word {
    char bytes[word];
  } first, last;
  std::memcpy(&first, from, word);
  std::memcpy(&last, from + size - word, word);
  std::memcpy(out, &first, word);
  std::memcpy(out + size - word, &last, word);
}

}  // namespace detail

/// Copies a text. Returns: where the next byte goes.
[[gnu::always_inline]] inline char* copy_text(char* out, std::string_view text) {
  const std::size_t size = text.size();
  const char* const from = text.data();
  if (size >= 8 && size <= 16) {
    detail::copy_ends<8>(out, from, size);
  } else if (size > 16 && size <= 32) {
    detail::copy_ends<16>(out, from, size);
  } else if (size > 32) {
    std::memcpy(out, from, size);
  } else if (size >= 4) {
    detail::copy_ends<4>(out, from, size);
  } else if (size >= 2) {
    detail::copy_ends<2>(out, from, size);
  } else if (size == 1) {
    *out = *from;
  }
  return out + size;
}

}  // namespace assay::sim
