// Whether a program built as `assay` is sees a filled heap where MALLOC_PERTURB_ asks for one;
// exits with 0 if so. A program of its own, since the variable is read when a program starts.
#include <cstddef>
#include <memory>

int main() {
  constexpr std::size_t size = 40;
  for (int i = 0; i < 100; ++i) {
    const std::unique_ptr<unsigned char[]> memory(new unsigned char[size]);
    const volatile unsigned char* const bytes = memory.get();
    for (std::size_t at = 0; at < size; ++at) {
      if (bytes[at] != (165 ^ 0xFF)) return 1;
    }
    memory[static_cast<std::size_t>(i) % size] = 0;  // the next piece may be this one
  }
  return 0;
}
