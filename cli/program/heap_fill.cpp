// Fills what the heap hands out as glibc's own allocator does where MALLOC_PERTURB_ asks for it, so
// that `selfcheck` can tell a program that reads memory before it is written. Only in programs with
// gperftools' allocator, which knows nothing of that variable: assay_fast_program adds it.
#include <cstddef>
#include <cstdlib>
#include <cstring>

#include <gperftools/malloc_hook_c.h>

namespace {

int fill_byte = 0;

void fill(const void* memory, std::size_t size) {
  if (memory != nullptr) std::memset(const_cast<void*>(memory), fill_byte, size);
}

const bool asked = [] {
  const char* const value = std::getenv("MALLOC_PERTURB_");
  if (value == nullptr || std::atoi(value) == 0) return false;
  fill_byte = ~std::atoi(value) & 0xFF;
  return MallocHook_AddNewHook(&fill) != 0;
}();

}  // namespace
