// What `judge` found, in the forms of a campaign: a recording is a scenario of one run, a violated
// property a finding. Serves report.html and junit.xml; nothing is judged here.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "outside/judge/judge.hpp"

namespace assay::cli {

/// report.html. `words`: the command that was called.
[[nodiscard]] std::string judged_page(std::span<const outside::Judged> all,
                                      const std::vector<std::string>& words);
/// junit.xml: a suite a recording, a case a property.
[[nodiscard]] std::string judged_junit(std::span<const outside::Judged> all);

}  // namespace assay::cli
