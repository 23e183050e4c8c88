// One remedy, tried on the failing state of one finding: its plan is played to rest, the steps are
// taken, a day passes, and the verification is asked, beside the same state on which nobody did
// anything. Deterministic, and outside of the run's plan and digest, as a probe is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runs/finding.hpp"
#include "runs/remedies/open_items.hpp"
#include "runs/remedies/remedy.hpp"

namespace assay::runs {

/// What a world is asked to carry out once its run has come to rest.
struct RemedyRequest {
  Remedy remedy;
  std::vector<std::string> about;  ///< payables of the failure, by the world's names
  sim::Duration between = sim::Duration{std::int64_t{10} * 60 * 1'000'000'000};  ///< after a step
};

/// What it was worth.
enum class Worth : std::uint8_t {
  helps,    ///< the verification comes back empty, which it does not when nobody does anything
  eases,    ///< it lists less, and is not empty
  nothing,  ///< all is as when nobody does anything
  harms,    ///< more money is astray, or something is wrong that was not
};

[[nodiscard]] std::string_view to_text(Worth worth);
[[nodiscard]] std::optional<Worth> worth_from(std::string_view text);

/// How a failing state stands a day later: after a remedy, or after none.
struct Aftermath {
  bool judged = false;  ///< false: the run never came to rest, or ended otherwise; `why` tells
  std::string why;
  std::vector<OpenItem> items;      ///< what the verification lists
  std::vector<std::string> broken;  ///< properties, sorted; what is mere noise is none
  std::int64_t moved = 0;           ///< captured or refunded since the rest, minor units
  std::vector<StepTaken> taken;
  sim::TimePoint rested;  ///< when the steps began
  /// since when the verification has been empty, counted from there; nothing: it is not
  std::optional<sim::Duration> clean_after;
  sim::Digest digest;  ///< of all facts since the rest: by this a kept remedy is known again
};

/// One remedy and what came of it.
struct Trial {
  Remedy remedy;
  Worth worth = Worth::nothing;
  std::string reason;  ///< a clause: what it mended, or what it made worse
  Aftermath after;
  bool acted = false;  ///< some step found something to do that was not refused
};

/// The failing state of one finding, on which remedies are tried.
class Patient {
 public:
  /// All of it outlives the patient. Plays the plan, and once more with time alone.
  Patient(World& world, const scenarios::Scenario& scenario, const harness::System& system,
          std::string property, sim::Plan plan);

  /// What time alone comes to.
  [[nodiscard]] const Aftermath& untreated() const { return untreated_; }
  /// What the verification lists at rest, before anybody does anything.
  [[nodiscard]] const std::vector<OpenItem>& at_rest() const { return at_rest_; }
  /// Whether the plan still violates the property.
  [[nodiscard]] bool fails() const { return fails_; }
  /// Whether a remedy can be told from none: the state can be judged, and is not clean by itself.
  [[nodiscard]] bool is_open() const;

  Trial treat(const Remedy& remedy);
  /// How many runs were played.
  [[nodiscard]] std::uint64_t runs() const { return runs_; }

 private:
  Aftermath play(const Remedy& remedy);
  [[nodiscard]] Trial weigh(const Remedy& remedy, Aftermath after) const;

  World& world_;
  const scenarios::Scenario& scenario_;
  const harness::System& system_;
  std::string property_;
  sim::Plan plan_;
  std::vector<std::string> about_;
  std::vector<OpenItem> at_rest_;
  Aftermath untreated_;
  bool fails_ = false;
  std::uint64_t runs_ = 0;
};

}  // namespace assay::runs
