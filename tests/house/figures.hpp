// The figures of the house as a text: what script/house prints, and what the tests hold it to.
// docs/architecture.md says what each of them counts.
#pragma once

#include <string>
#include <vector>

#include "runs/simulated/simulated_world.hpp"
#include "tests/house/walk.hpp"

namespace house {

/// `assay replay FILE`: the command line's options, on their way to the screen.
inline const Name replay_verb{"cli/verbs/replay.cpp", "replay_file"};

/// One run: a world of its own, which a replay starts and waits for. It is walked apart.
inline const Name one_run{"runs/simulated/simulated_world.cpp", "SimulatedWorld::run"};

/// Floors of the layers and of payments/, the two walks stop by stop, and sizes.
[[nodiscard]] std::string figures(const std::vector<SourceFile>& files);

}  // namespace house
