// The determinism check: equal input must give equal digests, whatever else differs. A way is one
// way of running seeds (a fresh process, another locale, two workers); each is held against the
// first. Serves law 5: determinism is tested, not assumed.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "campaign/results/results.hpp"

namespace assay::campaign {

/// One line per seed or per event.
using Lines = std::vector<std::string>;

/// A way of running, told by name.
struct DeterminismVariant {
  std::string name;
  /// The digests of seeds [0, count) of a scenario. Errors: why this machine does not allow it.
  std::function<std::expected<Lines, std::string>(const std::string& scenario, std::uint64_t count)>
      digests;
  /// The events of one run.
  std::function<Lines(const std::string& scenario, std::uint64_t seed)> trace;
};

/// Runs `count` seeds of each scenario in each way. `ways` has at least two; the first is the
/// reference. `stop` ends the check early.
[[nodiscard]] SelfcheckResult selfcheck(std::span<const std::string> scenarios, std::uint64_t count,
                                        std::span<const DeterminismVariant> variants,
                                        const std::function<bool()>& stop);

/// The ways that the program itself offers, through its internal verbs: again in the same process,
/// and in fresh ones under another locale, time zone, address layout, heap fill and number of
/// workers. `options` are given to each: which system is to be run.
[[nodiscard]] std::vector<DeterminismVariant> variants_of(
    const std::string& program, const std::vector<std::string>& options = {});

}  // namespace assay::campaign
