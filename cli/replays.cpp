// By the exit code.
#include "cli/replays.hpp"

#include "campaign/fresh_process.hpp"

namespace assay::cli {

namespace {

constexpr int violates_again = 1;

}  // namespace

bool replays(const std::string& file) {
  const auto finished = campaign::run_process(
      {.program = campaign::own_program(), .arguments = {"replay", file, "--json"}, .quiet = true});
  return finished && finished->code == violates_again;
}

}  // namespace assay::cli
