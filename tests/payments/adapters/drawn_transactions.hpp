// Transactions of a few clients on few rows, each of whom knows what he last saw: so that many meet
// rows that have changed, vanished or appeared since. Not a test.
#pragma once

#include "payments/ports/store.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>

namespace payments::testing {

class DrawnTransactions {
 public:
  explicit DrawnTransactions(std::uint64_t seed) : draw_(seed) {}

  [[nodiscard]] std::size_t below(std::size_t bound) { return draw_() % bound; }
  [[nodiscard]] std::string table() { return below(2) == 0 ? "claims" : "journal"; }
  /// One of few, some with bytes that texts do not have, one a beginning of another.
  [[nodiscard]] std::string key() {
    static const std::array<std::string, 7> keys{
        "1:a", "1:ab", std::string("1:\0z", 4), std::string("1:\0", 3), "\xff", "2:", "1:b"};
    return keys.at(below(keys.size()));
  }

  /// Of few times, so that some rows are due together.
  [[nodiscard]] Due due() {
    return {below(2) == 0 ? "open" : "parked", Instant{static_cast<std::int64_t>(below(5)) - 2}};
  }

  /// Up to three rows. Now and then a client takes a row for absent that he never looked at.
  [[nodiscard]] Transaction next() {
    Transaction made{"begin", "pay-1/authorise-1", {}};
    std::map<std::string, std::uint64_t>& seen = clients_.at(below(clients_.size()));
    std::set<std::string> named;
    for (std::size_t left = 1 + below(3); left > 0; --left) {
      Write write{table(), key(), std::string(below(40), 'v'), 0};
      if (!named.insert(write.table + write.key).second) continue;
      const auto known = seen.find(write.table + write.key);
      if (known != seen.end()) write.expected_version = known->second;
      if (write.expected_version != 0 && below(4) == 0) write.value.reset();
      if (write.value && below(2) == 0) write.due = due();
      made.writes.push_back(std::move(write));
    }
    return made;
  }

  /// One client has looked at a row: he knows its version, 0 where there is none.
  void saw(const std::string& table, const std::string& key, std::uint64_t version) {
    clients_.at(below(clients_.size()))[table + key] = version;
  }

 private:
  std::mt19937_64 draw_;
  std::array<std::map<std::string, std::uint64_t>, 3> clients_;
};

}  // namespace payments::testing
