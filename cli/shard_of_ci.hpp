// Which part of the work a build server gave to this job, by the variables that it sets. Asked for,
// never assumed: the exit code of a shard is no verdict.
#pragma once

#include <optional>
#include <string>

#include "campaign/jobs/seed_range.hpp"

namespace assay::cli {

/// Reads an environment variable. Returns: nothing where it is not set.
using ReadVariable = std::optional<std::string> (*)(const char* name);

/// What `--shard auto` stands for, and the variables that said so.
struct ShardOfCi {
  campaign::Shard shard;
  std::string source;  ///< "CI_NODE_INDEX/CI_NODE_TOTAL"
};

/// Asks the servers' variables, in a fixed order; two that say different things are refused, as is
/// nothing at all. Errors: Usage.
[[nodiscard]] ShardOfCi shard_of_ci(ReadVariable read);

}  // namespace assay::cli
