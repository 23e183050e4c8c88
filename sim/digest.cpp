// XXH3 behind the digester, and the hex form of a digest.
#include "sim/digest.hpp"

#include <algorithm>
#include <bit>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace assay::sim {

static_assert(std::endian::native == std::endian::little,
              "integers are folded as their little-endian bytes");

std::string Digest::hex() const {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text(32, '0');
  for (unsigned i = 0; i < 16; ++i) {
    text[15 - i] = digits[(high >> (4 * i)) & 15U];
    text[31 - i] = digits[(low >> (4 * i)) & 15U];
  }
  return text;
}

void Digester::reset() {
  std::fill_n(buffer_.begin(), chain, '\0');
  used_ = chain;
}

void Digester::fold(std::string_view text) {
  fold(std::uint64_t{text.size()});
  while (!text.empty()) {
    if (used_ == buffer_.size()) close_block();
    const std::size_t length = std::min(text.size(), buffer_.size() - used_);
    std::memcpy(buffer_.data() + used_, text.data(), length);
    used_ += length;
    text.remove_prefix(length);
  }
}

Digest Digester::value() const {
  const XXH128_hash_t hash = XXH3_128bits(buffer_.data(), used_);
  return {.high = hash.high64, .low = hash.low64};
}

void Digester::close_block() {
  const Digest earlier = value();
  std::memcpy(buffer_.data(), &earlier.high, sizeof earlier.high);
  std::memcpy(buffer_.data() + sizeof earlier.high, &earlier.low, sizeof earlier.low);
  used_ = chain;
}

std::uint64_t hash_text(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

}  // namespace assay::sim
