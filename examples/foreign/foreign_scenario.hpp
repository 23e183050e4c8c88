// A scenario of the library, asked only about what can be seen of a service that shows no beliefs:
// what its clients hear, what it sends to the processor, and what the processor has done.
#pragma once

#include <string>
#include <string_view>

#include <assay/testing/scenario.hpp>

namespace foreign {

inline assay::Scenario foreign_scenario(std::string_view name) {
  assay::Scenario scenario = assay::load(std::string{name});
  scenario.must_hold = {"amount_binding",         "amount_ladder",       "at_most_one_effect",
                        "capture_void_exclusive", "key_scope_isolation", "no_blind_redrive",
                        "no_false_miss",          "replay_equality",     "retry_budget",
                        "single_funding",         "told_truth"};
  scenario.sometimes.clear();  // most of them are about beliefs
  return scenario;
}

}  // namespace foreign
