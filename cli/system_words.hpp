// What a system says of itself, as `list` and `explain` tell it: its settings, and what it does
// that faults can strike.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "harness/system.hpp"

namespace assay::cli {

/// "How long a key is held. A time, usually 30s, from 1s to 1h."
[[nodiscard]] std::string words_for(const harness::Setting& setting);

/// Adds its settings, the purposes of its transactions, and its calls.
void add_details(nlohmann::ordered_json& object, const harness::System& system);

}  // namespace assay::cli
