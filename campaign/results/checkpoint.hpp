// How far a campaign has come, and what it was asked to do: enough to go on after it was cut off,
// and to put shards together. A value with a file form, schema assay.checkpoint/1. Not results:
// those are worked out from it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "campaign/jobs/seed_sweep.hpp"
#include "harness/registry.hpp"
#include "runs/finding.hpp"
#include "sim/search/strategy.hpp"

namespace assay::campaign {

inline constexpr std::string_view checkpoint_schema = "assay.checkpoint/1";
inline constexpr std::string_view checkpoint_file = "checkpoint.json";

/// Of every exhaustive search, however many workers there are: what it counts depends on it.
inline constexpr std::uint32_t shares_of_search = 16;

/// One sweep as it was asked for.
struct SweepSpec {
  scenarios::Scenario scenario;
  std::string path{};    ///< of the scenario's file; empty for the library
  std::string system{};  ///< that is run, its defect apart
  std::string defect{};
  std::uint64_t first = 0;
  std::uint64_t count = 0;
  std::vector<std::string> properties{};
  friend bool operator==(const SweepSpec&, const SweepSpec&) = default;
};

/// What a campaign was asked to do. Equal specs come to equal results, wall times apart.
struct CampaignSpec {
  std::string verb;  ///< "run", "exhaust" or "gallery"
  std::string version;
  std::uint32_t behaviour = 0;
  std::string strategy = "random";
  sim::Budget budget{};  ///< of an exhaustive search
  bool smoke = false;    ///< too few runs to meet everything are no reason for unknown
  std::vector<SweepSpec> sweeps;
  friend bool operator==(const CampaignSpec&, const CampaignSpec&) = default;
};

struct Checkpoint {
  CampaignSpec spec;
  std::string program;  ///< digest of the program that ran it
  Shard shard;
  std::vector<SweepResult> swept;  ///< one per sweep
  /// by suspect: "<number of the sweep>/<property>"
  std::map<std::string, runs::Finding> findings;
  /// Searches, share by share, as told: by `shares_of_search` times the sweep's number, plus its
  /// own.
  std::map<std::size_t, nlohmann::json> searched;
  double seconds = 0;  ///< on the clock, before it was resumed and since
};

/// How two specs differ, in words; empty where they do not.
[[nodiscard]] std::string difference(const CampaignSpec& one, const CampaignSpec& other);

/// The spec of a file must be `ours`. Errors: BadInput, naming the file and the difference.
void must_be_ours(const CampaignSpec& theirs, const CampaignSpec& ours, const std::string& file);

[[nodiscard]] std::string to_json_text(const Checkpoint& checkpoint);

/// Reads a checkpoint. Errors: BadInput where it is none, not a whole one, or of a system or defect
/// that the registry does not have.
[[nodiscard]] Checkpoint load_checkpoint(const std::string& path,
                                         const harness::Registry& registry);

/// The same of a text. `file` is the name that errors carry.
[[nodiscard]] Checkpoint read_checkpoint(const std::string& file, std::string text,
                                         const harness::Registry& registry);

/// Puts the checkpoints of shards together, in any order. Errors: BadInput, naming the folder,
/// where two are not of one campaign, or hold the same seeds.
[[nodiscard]] Checkpoint merge_checkpoints(const std::vector<std::string>& folders,
                                           const harness::Registry& registry);

}  // namespace assay::campaign
