// Anonymous shared memory, the same in a parent and its forked children.
#include "campaign/pool/shared_progress.hpp"

#include <cerrno>
#include <new>
#include <system_error>

#include <sys/mman.h>

namespace assay::campaign {

namespace {

constexpr std::size_t head = alignof(ProgressSlot);  // the flag has a cache line of its own

void* shared_memory(std::size_t bytes) {
  void* const memory =
      ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::system_error{errno, std::generic_category(), "mmap"};
  return memory;
}

}  // namespace

SharedProgress::SharedProgress(std::uint32_t workers)
    : bytes_{head + workers * sizeof(ProgressSlot)},
      memory_{shared_memory(bytes_)},
      shared_{new (memory_) std::atomic<bool>{false}},
      slots_{nullptr} {
  static_assert(std::atomic<std::uint64_t>::is_always_lock_free);
  auto* const begin = static_cast<std::byte*>(memory_) + head;
  slots_ = new (begin) ProgressSlot[workers];
  for (std::uint32_t i = 0; i < workers; ++i) {
    slots_[i].seed.store(none);
    slots_[i].begun.store(0);
    slots_[i].exiting.store(false);
    slots_[i].cut_off.store(false);
  }
}

SharedProgress::~SharedProgress() { ::munmap(memory_, bytes_); }

}  // namespace assay::campaign
