// The gallery: every defect is swept in its own scenario by the one property that must catch it,
// and the harness is only as good as what it finds there. Serves law 7: proved by bugs it must
// find.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "campaign/jobs/run_campaign.hpp"
#include "campaign/results/results.hpp"
#include "harness/registry.hpp"

namespace assay::campaign {

/// How the gallery is gone through.
struct GallerySpec {
  const harness::Registry* registry = nullptr;  ///< of the defects; must be there
  std::vector<const harness::Defect*> defects;
  std::uint64_t seeds = 500;
  Shard shard;         ///< takes whole defects
  std::string folder;  ///< where failure files will go
  /// Replays a failure's file in a fresh process. Returns: whether it violates again as recorded.
  std::function<bool(const scenarios::FailureFile& file)> replays;
};

/// The sweeps of a gallery, in order. Those of defects that the shard does not take are empty.
[[nodiscard]] std::vector<CampaignJob> gallery_jobs(const GallerySpec& gallery);

/// The defects and seeds that the spec of a gallery stands for. Errors: BadInput, with
/// `file`, where this program has another gallery.
[[nodiscard]] GallerySpec gallery_of(const CampaignSpec& spec, const harness::Registry& registry,
                                     const std::string& file);

/// For each defect that the shard takes: the sweep by its property alone, each run held against the
/// system without it, so that it is known whether the defect ever acted; the kill matrix, its
/// system without the defect on the same seeds, the defect without faults, the failure shrunk and
/// replayed. Where all defects of the shipped code are swept, the properties are held against
/// lies, too. Writes nothing. Errors: WorkFailed.
[[nodiscard]] Results run_gallery(const GallerySpec& gallery, const std::string& version,
                                  const Settings& settings, CheckpointKeeper& keeper);

}  // namespace assay::campaign
