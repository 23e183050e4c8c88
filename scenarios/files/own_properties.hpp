// Properties of a user's own as scenario files spell them. What their words mean is not asked here:
// the check of a scenario does that.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "properties/own/stated.hpp"
#include "scenarios/files/complaints.hpp"

namespace assay::scenarios {

/// Reads one, at `pointer`, of which its schema has judged the outline.
/// Returns: whether it has the form that it should have; complaints say what is wrong inside.
bool read_property(const nlohmann::json& value, const std::string& pointer, Complaints& complaints,
                   properties::own::Stated& into);

/// The same as a file has it.
[[nodiscard]] nlohmann::ordered_json property_json(const properties::own::Stated& stated);

/// That on one line: all that there is to it, and so what a digest takes.
[[nodiscard]] std::string json_line(const properties::own::Stated& stated);

}  // namespace assay::scenarios
