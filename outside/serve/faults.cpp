// Visits are counted by a site's full name. A draw depends on seed, site, visit and word alone, so
// that other sites' visits change nothing.
#include "outside/serve/faults.hpp"

#include <algorithm>

#include "sim/digest.hpp"

namespace assay::outside {
namespace {

std::string_view part_between(std::string_view text, char from, char to) {
  const std::size_t begin = text.find(from);
  if (begin == std::string_view::npos) return {};
  const std::size_t end = text.find(to, begin);
  return text.substr(begin + 1, end == std::string_view::npos ? end : end - begin - 1);
}

bool has(const std::vector<std::string_view>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

}  // namespace

bool Site::is(std::string_view named) const {
  const std::size_t mark = named.find(" @ ");
  if (mark == std::string_view::npos || named.substr(0, mark) != action) return false;
  const std::string_view about = named.substr(mark + 3);
  return about == scope || (!shortcut.empty() && about == shortcut);
}

std::uint32_t Faults::visit(const Site& site) { return ++visits_[site.name()]; }

std::size_t Faults::planned_at(const Site& site, std::uint32_t n) const {
  const auto found = std::ranges::find_if(plan_, [&](const sim::Answer& answer) {
    const bool in_chain = answer.n == every_visit && !chains_ended_;
    return (answer.n == n || in_chain) && site.is(answer.site);
  });
  return static_cast<std::size_t>(found - plan_.begin());
}

bool Faults::is_drawn(const Site& site, std::uint32_t n, const sim::FaultAbout& fault) const {
  const std::string_view edge = std::string_view{site.action}.substr(site.action.find('/') + 1);
  if (!has(fault.edges, edge)) return false;
  if (has(fault.not_of, part_between(site.action, '.', '/'))) return false;
  for (const sim::FaultRule& rule : rates_) {
    if (rule.answer != fault.word || !sim::matches(rule.site, site.action)) continue;
    const std::uint64_t visit = sim::hash_text(site.name()) ^ sim::mix(n);
    const std::uint64_t draw =
        sim::mix(seed_ ^ sim::mix(visit ^ sim::hash_text(rule.answer)));
    if (draw % rule.rate.denominator < rule.rate.numerator) return true;
  }
  return false;
}

std::vector<Passed> Faults::passed() const {
  std::vector<Passed> all;
  for (const auto& [site, visits] : visits_) all.push_back({site, visits});
  return all;
}

sim::Plan Faults::waiting() const {
  sim::Plan waiting;
  for (std::size_t place = 0; place < plan_.size(); ++place) {
    if (!met_.contains(place)) waiting.push_back(plan_[place]);
  }
  return waiting;
}

void Faults::reset() {
  visits_.clear();
  applied_.clear();
  met_.clear();
  chains_ended_ = false;
}

}  // namespace assay::outside
