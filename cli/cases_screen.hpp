// What `comply` tells of an agent or a handler: a row a case, what was said where one failed, and
// the verdict. Nothing is checked here.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "outside/comply/case_outcome.hpp"
#include "reports/formats/plain_cases.hpp"
#include "reports/screens/ink.hpp"

namespace assay::cli {

[[nodiscard]] std::string cases_screen(const outside::CaseResults& made, const reports::Ink& ink);
/// By schema `assay.complied/1`.
[[nodiscard]] nlohmann::ordered_json cases_json(const outside::CaseResults& made);
/// A case a case.
[[nodiscard]] std::vector<reports::PlainCase> junit_cases(const outside::CaseResults& made);

}  // namespace assay::cli
