// The whole program as one call, for a `main` of three lines. Whoever brings a system of their own
// gets all verbs for it:
//
//     #include "cli/main.hpp"
//     #include "my_service.hpp"
//     int main(int argc, char** argv) {
//       return assay::cli::main_with(argc, argv, {my::system()});
//     }
#pragma once

#include <vector>

#include "harness/registry.hpp"

namespace assay::cli {

/// Does what the command line asks for, with the systems of the registry, in the simulated world.
/// Returns: the exit code. Never throws.
int main_with(int argc, char** argv, const harness::Registry& registry);

/// The same with these systems, and behind them all that is in `more`: `systems::shipped()`, where
/// the shipped code is to be there, too. Of two that go by one name it complains (64).
int main_with(int argc, char** argv, std::vector<harness::System> systems,
              harness::Registry more = {});

}  // namespace assay::cli
