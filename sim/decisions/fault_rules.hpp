// Which faults a scenario allows where, and how often seeded runs draw them. The fault model in one
// place: a site whose action matches a rule offers that rule's answer beside the benign one; a site
// that matches no rule has nothing to decide.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/decisions/option_set.hpp"

namespace assay::sim {

/// An exact ratio, never a floating-point number. Contract: 0 <= numerator <= denominator, > 0.
struct Ratio {
  std::uint32_t numerator = 0;
  std::uint32_t denominator = 1;
  friend bool operator==(const Ratio&, const Ratio&) = default;
};

/// One allowed fault: at sites whose action matches `site` ("acquirer.*/reply"; a star stands for
/// any run of characters other than '/'), the answer `answer` with chance `rate` at each visit.
struct FaultRule {
  std::string site;
  std::string answer;
  Ratio rate;
};

/// Whether an action such as "acquirer.authorise/reply" matches a pattern with stars.
[[nodiscard]] bool matches(std::string_view pattern, std::string_view action);

/// The rules of a scenario, made ready to answer "what may happen at this action?".
class FaultModel {
 public:
  FaultModel() = default;
  explicit FaultModel(std::vector<FaultRule> rules) : rules_{std::move(rules)} {}
  FaultModel(FaultModel&&) = default;
  FaultModel& operator=(FaultModel&&) = default;

  /// The options at an action: `benign` first, then each allowed answer, with its place among
  /// `faults`, the words of what stands there. One set per distinct action, stable while the model
  /// lives; asking is cheap after the first time. Returns: nullptr where no rule matches.
  const OptionSet* options(std::string_view action, std::string_view benign,
                           FaultWords faults = {});

  [[nodiscard]] const std::vector<FaultRule>& rules() const { return rules_; }
  /// Whether any rule may match an action of that service.
  [[nodiscard]] bool covers(std::string_view service) const;
  /// From now on rule i strikes `factors[i]` times as often as its rate says: not at all at 0, even
  /// though a plan may still name it. What `options` has returned is no longer valid.
  void scale(std::span<const std::uint32_t> factors);
  /// Which rule offers that option of a set that `options` returned. Contract: not the benign one.
  [[nodiscard]] std::size_t rule_of(const OptionSet& options, std::uint32_t option) const;

  /// What may happen at one action that a rule matches.
  struct Known {
    std::string action;
    OptionSet options;
    std::vector<std::size_t> rules;  ///< of options 1, 2, ...
  };
  /// The actions that were asked about and that a rule matches, in the order in which they came.
  [[nodiscard]] const std::deque<Known>& known() const { return known_; }

 private:
  const OptionSet* learn(std::string_view action, std::string_view benign, FaultWords faults);

  std::vector<FaultRule> rules_;
  std::vector<std::uint32_t> factors_;  // of the rules; none: one each
  std::deque<Known> known_;
  std::map<std::string, const OptionSet*, std::less<>> asked_;  // by action, all of them
};

}  // namespace assay::sim
