// Copying and comparing short texts without a call: names of sites, keys of rows, fields of digests
// and of messages. The library's own functions choose among sizes in one place for all callers,
// where the processor cannot foresee the choice. Not for moving within one text.
#pragma once

#include <algorithm>
#include <bit>
#include <compare>
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

template <typename Word>
[[gnu::always_inline]] inline Word word_at(const char* from) {
  Word word;
  std::memcpy(&word, from, sizeof word);
  return word;
}

/// Whether `size` bytes are the same, at least one word and at most two.
template <typename Word>
[[gnu::always_inline]] inline bool same_ends(const char* a, const char* b, std::size_t size) {
  const std::size_t last = size - sizeof(Word);
  return ((word_at<Word>(a) ^ word_at<Word>(b)) |
          (word_at<Word>(a + last) ^ word_at<Word>(b + last))) == 0;
}

/// The order of bytes, for two words that differ: the first byte counts most.
[[gnu::always_inline]] inline std::strong_ordering order_of_words(std::uint64_t a,
                                                                  std::uint64_t b) {
  static_assert(std::endian::native == std::endian::little);
  return __builtin_bswap64(a) <=> __builtin_bswap64(b);
}

}  // namespace detail

/// How long a text may be for `copy_short`.
inline constexpr std::size_t short_length = 32;

/// Copies a short text. Returns: where the next byte goes.
[[gnu::always_inline]] inline char* copy_short(char* out, std::string_view text) {
  const std::size_t size = text.size();
  const char* const from = text.data();
  if (size > 16) {
    detail::copy_ends<16>(out, from, size);
  } else if (size >= 8) {
    detail::copy_ends<8>(out, from, size);
  } else if (size >= 4) {
    detail::copy_ends<4>(out, from, size);
  } else if (size >= 2) {
    detail::copy_ends<2>(out, from, size);
  } else if (size == 1) {
    *out = *from;
  }
  return out + size;
}

/// Copies a text. Returns: where the next byte goes.
[[gnu::always_inline]] inline char* copy_text(char* out, std::string_view text) {
  if (text.size() <= short_length) [[likely]] return copy_short(out, text);
  std::memcpy(out, text.data(), text.size());
  return out + text.size();
}

/// Whether two texts are the same.
[[gnu::always_inline]] inline bool same_text(std::string_view a, std::string_view b) {
  const std::size_t size = a.size();
  if (size != b.size()) return false;
  const char* left = a.data();
  const char* right = b.data();
  if (size < 4) {
    for (std::size_t i = 0; i < size; ++i) {
      if (left[i] != right[i]) return false;
    }
    return true;
  }
  if (size < 8) return detail::same_ends<std::uint32_t>(left, right, size);
  std::size_t rest = size;
  for (; rest > 16; rest -= 8, left += 8, right += 8) {
    if (detail::word_at<std::uint64_t>(left) != detail::word_at<std::uint64_t>(right)) return false;
  }
  return detail::same_ends<std::uint64_t>(left, right, rest);
}

/// The ends of a text as a number that few texts share, for a first look.
[[gnu::always_inline]] inline std::uint64_t ends_of(std::string_view text) {
  if (text.size() < 4) return text.size();
  const auto first = detail::word_at<std::uint32_t>(text.data());
  const auto last = detail::word_at<std::uint32_t>(text.data() + text.size() - 4);
  return std::uint64_t{first} << 32 | last;
}

/// The order of two texts by their bytes, a text before all those that begin with it.
inline std::strong_ordering order_of_texts(std::string_view a, std::string_view b) {
  const std::size_t size = std::min(a.size(), b.size());
  std::size_t at = 0;
  for (; at + 8 <= size; at += 8) {
    const auto left = detail::word_at<std::uint64_t>(a.data() + at);
    const auto right = detail::word_at<std::uint64_t>(b.data() + at);
    if (left != right) return detail::order_of_words(left, right);
  }
  for (; at < size; ++at) {
    if (a[at] != b[at]) {
      return static_cast<unsigned char>(a[at]) <=> static_cast<unsigned char>(b[at]);
    }
  }
  return a.size() <=> b.size();
}

}  // namespace assay::sim
