// random_device reads the kernel's generator here, and keeps nothing.
#include "payments/server/machine.hpp"

#include <chrono>
#include <cstdint>
#include <random>
#include <thread>

namespace payments::server {

using std::chrono::nanoseconds;
using std::chrono::system_clock;

Instant SystemClock::now() {
  const auto since = system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<nanoseconds>(since).count()};
}

void SystemClock::sleep_until(Instant until) {
  std::this_thread::sleep_until(std::chrono::sys_time<nanoseconds>(nanoseconds(until.count)));
}

std::string random_word(std::size_t letters) {
  std::random_device drawn;
  std::string word;
  while (word.size() < letters) {
    for (std::uint32_t bits = drawn(), n = 0; n < 8 && word.size() < letters; ++n, bits >>= 4U) {
      word += static_cast<char>('a' + static_cast<int>(bits & 15U));
    }
  }
  return word;
}

std::string RandomIds::mint(std::string_view prefix) {
  return std::string(prefix) + "-" + random_word(32);
}

}  // namespace payments::server
