// The order of facts of several clocks: any that the clocks' uncertainty allows, and no other.
// Within a source its own order stays, unless it decides nothing; then what facts say of themselves
// stays, a version or a number of try.
#pragma once

#include <cstdint>
#include <vector>

#include "outside/judge/mapping.hpp"
#include "outside/judge/packed_facts.hpp"

namespace assay::outside {

/// A fact and a moment at which it may have happened: within its clock's uncertainty.
struct PlacedFact {
  FactView fact{};
  std::int64_t at = 0;  ///< nanoseconds
};

/// Which of the facts that may come next does.
enum class Leaning : std::uint8_t {
  causal,   ///< what causes before what is caused: the order that a correct world would have
  nearly,   ///< the same, but for some that are drawn
  drawn,    ///< any
  sources,  ///< of the source that comes first in an order of sources, which is drawn
};

/// Places facts, in the order of their moments. Contract: facts of one source differ in order.
/// Determinism: by the arguments alone.
[[nodiscard]] std::vector<PlacedFact> place(const std::vector<FactView>& facts,
                                            const Mapping& mapping, Leaning leaning,
                                            std::uint64_t seed = 0);

/// The largest uncertainty of a source, in nanoseconds.
[[nodiscard]] std::int64_t uncertainty_of(const Mapping& mapping);
/// Whether more than one order may be possible.
[[nodiscard]] bool is_uncertain(const Mapping& mapping);

}  // namespace assay::outside
