// Multiply and shift, and draw again where the product falls within the short last interval.
#include "sim/decisions/draw.hpp"

namespace assay::sim {

__extension__ typedef unsigned __int128 Wide;

std::uint32_t draw(std::uint64_t key, std::uint32_t n, const OptionSet& options) {
  const std::uint64_t bound = options.total();
  for (std::uint64_t counter = key + n * golden;; counter += golden) {
    const Wide product = Wide{mix(counter)} * bound;
    const auto low = static_cast<std::uint64_t>(product);
    // The division is asked for rarely: only where the product's low half is below the bound.
    const bool even = low >= bound || low >= (0 - bound) % bound;
    if (even) return options.at(static_cast<std::uint64_t>(product >> 64));
  }
}

}  // namespace assay::sim
