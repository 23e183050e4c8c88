// Clock and ids of the machine that we run on. Neither has a state that survives: what must not be
// repeated after a restart is drawn from the operating system's randomness.
#pragma once

#include "payments/ports/clock.hpp"
#include "payments/ports/ids.hpp"

#include <cstddef>
#include <string>
#include <string_view>


namespace payments::server {

/// The system's clock, since its epoch. Threads: any.
class SystemClock : public Clock {
 public:
  Instant now() override;
  void sleep_until(Instant until) override;
};

/// A word of `letters` letters from a to p, four random bits each: never all digits, so that none
/// is taken for the number of a card.
[[nodiscard]] std::string random_word(std::size_t letters);

/// Ids of 128 random bits. Threads: any.
class RandomIds : public Ids {
 public:
  std::string mint(std::string_view prefix) override;
};

}  // namespace payments::server
