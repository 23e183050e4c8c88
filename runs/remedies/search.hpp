// The search for a remedy of one finding: smallest first, at most three steps and so many runs. A
// statement goes with it: how many were tried, and whether that was all of that size.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "runs/remedies/try_remedy.hpp"

namespace assay::runs {

struct RemedySearch {
  std::uint64_t runs_max = 2000;
  std::size_t steps_max = remedy_steps_max;
};

/// What came of all that was tried on one finding.
struct Treatment {
  bool fails = false;             ///< the plan still violates the property
  std::vector<OpenItem> at_rest;  ///< what the verification lists when the run comes to rest
  Aftermath untreated;
  /// Of the fewest steps that help: guesses last, what moves the least money first, then what is
  /// clean soonest.
  std::vector<Trial> helping;
  std::vector<Trial> easing;   ///< single steps after which less is listed
  std::vector<Trial> harming;  ///< single steps
  std::vector<Trial> manners;  ///< the first that helps: done twice, late, by two, amid a power cut
  std::uint64_t tried = 0;     ///< remedies
  std::uint64_t runs = 0;
  std::size_t size = 0;  ///< every remedy of so many steps was tried that can differ
  std::map<RemedyStep, std::string> sentences;  ///< what a person is told, for every step
  bool spent = false;                           ///< the runs were used up before that
};

/// Whether there is anything that a remedy could mend: the state can be judged and is not clean.
[[nodiscard]] bool is_open(const Treatment& treatment);

/// Tries remedies on the failing state of a plan. A sequence is not made longer whose last step
/// found nothing to do or changed nothing, or that harms. Determinism: a pure function.
[[nodiscard]] Treatment search_remedies(World& world, const scenarios::Scenario& scenario,
                                        const harness::System& system, const std::string& property,
                                        const sim::Plan& plan, const RemedySearch& search = {});

}  // namespace assay::runs
