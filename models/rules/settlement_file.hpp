// What a processor says it pays for: its settlement file, a pure function of its effects, and what
// may go wrong with one on its way. Not a format: whoever plays it writes it down.
// Source: R41, R42 (lines by the merchant's own reference, batches that add up).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "models/rules/effect_ledger.hpp"

namespace assay::models {

struct SettlementLine {
  std::string id;
  std::string operation;  ///< the merchant's reference, echoed
  history::OperationKind kind{};
  history::Amount amount;  ///< a refund's is below zero
  std::int64_t fee = 0;    ///< kept from it, minor units
};

/// The lines of one currency and their payout.
struct SettlementFile {
  std::string payout;
  std::vector<SettlementLine> lines;
  history::Amount paid;  ///< amounts less fees
};

enum class FileFault : std::uint8_t {
  line_missing,
  line_doubled,  ///< and paid once
  wrong_amount,  ///< off by one, and paid so
  sign_flipped,  ///< and paid so
  unknown_line,  ///< of an operation that the merchant never had, and paid
  payout_wrong,  ///< the lines do not add up to it
  late,          ///< comes days after it is due
  twice,         ///< comes again, as it is
};

inline constexpr std::array file_faults{FileFault::line_missing, FileFault::line_doubled,
                                        FileFault::wrong_amount, FileFault::sign_flipped,
                                        FileFault::unknown_line, FileFault::payout_wrong,
                                        FileFault::late,         FileFault::twice};

[[nodiscard]] std::string_view to_text(FileFault fault);

/// What is paid for: captures and refunds that count, by currency, in the order of the effects from
/// `from` on. Fees are a hundredth of each capture, cut down.
[[nodiscard]] std::vector<SettlementFile> settlement_files(const std::deque<Effect>& effects,
                                                           std::size_t from);

/// The file with one thing wrong at its line `which`, counted around; it has one at least. What
/// only concerns its way leaves it as it is.
[[nodiscard]] SettlementFile spoiled(SettlementFile file, FileFault fault, std::size_t which);

/// When a file comes, in days after its day is over: once or twice.
[[nodiscard]] std::vector<int> deliveries(FileFault fault);

}  // namespace assay::models
