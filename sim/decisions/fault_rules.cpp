// Matching actions against the allowed faults.
#include "sim/decisions/fault_rules.hpp"

#include <algorithm>

#include "sim/check.hpp"

namespace assay::sim {

namespace {

constexpr std::uint32_t whole = 1'000'000;  // rates become parts of a million

std::uint32_t weight_of(Ratio rate, std::uint32_t factor) {
  const std::uint64_t weight = std::uint64_t{whole} * rate.numerator * factor / rate.denominator;
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(weight, whole));
}

std::uint32_t place_of(std::string_view word, FaultWords faults) {
  const auto found = std::ranges::find(faults, word);
  return found == faults.end() ? unknown_fault : static_cast<std::uint32_t>(found - faults.begin());
}

std::vector<Option> options_for(const std::vector<FaultRule>& rules,
                                std::span<const std::uint32_t> factors, std::string_view action,
                                std::string_view benign, FaultWords faults,
                                std::vector<std::size_t>& offered_by) {
  std::vector<Option> options{{std::string{benign}, whole}};
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (!matches(rules[i].site, action)) continue;
    // Rates that add up to more than one leave nothing for the benign answer, and the later rules
    // less.
    const std::uint32_t weight =
        std::min(weight_of(rules[i].rate, factors.empty() ? 1 : factors[i]), options[0].weight);
    options[0].weight -= weight;
    options.push_back({rules[i].answer, weight, place_of(rules[i].answer, faults)});
    offered_by.push_back(i);
  }
  return options;
}

}  // namespace

bool matches(std::string_view pattern, std::string_view action) {
  while (!pattern.empty() && pattern.front() != '*') {
    if (action.empty() || action.front() != pattern.front()) return false;
    pattern.remove_prefix(1);
    action.remove_prefix(1);
  }
  if (pattern.empty()) return action.empty();
  pattern.remove_prefix(1);
  for (;;) {
    if (matches(pattern, action)) return true;
    // A star stays within one part of an action: "acquirer.*" allows nothing of ".../reply".
    if (action.empty() || action.front() == '/') return false;
    action.remove_prefix(1);
  }
}

const OptionSet* FaultModel::options(std::string_view action, std::string_view benign,
                                     FaultWords faults) {
  const auto asked = asked_.find(action);
  if (asked != asked_.end()) return asked->second;
  return asked_.emplace(action, learn(action, benign, faults)).first->second;
}

// Sets are known by their address, in decisions and in `rule_of`: they lie in a deque, and never
// move.
const OptionSet* FaultModel::learn(std::string_view action, std::string_view benign,
                                   FaultWords faults) {
  Known known;
  known.action = action;
  known.options = OptionSet{options_for(rules_, factors_, action, benign, faults, known.rules)};
  return known.rules.empty() ? nullptr : &known_.emplace_back(std::move(known)).options;
}

bool FaultModel::covers(std::string_view service) const {
  return std::ranges::any_of(rules_, [&](const FaultRule& rule) {
    const std::string_view site{rule.site};
    return site.starts_with('*') ||
           (site.starts_with(service) && site.substr(service.size()).starts_with('.'));
  });
}

void FaultModel::scale(std::span<const std::uint32_t> factors) {
  factors_.assign(factors.begin(), factors.end());
  known_.clear();
  asked_.clear();
}

std::size_t FaultModel::rule_of(const OptionSet& options, std::uint32_t option) const {
  for (const Known& known : known_) {
    if (&known.options == &options) return known.rules[option - 1];
  }
  SIM_CHECK(false, "an answer to a fault question was offered by a rule");
}

}  // namespace assay::sim
