// Which faults strike at which sites of a served processor: those of a plan, at their visit, and
// those that rates draw. The words and what they mean are those of the fault catalogue; nothing of
// it is said again here. It also remembers which sites were passed. A pure function of the plan,
// the rates, the seed and the order of questions.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "models/rules/profile.hpp"
#include "sim/decisions/fault.hpp"
#include "sim/decisions/fault_rules.hpp"
#include "sim/decisions/plan.hpp"

namespace assay::outside {

/// Where something may go wrong: "processor.authorise/reply @ pay-1/authorise-1/attempt-1".
struct Site {
  std::string action;    ///< "processor.authorise/reply"
  std::string scope;     ///< "pay-1/authorise-1/attempt-1"
  std::string shortcut;  ///< "pay-1/attempt-1", where that says as much; empty where not

  [[nodiscard]] std::string name() const { return action + " @ " + scope; }
  /// Whether a plan that names a site like that means this one.
  [[nodiscard]] bool is(std::string_view named) const;
};

/// A site that was passed.
struct Passed {
  std::string site;
  std::uint32_t visits = 0;
};
/// A fault that was applied.
struct Applied {
  sim::Answer answer;
  bool planned = false;
};

/// The visit of an answer that strikes at each, until `end_chains`: a whole chain of tries.
inline constexpr std::uint32_t every_visit = 0;

class Faults {
 public:
  explicit Faults(std::uint64_t seed) : seed_{seed} {}

  /// From now on this plan; visits count from where they are.
  void set_plan(sim::Plan plan) {
    plan_ = std::move(plan);
    met_.clear();
  }
  void set_rates(std::vector<sim::FaultRule> rates) { rates_ = std::move(rates); }
  [[nodiscard]] const sim::Plan& plan() const { return plan_; }
  /// From now on what was to strike at every visit strikes no more, until `reset`.
  void end_chains() { chains_ended_ = true; }

  /// Passes a site. Returns: the fault that strikes there, or nullptr.
  template <class Effect>
  const sim::Fault<Effect>* ask(const Site& site, const sim::FaultTable<Effect>& faults) {
    const std::uint32_t n = visit(site);
    const std::size_t place = planned_at(site, n);
    if (place < plan_.size()) {
      const auto* fault = faults.find(plan_[place].answer);
      if (fault != nullptr) met_.insert(place);
      return fault == nullptr ? nullptr : note(site, n, *fault, true);
    }
    for (const auto& one : faults.all()) {
      if (is_drawn(site, n, one.about)) return note(site, n, one, false);
    }
    return nullptr;
  }

  /// In the order of their names.
  [[nodiscard]] std::vector<Passed> passed() const;
  [[nodiscard]] const std::vector<Applied>& applied() const { return applied_; }
  /// The answers of the plan whose visit has not come.
  [[nodiscard]] sim::Plan waiting() const;
  /// Forgets visits and what was applied.
  void reset();

 private:
  template <class Effect>
  const sim::Fault<Effect>* note(const Site& site, std::uint32_t n,
                                 const sim::Fault<Effect>& fault, bool planned) {
    applied_.push_back({{site.name(), n, std::string{fault.about.word}}, planned});
    return &fault;
  }

  std::uint32_t visit(const Site& site);
  /// The place in the plan of that visit's answer; behind its end where there is none.
  [[nodiscard]] std::size_t planned_at(const Site& site, std::uint32_t n) const;
  [[nodiscard]] bool is_drawn(const Site& site, std::uint32_t n,
                              const sim::FaultAbout& fault) const;

  std::uint64_t seed_;
  sim::Plan plan_;
  std::set<std::size_t> met_;  // places in the plan
  std::vector<sim::FaultRule> rates_;
  std::map<std::string, std::uint32_t, std::less<>> visits_;
  std::vector<Applied> applied_;
  bool chains_ended_ = false;
};

}  // namespace assay::outside
