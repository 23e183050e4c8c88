// What goes wrong inside of a processor with one request, as data. Which mishaps there are is said
// elsewhere: the simulated processor has one for each file of models/processor/faults.
#pragma once

#include <cstdint>
#include <string_view>

#include "models/rules/profile.hpp"

namespace assay::models {

/// A request is carried out at its time and answered, but for what is said here.
struct Mishap {
  enum class Moves : std::uint8_t {
    all,
    half,  ///< and does not say so, unless the profile is all or nothing
    nothing,
  };
  enum class Answers : std::uint8_t {
    outcome,
    failure,  ///< it answers 500, whatever it has done
    decline,  ///< it says no for a reason of its own, and moves nothing
  };
  Moves moves = Moves::all;
  Answers answers = Answers::outcome;
  sim::Duration everything_for{};  ///< whatever comes is answered so for so long
  bool late = false;  ///< nothing is answered in time; the effect comes after two thirds of D_max
  /// Why it cannot happen at a processor of that profile; empty where it can.
  std::string_view (*excluded_by)(const Profile& profile) = nullptr;
};

/// While it lasts nothing is taken in, and whatever comes is answered by a failure.
class Outage {
 public:
  /// Where the mishap is one that lasts.
  void begin(const Mishap& mishap, sim::TimePoint now) {
    if (mishap.everything_for > sim::Duration{}) until_ = now + mishap.everything_for;
  }
  [[nodiscard]] bool lasts(sim::TimePoint now) const { return now < until_; }

 private:
  sim::TimePoint until_{};
};

}  // namespace assay::models
