// The first rule that fits.
#include <algorithm>

#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

const Rule* rule_for(const std::vector<Rule>& rules, Happened happened, Believed believed) {
  const auto found = std::ranges::find_if(rules, [&](const Rule& rule) {
    return (rule.happened & of(happened)) != 0 && (rule.believed & of(believed)) != 0;
  });
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace assay::reports::advice
