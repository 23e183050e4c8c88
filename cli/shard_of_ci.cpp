// One table of variables.
#include "cli/shard_of_ci.hpp"

#include <array>
#include <charconv>
#include <string_view>

#include <fmt/format.h>

#include "cli/options.hpp"

namespace assay::cli {

namespace {

constexpr std::uint32_t ci_shards_max = 10'000;

struct Variables {
  const char* index;
  const char* total;
  std::uint32_t first;  ///< of the index
};

/// As their documentation has them: Bazel, GoogleTest, Slurm, AWS Batch, GitLab, CircleCI,
/// Buildkite, Open MPI, Kubernetes (which does not say how many; JOB_COMPLETIONS is the user's to
/// set).
constexpr auto ci_variables = std::to_array<Variables>({
    {"TEST_SHARD_INDEX", "TEST_TOTAL_SHARDS", 0},
    {"GTEST_SHARD_INDEX", "GTEST_TOTAL_SHARDS", 0},
    {"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", 0},
    {"AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE", 0},
    {"CI_NODE_INDEX", "CI_NODE_TOTAL", 1},
    {"CIRCLE_NODE_INDEX", "CIRCLE_NODE_TOTAL", 0},
    {"BUILDKITE_PARALLEL_JOB", "BUILDKITE_PARALLEL_JOB_COUNT", 0},
    {"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", 0},
    {"JOB_COMPLETION_INDEX", "JOB_COMPLETIONS", 0},
});

std::uint32_t number_of(const char* name, const std::string& text) {
  std::uint32_t number = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec == std::errc{} && read.ptr == end && number <= ci_shards_max) return number;
  throw Usage{fmt::format("{}: expected a whole number, found \"{}\"", name, text)};
}

/// A Slurm array may begin anywhere.
std::uint32_t first_of(const Variables& from, ReadVariable read) {
  if (std::string_view{from.index} != "SLURM_ARRAY_TASK_ID") return from.first;
  const auto least = read("SLURM_ARRAY_TASK_MIN");
  return least ? number_of("SLURM_ARRAY_TASK_MIN", *least) : from.first;
}

std::optional<ShardOfCi> shard_in(const Variables& from, ReadVariable read) {
  const auto index = read(from.index);
  const auto total = read(from.total);
  if (!index || !total) return {};
  const std::uint32_t first = first_of(from, read);
  const std::uint32_t place = number_of(from.index, *index);
  const std::uint32_t of = number_of(from.total, *total);
  if (place < first || place - first >= of) {
    throw Usage{
        fmt::format("{}={} does not lie within {}={}", from.index, *index, from.total, *total)};
  }
  return ShardOfCi{{place - first + 1, of}, fmt::format("{}/{}", from.index, from.total)};
}

}  // namespace

ShardOfCi shard_of_ci(ReadVariable read) {
  std::optional<ShardOfCi> found;
  for (const Variables& one : ci_variables) {
    const auto said = shard_in(one, read);
    if (!said) continue;
    if (found && found->shard != said->shard) {
      throw Usage{fmt::format("--shard auto: {} says {}/{}, and {} says {}/{}; say --shard I/N",
                              found->source, found->shard.number, found->shard.of, said->source,
                              said->shard.number, said->shard.of)};
    }
    if (!found) found = said;
  }
  if (found) return *found;
  throw Usage{
      "--shard auto: no variables of a build server are set, such as CI_NODE_INDEX and "
      "CI_NODE_TOTAL; say --shard I/N"};
}

}  // namespace assay::cli
