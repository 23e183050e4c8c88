// Whether a campaign met what its scenario is about: each fault that can strike the system, each
// phase that it lists, each fact that it demands. What never came was not tested, and a pass
// without it would say nothing. Judged once, over the whole campaign, by its runs and never by the
// clock. Not a judgement of single runs: that is verdict.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runs/verdict.hpp"

namespace assay::runs {

/// Something that had to come in some run of a campaign, and came in none.
struct Missing {
  enum class Kind : std::uint8_t { fault, phase, sometimes, mark };

  Kind kind{};
  std::string name;                          ///< "acquirer.capture/reply: lose", or of the fact
  std::uint64_t runs = 0;                    ///< in which it did not come
  std::uint64_t visits = 0;                  ///< of its sites, in all of them
  std::uint64_t chosen = 0;                  ///< runs in which it was chosen, without consequence
  std::optional<std::uint64_t> runs_needed;  ///< within which it comes in 99 of 100 campaigns

  friend bool operator==(const Missing&, const Missing&) = default;
};

/// "fault", "phase", "sometimes" or "mark".
[[nodiscard]] std::string_view to_text(Missing::Kind kind);

/// Why it did not come and what would bring it: "never in 20 runs; with 99 % in 460", "its site was
/// never reached".
[[nodiscard]] std::string reason_of(const Missing& missing);

struct Sufficiency {
  std::vector<Missing> missing;
  std::vector<std::string> not_applicable;  ///< faults whose sites this system does not have
  bool none_applies = false;                ///< there are faults, and all are of that kind

  [[nodiscard]] bool is_enough() const { return missing.empty() && !none_applies; }
};

[[nodiscard]] Sufficiency sufficiency_of(const Tally& tally, const scenarios::Scenario& scenario,
                                         const harness::System& system);

/// The marks of a system that are not met, of those that must be: its declared ones, and those that
/// runs came to. `tally` is of all runs of the system in the campaign, whatever their scenarios: no
/// scenario need come to every place of a system's code.
[[nodiscard]] std::vector<Missing> marks_missing(const harness::System& system,
                                                 const MarkTally& tally, std::uint64_t runs);

/// What a campaign comes to: a pass that met too little is none.
[[nodiscard]] properties::Verdict verdict_of(const Tally& tally, const Sufficiency& met);

}  // namespace assay::runs
