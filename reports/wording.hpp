// How reports say things: money, times, counts, faults, severities. English, whatever the locale
// is; the same words on every screen.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "history/amount.hpp"
#include "properties/property.hpp"
#include "sim/decisions/plan.hpp"

namespace assay::reports {

/// "12.50 EUR". Decimals as ISO 4217 has them, two for a currency not listed.
[[nodiscard]] std::string money(const history::Amount& amount);

/// "20,000".
[[nodiscard]] std::string grouped(std::uint64_t number);

/// "1 run", "2 runs".
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view noun);

/// "12.345 s" of virtual time.
[[nodiscard]] std::string moment(std::int64_t nanoseconds);

/// "double charge": the name of an enumerator as words.
[[nodiscard]] std::string words(std::string_view name);

/// What a fault does, in words: "the reply to acquirer.authorise is lost".
[[nodiscard]] std::string sentence(const sim::Answer& answer);

/// Where: the scope of an answer's site, such as "shop-1/pay-1/attempt-1"; empty without one.
[[nodiscard]] std::string scope_of(const sim::Answer& answer);

/// "double charge", "money lost" ... of a property.
[[nodiscard]] std::string to_words(properties::Severity severity);

/// What should have come by a deadline that was missed, and from whom.
[[nodiscard]] std::string deadline_words(const properties::Missed& missed);

/// The meaning of an exit code in one line.
[[nodiscard]] std::string_view exit_meaning(int code);

}  // namespace assay::reports
