// Whether a program built as `assay` is sees a filled heap where MALLOC_PERTURB_ asks for one;
// exits with 0 if so. A program of its own, since the variable is read when a program starts.
// Nothing is given back meanwhile: glibc fills what it has not handed out before.
#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

int main() {
  constexpr std::size_t size = 40;
  constexpr unsigned char filled = 165 ^ 0xFF;
  std::vector<std::unique_ptr<unsigned char[]>> pieces;
  for (int i = 0; i < 100; ++i) pieces.emplace_back(new unsigned char[size]);
  const auto is_filled = [&](const std::unique_ptr<unsigned char[]>& piece) {
    const volatile unsigned char* const bytes = piece.get();
    return std::all_of(bytes, bytes + size, [&](unsigned char byte) { return byte == filled; });
  };
  return std::count_if(pieces.begin(), pieces.end(), is_filled) > 90 ? 0 : 1;
}
