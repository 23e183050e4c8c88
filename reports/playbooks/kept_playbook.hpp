// Playbooks as files: schema assay.playbook/1 (scenarios/schema/playbook.schema.json). Each holds a
// failure, what was tried on it and what came of that, so that all of it can be tried again.
#pragma once

#include <string>
#include <vector>

#include "runs/remedies/search.hpp"
#include "scenarios/files/failure_file.hpp"

namespace assay::reports {

inline constexpr std::string_view playbook_schema = "assay.playbook/1";

/// One of the sections that a playbook is to have (docs/playbooks.md): there, or why it is not.
struct PlaybookSection {
  std::string_view name;
  bool filled = true;
  std::string why{};  ///< where it is absent
};

/// One remedy of a kept playbook, and what it was worth when it was kept.
struct KeptTrial {
  runs::Remedy remedy;
  runs::Worth worth{};
};

/// What it takes to try a playbook again.
struct KeptPlaybook {
  scenarios::FailureFile failure;
  std::vector<KeptTrial> trials;  ///< all that helped or harmed, the manners too
};

/// The sections, in their order.
[[nodiscard]] std::vector<PlaybookSection> playbook_sections(const runs::Treatment& treatment);

/// The text of a playbook's file.
[[nodiscard]] std::string to_json_text(const scenarios::FailureFile& failure,
                                       const std::string& title, const runs::Treatment& treatment);

/// Errors: BadInput, also where a step is none.
[[nodiscard]] KeptPlaybook load_playbook(const std::string& path);

}  // namespace assay::reports
