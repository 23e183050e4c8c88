// Made once, in a fixed order.
#include "models/clients/workload_options.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace assay::models {
namespace {

std::vector<sim::OptionSet> make_choices() {
  std::vector<sim::Option> options;
  std::vector<sim::OptionSet> sets;
  for (std::size_t count = 1; count <= choices_max; ++count) {
    options.push_back({"choice-" + std::to_string(count), 1});
    sets.emplace_back(options);
  }
  return sets;
}

}  // namespace

const sim::OptionSet& choice_of(std::size_t count) {
  static const std::vector<sim::OptionSet> sets = make_choices();
  return sets[std::min(count, choices_max) - 1];
}

const sim::OptionSet& pause_options() {
  static const sim::OptionSet options{{{"at_once", 1}, {"after_a_pause", 3}}, 64};
  return options;
}

}  // namespace assay::models
