// Which plans there are: what can go wrong at each site that a run has passed, alone and in pairs.
// Pure functions; the search plays them.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "outside/attack/outside_file.hpp"
#include "outside/attack/run.hpp"

namespace assay::outside::attack {

/// Every single fault at the sites that a run has passed, at each visit, in the order of sites.
[[nodiscard]] std::vector<sim::Answer> faults_at(const std::vector<Passed>& passed,
                                                 const OutsideFile& file);

/// The same fault at every try of the call, where the plan's run shows that the service itself
/// tried again; none where it did not.
[[nodiscard]] std::vector<sim::Plan> chain_of(const sim::Plan& played, const Run& run);

/// A plan in a fixed order, so that equal ones are equal.
[[nodiscard]] sim::Plan in_order(sim::Plan plan);
[[nodiscard]] std::string to_text(const sim::Answer& answer);
/// The plan on one line: "processor.authorise/reply @ pay-1/attempt-1: lose; ...".
[[nodiscard]] std::string to_text(const sim::Plan& plan);

/// All pairs that begin with a fault that was played, and go on with one at a site that was passed
/// then; each once, in an order that a part of represents the whole.
class Pairs {
 public:
  void add(const sim::Plan& played, const std::vector<sim::Answer>& possible);
  [[nodiscard]] std::vector<sim::Plan> all() const;
  /// All faults that were possible in any of the runs, each once.
  [[nodiscard]] std::vector<sim::Answer> faults() const;

 private:
  std::set<std::string> known_;
  std::vector<sim::Plan> plans_;
  std::map<std::string, sim::Answer> faults_;
};

/// Plans of three faults and more, drawn of all that is known to be possible: the same draws in
/// each attack, none of them twice.
class RandomPlans {
 public:
  /// `faults_max`: at most so many in one plan.
  RandomPlans(std::vector<sim::Answer> possible, std::uint32_t faults_max, std::uint64_t seed)
      : possible_{std::move(possible)}, faults_max_{faults_max}, seed_{seed} {}
  /// Returns: one more; none where nothing new can be drawn.
  [[nodiscard]] std::optional<sim::Plan> next();

 private:
  [[nodiscard]] std::uint64_t draw(std::uint64_t below);
  [[nodiscard]] sim::Plan draw_plan();

  std::vector<sim::Answer> possible_;
  std::uint32_t faults_max_;
  std::uint64_t seed_;
  std::uint64_t draws_ = 0;
  std::set<std::string> known_;
};

/// Whether each answer of `part` is in `whole`.
[[nodiscard]] bool is_part_of(const sim::Plan& part, const sim::Plan& whole);
/// What a plan does, whatever the visit and the scope: "processor.authorise/reply: lose".
[[nodiscard]] std::string gist(const sim::Plan& plan);

}  // namespace assay::outside::attack
