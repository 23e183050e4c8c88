// What can go wrong where is one table, by who is called and on which side.
#include "outside/attack/planner.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "outside/attack/places.hpp"
#include "sim/digest.hpp"

namespace assay::outside::attack {
namespace {

enum class Called : std::uint8_t { processor, webhook, upstream, service };

struct Possible {
  Called called;
  std::string_view edge;
  std::string_view word;
};

constexpr std::array possible{
    Possible{Called::processor, "request", "lose"},
    Possible{Called::processor, "request", "reset"},
    Possible{Called::processor, "request", kill_word},
    Possible{Called::processor, "error", "error_before_effect"},
    Possible{Called::processor, "error", "error_after_effect"},
    Possible{Called::processor, "reply", "lose"},
    Possible{Called::processor, "reply", "reset"},
    Possible{Called::processor, "reply", kill_word},
    Possible{Called::processor, "reply", pause_word},
    Possible{Called::webhook, "event", "never_told"},
    Possible{Called::webhook, "event", "told_twice"},
    Possible{Called::webhook, "event", "forged"},
    Possible{Called::webhook, "request", "lose"},
    Possible{Called::webhook, "request", "duplicate"},
    Possible{Called::webhook, "request", "reorder"},
    Possible{Called::webhook, "reply", "lose"},
    Possible{Called::upstream, "request", "lose"},
    Possible{Called::upstream, "request", "reset"},
    Possible{Called::upstream, "request", "duplicate"},
    Possible{Called::upstream, "request", kill_word},
    Possible{Called::upstream, "error", "error_before_effect"},
    Possible{Called::upstream, "error", "error_after_effect"},
    Possible{Called::upstream, "reply", "lose"},
    Possible{Called::upstream, "reply", kill_word},
    Possible{Called::service, "request", "lose"},
    Possible{Called::service, "request", "reset"},
    Possible{Called::service, "request", "duplicate"},
    Possible{Called::service, "reply", "lose"},
    Possible{Called::service, "reply", kill_word},
    Possible{Called::service, "commit", "serialisation"},
    Possible{Called::service, "commit", "unknown_applied"},
    Possible{Called::service, "commit", "unknown_lost"},
    Possible{Called::service, "commit", "kill_applied"},
    Possible{Called::service, "commit", "kill_lost"},
};

/// Fewer are all played.
constexpr std::size_t fewest_at_random = 3;

/// The visits of one site that are looked at: an SDK may try very often.
constexpr std::uint32_t visits_max = 4;

std::string_view before(std::string_view text, char mark) {
  return text.substr(0, text.find(mark));
}

Called called_at(std::string_view site, const OutsideFile& file) {
  const std::string_view who = before(site, '.');
  if (before(site, '/') == "processor.webhook") return Called::webhook;
  if (who == "processor") return Called::processor;
  const bool ours =
      std::ranges::any_of(file.services, [&](const ServiceSpec& one) { return one.name == who; });
  return ours ? Called::service : Called::upstream;
}

}  // namespace

std::vector<sim::Answer> faults_at(const std::vector<Passed>& passed, const OutsideFile& file) {
  std::vector<sim::Answer> all;
  const bool tells =
      std::ranges::any_of(file.edges, [](const EdgeSpec& one) { return one.webhooks.has_value(); });
  for (const Passed& one : passed) {
    const std::string_view action = before(one.site, ' ');
    const std::string_view edge = action.substr(action.find('/') + 1);
    const Called called = called_at(one.site, file);
    for (std::uint32_t n = 1; n <= std::min(one.visits, visits_max); ++n) {
      for (const Possible& fault : possible) {
        if (fault.called != called || fault.edge != edge) continue;
        all.push_back({one.site, n, std::string{fault.word}});
      }
      // The answer comes so late that its event is there before it.
      const bool overtaken = called == Called::processor && edge == "reply" && tells;
      if (overtaken) all.push_back({one.site, n, "reorder"});
    }
  }
  return all;
}

std::vector<sim::Plan> chain_of(const sim::Plan& played, const Run& run) {
  const sim::Answer& fault = played.front();
  const bool fits = played.size() == 1 && fault.n == 1 && !is_of_process(fault.answer) &&
                    fault.site.starts_with("processor.");
  const auto tried = std::ranges::find(run.first_try, fault.site, &Passed::site);
  if (!fits || tried == run.first_try.end() || tried->visits < 2) return {};
  return {{{fault.site, every_visit, fault.answer}}};
}

sim::Plan in_order(sim::Plan plan) {
  std::ranges::sort(plan, [](const sim::Answer& left, const sim::Answer& right) {
    return std::tie(left.site, left.n, left.answer) < std::tie(right.site, right.n, right.answer);
  });
  return plan;
}

std::string to_text(const sim::Answer& answer) {
  const std::string when = answer.n == 1             ? ""
                           : answer.n == every_visit ? ", every visit"
                                                     : fmt::format(", visit {}", answer.n);
  return fmt::format("{}{}: {}", answer.site, when, answer.answer);
}

std::string to_text(const sim::Plan& plan) {
  std::string text;
  for (const sim::Answer& one : plan) text += (text.empty() ? "" : "; ") + to_text(one);
  return text.empty() ? "no fault" : text;
}

void Pairs::add(const sim::Plan& played, const std::vector<sim::Answer>& possible_next) {
  for (const sim::Answer& next : possible_next) {
    faults_.emplace(to_text(next), next);
    const bool same = std::ranges::any_of(
        played, [&](const sim::Answer& one) { return one.site == next.site && one.n == next.n; });
    if (same) continue;
    sim::Plan plan = played;
    plan.push_back(next);
    plan = in_order(std::move(plan));
    if (known_.insert(to_text(plan)).second) plans_.push_back(std::move(plan));
  }
}

std::vector<sim::Plan> Pairs::all() const {
  std::vector<sim::Plan> plans = plans_;
  std::ranges::sort(plans, {}, [](const sim::Plan& one) { return sim::hash_text(to_text(one)); });
  return plans;
}

std::vector<sim::Answer> Pairs::faults() const {
  std::vector<sim::Answer> all;
  for (const auto& [text, fault] : faults_) all.push_back(fault);
  return all;
}

std::uint64_t RandomPlans::draw(std::uint64_t below) {
  return sim::mix(seed_ ^ sim::mix(++draws_)) % below;
}

sim::Plan RandomPlans::draw_plan() {
  const std::uint64_t faults = fewest_at_random + draw(faults_max_ - fewest_at_random + 1);
  sim::Plan plan;
  for (std::uint64_t tries = 0; tries < 2 * faults && plan.size() < faults; ++tries) {
    const sim::Answer& one = possible_[draw(possible_.size())];
    const bool same = std::ranges::any_of(
        plan, [&](const sim::Answer& other) { return other.site == one.site && other.n == one.n; });
    if (!same) plan.push_back(one);
  }
  return in_order(std::move(plan));
}

std::optional<sim::Plan> RandomPlans::next() {
  constexpr int draws_in_vain_max = 100;
  if (faults_max_ < fewest_at_random || possible_.size() < fewest_at_random) return std::nullopt;
  for (int draws = 0; draws < draws_in_vain_max; ++draws) {
    sim::Plan plan = draw_plan();
    const bool fits = plan.size() >= fewest_at_random;
    if (fits && known_.insert(to_text(plan)).second) return plan;
  }
  return std::nullopt;
}

bool is_part_of(const sim::Plan& part, const sim::Plan& whole) {
  return std::ranges::all_of(
      part, [&](const sim::Answer& one) { return std::ranges::find(whole, one) != whole.end(); });
}

std::string gist(const sim::Plan& plan) {
  std::set<std::string> parts;
  for (const sim::Answer& one : plan) {
    parts.insert(fmt::format("{}: {}", before(one.site, ' '), one.answer));
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

}  // namespace assay::outside::attack
