// Interning of sites and the three sources of an answer, in their order.
#include "sim/decisions/decisions.hpp"

#include <algorithm>
#include <utility>

#include "sim/check.hpp"
#include "sim/decisions/draw.hpp"

namespace assay::sim {

namespace {

constexpr std::string_view delay_suffix = ".delay";
std::size_t action_length(std::string_view name) {
  const auto mark = name.find(scope_mark);
  return mark == std::string_view::npos ? name.size() : mark;
}

/// The name without ".delay" behind its action, and whether it had one.
std::pair<std::string, Aspect> split_aspect(const std::string& name) {
  const std::size_t length = action_length(name);
  if (!std::string_view{name}.substr(0, length).ends_with(delay_suffix))
    return {name, Aspect::fate};
  std::string stem = name;
  stem.erase(length - delay_suffix.size(), delay_suffix.size());
  return {stem, Aspect::delay};
}

}  // namespace

void Decisions::begin(Baseline baseline, std::uint64_t seed, const Plan& plan, KeepDecisions keep) {
  baseline_ = baseline;
  keep_ = keep;
  silent_ = false;
  seed_ = mixed_seed(seed);
  counters_ = 0;
  plan_ = &plan;
  respondent_ = nullptr;
  witness_ = nullptr;
  sites_.clear();
  ids_.clear();
  asked_.clear();
  index_plan();
}

/// By hash, so that a site finds its answers once, when it is first named, and not at each
/// question. Answers of one site keep the plan's order.
void Decisions::index_plan() {
  planned_.clear();
  for (std::uint32_t place = 0; place < plan_->size(); ++place) {
    const auto [stem, aspect] = split_aspect((*plan_)[place].site);
    planned_.push_back({hash_text(stem), place, aspect, false});
  }
  std::ranges::sort(planned_, {}, [](const Planned& planned) {
    return std::pair{planned.hash, planned.place};
  });
}

SiteId Decisions::site(std::string_view name) { return site(name, sim::action_length(name)); }

SiteId Decisions::site(std::string_view name, std::size_t action_length) {
  const std::uint64_t hash = hash_text(name);
  // By its hash alone: that two of a million names share one has a chance of one in 37 million.
  const auto [known, fresh] = ids_.try_emplace(hash, static_cast<SiteId>(sites_.size()));
  if (fresh) add_site(name, action_length, hash);
  return known->second;
}

void Decisions::add_site(std::string_view name, std::size_t action_length, std::uint64_t hash) {
  Site& site = sites_.emplace_back();
  site.name = name;
  site.action_length = action_length;
  site.hash = hash;
  site.keys[0] = draw_key(seed_, hash, Aspect::fate);
  site.keys[1] = draw_key(seed_, hash, Aspect::delay);
  const auto range = std::ranges::equal_range(planned_, hash, {}, &Planned::hash);
  site.plan_begin = static_cast<std::uint32_t>(range.begin() - planned_.begin());
  site.plan_end = static_cast<std::uint32_t>(range.end() - planned_.begin());
}

std::uint32_t Decisions::ask(SiteId id, Aspect aspect, DecisionKind kind,
                             const OptionSet& options, std::uint64_t state) {
  if (silent_) [[unlikely]] return 0;
  Site& site = sites_[id];
  const std::uint32_t n = ++site.visits[static_cast<unsigned>(aspect)];
  const std::uint32_t answer = planned_or_baseline(site, aspect, n, kind, options);
  if (keep_ == KeepDecisions::all) {
    // A sum, so that the same questions in another order are the same state.
    const std::uint64_t visit = mix(site.hash + n * golden + static_cast<unsigned>(aspect));
    counters_ += visit;
    if (answer != 0 && is_deviation(kind)) counters_ += mix(visit + answer);
    asked_.push_back({id, n, answer, aspect, kind, &options, mix(state ^ site.hash)});
  } else if (answer != 0 && keeps(kind)) {
    asked_.push_back({id, n, answer, aspect, kind, &options, 0});
  }
  const bool may_fail = kind == DecisionKind::fault || kind == DecisionKind::crash;
  if (may_fail && witness_ != nullptr) witness_->asked(id, options, answer);
  return answer;
}

std::uint32_t Decisions::planned_or_baseline(const Site& site, Aspect aspect, std::uint32_t n,
                                             DecisionKind kind, const OptionSet& options) {
  for (std::uint32_t i = site.plan_begin; i < site.plan_end; ++i) {
    Planned& planned = planned_[i];
    const Answer& wanted = (*plan_)[planned.place];
    if (planned.aspect != aspect || wanted.n != n) continue;
    const std::uint32_t found = options.find(wanted.answer);
    // An answer that is none here is passed over, and told by `unplaced`.
    if (found == options.size()) continue;
    planned.used = true;
    return found;
  }
  if (baseline_ == Baseline::benign) return 0;
  if (baseline_ == Baseline::seeded) {
    return draw(site.keys[static_cast<unsigned>(aspect)], n, options);
  }
  const std::uint32_t answer = respondent_->answer({site.name, n, aspect, kind, options});
  SIM_CHECK(answer < options.size(), "a respondent answers with one of the options");
  return answer;
}

Answer Decisions::named(const AskedDecision& asked) const {
  std::string site{name(asked.site)};
  if (asked.aspect == Aspect::delay) site.insert(sites_[asked.site].action_length, delay_suffix);
  return {std::move(site), asked.n, asked.options->name(asked.answer), asked.kind};
}

Plan Decisions::recorded() const {
  Plan plan;
  for (const AskedDecision& asked : asked_) {
    if (asked.answer != 0) plan.push_back(named(asked));
  }
  return plan;
}

Plan Decisions::unplaced() const {
  std::vector<bool> used(plan_->size());
  for (const Planned& planned : planned_) used[planned.place] = planned.used;
  Plan rest;
  for (std::size_t place = 0; place < plan_->size(); ++place) {
    if (!used[place]) rest.push_back((*plan_)[place]);
  }
  return rest;
}

}  // namespace assay::sim
