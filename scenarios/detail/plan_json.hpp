// The lists of answers that plan files and failure files share. Not included outside scenarios/.
// Serves the claim that one spelling of a plan is read wherever a plan is.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "scenarios/files/document.hpp"
#include "sim/decisions/plan.hpp"

namespace assay::scenarios::detail {

/// Adds "answers" and, where there are any, "timing", "schedule" and "workload" to `object`.
void write_plan(nlohmann::ordered_json& object, const sim::Plan& plan);

/// Reads those lists from the object at `pointer` of a document that its schema accepts.
/// Errors: BadInput where a decision is answered twice.
[[nodiscard]] sim::Plan read_plan(const Document& document, const std::string& pointer);

}  // namespace assay::scenarios::detail
