// The program as a function: reads the command line, does what it asks, catches what went wrong,
// and tells what the exit code means. main calls it, and so do tests that would see all of that.
#pragma once

#include "harness/registry.hpp"
#include "runs/world.hpp"

namespace assay::cli {

/// Runs are played in worlds that `make_world` makes. Returns: the exit code. Never throws.
int invoke(int argc, const char* const* argv, const harness::Registry& registry,
           runs::MakeWorld make_world);

}  // namespace assay::cli
