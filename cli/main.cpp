// What was closed before it began is occupied before anything is opened.
#include "cli/main.hpp"

#include <utility>

#include "cli/exit_codes.hpp"
#include "cli/invoke.hpp"
#include "cli/standard_streams.hpp"
#include "cli/terminal.hpp"
#include "runs/simulated/simulated_world.hpp"

namespace assay::cli {

namespace {

harness::Registry registry_of(std::vector<harness::System> systems, harness::Registry more) {
  harness::Registry registry;
  for (harness::System& one : systems) registry.add(std::move(one));
  registry.add(std::move(more));
  return registry;
}

}  // namespace

int main_with(int argc, char** argv, const harness::Registry& registry) {
  secure_standard_streams();
  return invoke(argc, argv, registry, runs::simulated_world);
}

int main_with(int argc, char** argv, std::vector<harness::System> systems, harness::Registry more) {
  try {
    return main_with(argc, argv, registry_of(std::move(systems), std::move(more)));
  } catch (const harness::NotRegistered& error) {
    complain(error.what());
    return exits::wrong_usage;
  }
}

}  // namespace assay::cli
