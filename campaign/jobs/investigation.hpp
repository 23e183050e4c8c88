// Takes violations apart in worker processes: shrinking runs the code under test many times, and
// any of those runs may take its process along.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "campaign/jobs/hunt.hpp"
#include "runs/finding.hpp"

namespace assay::campaign {

/// A violation to look into: the first seed of a hunt at which a property was violated.
struct Lead {
  std::string key;  ///< under which its finding is kept in the journal
  const Hunt* hunt = nullptr;
  properties::Property property;
  std::uint64_t seed = 0;
};

/// Every property that a hunt saw violated, with its first seed. `number` is the hunt's in its
/// campaign.
[[nodiscard]] std::vector<Lead> leads_of(const Hunt& hunt, const Hunted& hunted,
                                         std::size_t number);

/// A violation that could not be taken apart still is one, with its seed.
[[nodiscard]] runs::Finding bare_finding(const Lead& lead);

/// Returns: per lead its finding; nothing where it could not be taken apart, or the campaign was
/// stopped first. `runs_to_find` counts from the hunt's first seed. What the journal holds already
/// is not looked into again. Errors: WorkFailed.
[[nodiscard]] std::vector<std::optional<runs::Finding>> investigate(std::span<const Lead> leads,
                                                                    const Settings& settings,
                                                                    Journal& journal);

}  // namespace assay::campaign
