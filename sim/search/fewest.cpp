// Singles first, then pairs by how many of the two the failing run had.
#include "sim/search/fewest.hpp"

#include <algorithm>

namespace assay::sim {

FewestFaults::FewestFaults(const Plan& recorded, const Plan& shrunk, std::uint64_t tries_max)
    : recorded_{recorded}, tries_max_{tries_max} {
  std::ranges::copy_if(shrunk, std::back_inserter(base_),
                       [](const Answer& answer) { return !answer.is_fault(); });
}

std::optional<Proposal> FewestFaults::begin() {
  if (plan_ || tries_ >= tries_max_) return {};
  if (tries_ == due_.size() && !paired_) add_pairs();
  if (tries_ == due_.size()) return {};
  const Plan& faults = due_[tries_];
  Proposal next{.plan = base_};
  next.plan.insert(next.plan.end(), faults.begin(), faults.end());
  if (faults.size() == 2) return next;  // nothing is tried behind it
  next.keep = KeepDecisions::all;
  next.branching = Branching::at_faults;
  return next;
}

void FewestFaults::learn(const Outcome& outcome) {
  const std::size_t faults = due_[tries_++].size();
  if (outcome.failed) plan_ = outcome.recorded;
  if (faults == 0) add_singles(answers_at(outcome.points));
  if (faults == 1) behind_.push_back(answers_at(outcome.points));
}

bool FewestFaults::was_seen(const Answer& answer) const {
  return std::ranges::find(recorded_, answer) != recorded_.end();
}

void FewestFaults::add_singles(const Plan& possible) {
  for (const bool seen : {true, false}) {
    for (const Answer& one : possible) {
      if (was_seen(one) == seen) due_.push_back({one});
    }
  }
}

void FewestFaults::add_pairs() {
  paired_ = true;
  for (const int seen : {2, 1, 0}) {
    for (std::size_t i = 0; i < behind_.size() && due_.size() < tries_max_; ++i) {
      const Answer first = due_[i + 1].front();
      for (const Answer& second : behind_[i]) {
        const int known = int{was_seen(first)} + int{was_seen(second)};
        if (known == seen) due_.push_back({first, second});
      }
    }
  }
}

}  // namespace assay::sim
