// What a run came to in money, by currency: what the processor did and let stand, what the service
// holds to have succeeded, and what the ledger booked. Sums alone; whether they agree is for the
// properties to say.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "history/history.hpp"

namespace assay::reports {

/// One sum.
struct Balance {
  std::string side;  ///< "processor", "service" or "ledger"
  std::string what;  ///< a kind of operation, "charged", or the ledger's account
  std::string currency;
  std::optional<std::int64_t> minor = 0;  ///< nothing where it is beyond counting
  friend bool operator==(const Balance&, const Balance&) = default;
};

/// The sums of a history, by side, currency and what they are of; none is named that never moved.
/// Effects that were undone are not counted. "charged" is what was captured less what was refunded.
[[nodiscard]] std::vector<Balance> balances(const history::History& history);

/// "12.50 EUR", or that nobody can count it.
[[nodiscard]] std::string to_text(const Balance& balance);

}  // namespace assay::reports
