// What `attack` found, in the forms of a campaign: an attack is a scenario, each of its findings a
// violated property with the run that shows it. Serves report.html, junit.xml and playbooks;
// nothing is judged here.
#pragma once

#include <string>
#include <vector>

#include "campaign/results/results_folder.hpp"
#include "outside/attack/search.hpp"

namespace assay::cli {

/// The pages of an attack for a folder of results: report.html, junit.xml, playbooks/ID.md.
[[nodiscard]] std::vector<campaign::NamedText> attacked_pages(
    const outside::attack::AttackResults& results, const std::string& out);

}  // namespace assay::cli
