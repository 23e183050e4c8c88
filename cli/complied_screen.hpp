// What `comply` tells of an endpoint: the table of checks beside what three processors do, the
// requests and answers of what failed, and the verdict. Nothing is checked here.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "outside/comply/comply.hpp"
#include "reports/formats/plain_cases.hpp"
#include "reports/screens/ink.hpp"

namespace assay::cli {

[[nodiscard]] std::string complied_screen(const outside::Compliance& made,
                                          const outside::Subject& subject, const reports::Ink& ink);
/// By schema `assay.complied/1`.
[[nodiscard]] nlohmann::ordered_json complied_json(const outside::Compliance& made,
                                                   const outside::Subject& subject);
/// A case a check.
[[nodiscard]] std::vector<reports::PlainCase> complied_cases(const outside::Compliance& made,
                                                             const outside::Subject& subject);

}  // namespace assay::cli
