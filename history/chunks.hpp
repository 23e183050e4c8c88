// Memory that is taken piece by piece and given back all at once: what facts and their texts lie
// in. Nothing that lies in it ever moves, and the memory of one run serves the next.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace assay::history {

/// An arena of bytes. What lies in it stays where it is, also when the arena is moved.
class Chunks {
 public:
  /// A piece of memory, aligned like all that was taken before. Contract: `size` is a multiple of
  /// one alignment, of at most eight bytes. It is valid until the arena is cleared or gone.
  std::byte* take(std::size_t size);
  /// Forgets what was taken; the memory stays.
  void clear();

  /// How many chunks there are, those with nothing in them included.
  [[nodiscard]] std::size_t count() const { return chunks_.size(); }
  /// What was taken of one chunk, in order, as far as it goes now. Contract: there is such a chunk.
  /// Valid until the arena is cleared or gone.
  [[nodiscard]] std::span<const std::byte> operator[](std::size_t chunk) const {
    return {chunks_[chunk].memory.get(), chunks_[chunk].used};
  }
  /// Bytes that were taken.
  [[nodiscard]] std::size_t used() const;

 private:
  struct Chunk {
    std::unique_ptr<std::byte[]> memory;
    std::size_t size = 0;
    std::size_t used = 0;
  };

  std::vector<Chunk> chunks_;
  std::size_t current_ = 0;
};

}  // namespace assay::history
