// Lengths of time and ratios as files spell them: "30s", "200ms", "1/6". Exact integers both ways;
// no locale, no floating point.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/settings.hpp"
#include "sim/decisions/fault_rules.hpp"
#include "sim/time.hpp"

namespace assay::scenarios {

/// Reads "<integer><unit>" with unit ns, us, ms, s, min or h, without sign or blanks.
/// Returns: nothing where the form is another or the value does not fit.
[[nodiscard]] std::optional<sim::Duration> parse_duration(std::string_view text);

/// The shortest spelling: the largest unit that divides the length. Contract: not negative.
[[nodiscard]] std::string to_text(sim::Duration length);

/// What a setting is set to, as people write it.
[[nodiscard]] std::string to_text(const harness::SettingValue& value);

/// Reads "<integer>/<integer>", a probability: at most one, and the denominator not zero.
[[nodiscard]] std::optional<sim::Ratio> parse_ratio(std::string_view text);
[[nodiscard]] std::string to_text(const sim::Ratio& ratio);

}  // namespace assay::scenarios
