// What only a user knows: how often faults strike where they run, what they have counted, and what
// harm costs them. From a file, assay.rates/1; nothing in it has a default.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/risk/proportion.hpp"
#include "history/amount.hpp"

namespace assay::campaign {

inline constexpr std::string_view rates_schema = "assay.rates/1";

/// What is told of a month, in the order of harm, gravest first.
enum class Harmed : std::uint8_t { duplicates, lost_payments, stuck_payments, unreconciled_items };
inline constexpr std::size_t harm_kinds = 4;
inline constexpr std::array all_harms{Harmed::duplicates, Harmed::lost_payments,
                                      Harmed::stuck_payments, Harmed::unreconciled_items};

/// "duplicates", "lost_payments", as the file has it.
[[nodiscard]] std::string_view to_text(Harmed harm);

/// A rate per payment: counted, or known and then taken as it is.
struct Rate {
  double exact = 0;
  std::optional<Counted> counted{};

  [[nodiscard]] Interval at(double confidence) const;
};

/// From what to what one costs, in minor units.
struct Price {
  std::int64_t least = 0;
  std::int64_t most = 0;
};

struct Rates {
  std::vector<std::pair<std::string, Rate>> faults;  ///< by "acquirer.capture/reply: lose"
  std::array<std::optional<Rate>, harm_kinds> measured{};
  history::Currency currency{};
  std::array<std::optional<Price>, harm_kinds> prices{};
  std::optional<Price> payment{};  ///< the usual amount

  [[nodiscard]] const Rate* of_fault(std::string_view fault) const;
  [[nodiscard]] const std::optional<Rate>& measured_of(Harmed harm) const;
  [[nodiscard]] const std::optional<Price>& price_of(Harmed harm) const;
};

/// Errors: BadInput, also for a fault that is named twice and a price whose ends are reversed.
[[nodiscard]] Rates read_rates(const std::string& path);

/// What an estimate needs and the file does not have, by the names that it would stand under:
/// "faults: acquirer.capture/reply: lose", "prices.duplicates". `faults` are those of the runs;
/// without any, what is measured is all that is told.
[[nodiscard]] std::vector<std::string> missing_from(const Rates& rates,
                                                    const std::vector<std::string>& faults);

}  // namespace assay::campaign
