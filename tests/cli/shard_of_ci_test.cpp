// What build servers say of their jobs.
#include "cli/shard_of_ci.hpp"

#include <catch2/catch.hpp>

#include <map>

#include "cli/options.hpp"

using namespace assay;

namespace {

std::map<std::string, std::string, std::less<>> environment_of_test;

std::optional<std::string> from_map(const char* name) {
  const auto found = environment_of_test.find(name);
  return found == environment_of_test.end() ? std::nullopt : std::optional{found->second};
}

campaign::Shard shard_under(std::map<std::string, std::string, std::less<>> variables) {
  environment_of_test = std::move(variables);
  return cli::shard_of_ci(from_map).shard;
}

}  // namespace

TEST_CASE("GitLab counts its jobs from one, GoogleTest from nought, Slurm from where it likes") {
  CHECK(shard_under({{"CI_NODE_INDEX", "2"}, {"CI_NODE_TOTAL", "4"}}) == campaign::Shard{2, 4});
  CHECK(shard_under({{"GTEST_SHARD_INDEX", "2"}, {"GTEST_TOTAL_SHARDS", "4"}}) ==
        campaign::Shard{3, 4});
  CHECK(shard_under({{"SLURM_ARRAY_TASK_ID", "12"},
                     {"SLURM_ARRAY_TASK_MIN", "10"},
                     {"SLURM_ARRAY_TASK_COUNT", "4"}}) == campaign::Shard{3, 4});
}

TEST_CASE("servers that disagree, say nothing, or say nonsense are refused") {
  CHECK_THROWS_AS(shard_under({}), cli::Usage);
  CHECK_THROWS_AS(shard_under({{"CI_NODE_INDEX", "2"}}), cli::Usage);
  CHECK_THROWS_AS(shard_under({{"CI_NODE_INDEX", "5"}, {"CI_NODE_TOTAL", "4"}}), cli::Usage);
  CHECK_THROWS_AS(shard_under({{"CI_NODE_INDEX", "0"}, {"CI_NODE_TOTAL", "4"}}), cli::Usage);
  CHECK_THROWS_AS(shard_under({{"CI_NODE_INDEX", "x"}, {"CI_NODE_TOTAL", "4"}}), cli::Usage);
  CHECK_THROWS_AS(shard_under({{"CI_NODE_INDEX", "1"},
                               {"CI_NODE_TOTAL", "4"},
                               {"GTEST_SHARD_INDEX", "1"},
                               {"GTEST_TOTAL_SHARDS", "4"}}),
                  cli::Usage);
  CHECK(shard_under({{"CI_NODE_INDEX", "2"},
                     {"CI_NODE_TOTAL", "4"},
                     {"GTEST_SHARD_INDEX", "1"},
                     {"GTEST_TOTAL_SHARDS", "4"}}) == campaign::Shard{2, 4});
}
