// Digests of runs: 128 bits of XXH3 over a canonical byte stream, folded field by field. Never a
// raw struct, an address or an order of interning. Serves law 5: equal input, equal digest.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace assay::sim {

/// A finished digest.
struct Digest {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  /// 32 lower-case hex digits.
  [[nodiscard]] std::string hex() const;
  friend bool operator==(const Digest&, const Digest&) = default;
};

/// Folds fields into a digest. Integers go in as eight little-endian bytes, texts with their length
/// first, so that no two field sequences share a stream.
class Digester {
 public:
  /// Forgets everything folded so far.
  void reset();

  void fold(std::uint64_t value) {
    if (used_ + sizeof value > buffer_.size()) close_block();
    std::memcpy(buffer_.data() + used_, &value, sizeof value);
    used_ += sizeof value;
  }
  void fold(std::uint64_t first, std::uint64_t second) {
    fold(first);
    fold(second);
  }
  void fold(std::string_view text);

  /// The digest of what was folded so far; folding may go on afterwards.
  [[nodiscard]] Digest value() const;

 private:
  static constexpr std::size_t chain = 16;  // the digest of all earlier blocks leads each block

  void close_block();

  std::array<char, 2048> buffer_{};
  std::size_t used_ = chain;
};

/// 64-bit hash of a text: the part of a site's name that enters draws.
[[nodiscard]] std::uint64_t hash_text(std::string_view text);

/// Two rounds of a splitmix-like mix: the counter-based generator behind every seeded draw.
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t value) {
  value ^= value >> 30;
  value *= 0xbf58476d1ce4e5b9ULL;
  value ^= value >> 27;
  value *= 0x94d049bb133111ebULL;
  return value ^ (value >> 31);
}

}  // namespace assay::sim
