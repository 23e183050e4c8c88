// Chunks in a row; the first with room is the current one.
#include "history/chunks.hpp"

#include <algorithm>
#include <numeric>

namespace assay::history {
namespace {

constexpr std::size_t chunk_size = 32 * 1024;

}  // namespace

std::byte* Chunks::take(std::size_t size) {
  while (current_ < chunks_.size() && chunks_[current_].size - chunks_[current_].used < size) {
    ++current_;
  }
  if (current_ == chunks_.size()) {
    const std::size_t room = std::max(chunk_size, size);
    chunks_.push_back({std::make_unique_for_overwrite<std::byte[]>(room), room, 0});
  }
  Chunk& chunk = chunks_[current_];
  std::byte* const taken = chunk.memory.get() + chunk.used;
  chunk.used += size;
  return taken;
}

void Chunks::clear() {
  for (Chunk& chunk : chunks_) chunk.used = 0;
  current_ = 0;
}

std::size_t Chunks::used() const {
  return std::accumulate(chunks_.begin(), chunks_.end(), std::size_t{0},
                         [](std::size_t sum, const Chunk& chunk) { return sum + chunk.used; });
}

}  // namespace assay::history
