// Changes to a decoded JSON document, as somebody makes them who knows the format: it stays
// well-formed, and its checksum is made right afterwards. Not a byte fuzzer; tests/fuzz has those.
#pragma once

#include <cstdint>

#include <nlohmann/json.hpp>

namespace hostile {

/// Numbers that depend on the seed alone.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_{seed} {}
  std::uint64_t below(std::uint64_t bound);

 private:
  std::uint64_t state_;
};

/// One to three changes. Half of the documents only get changes that a reader may well accept:
/// hostile words in texts, numbers a little off, lists that are shorter.
void mutate(nlohmann::json& document, Dice& dice);

}  // namespace hostile
