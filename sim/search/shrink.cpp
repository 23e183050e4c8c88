// Delta debugging over answers: large pieces first, then single ones, until nothing more can go.
#include "sim/search/shrink.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace assay::sim {

namespace {

/// What is dropped wholesale, a step each: nothing, then what is no fault, then one kind of that.
constexpr std::size_t nothing = 0;
constexpr std::size_t faults_alone = 1;
constexpr std::array kinds{DecisionKind::schedule, DecisionKind::timing, DecisionKind::workload};
constexpr std::size_t pieces = faults_alone + 1 + kinds.size();

template <class Dropped>
Plan without(const Plan& plan, Dropped dropped) {
  Plan rest;
  std::ranges::copy_if(plan, std::back_inserter(rest),
                       [&](const Answer& answer) { return !dropped(answer); });
  return rest;
}

}  // namespace

std::optional<Proposal> Shrinking::begin() {
  if (step_ < pieces) {
    candidate_ = without(shrunk_.plan, [&](const Answer& answer) {
      if (step_ == faults_alone) return !answer.is_fault();
      return step_ > faults_alone && answer.kind == kinds[step_ - faults_alone - 1];
    });
  } else if (!shrunk_.reproduced || !next_piece()) {
    return {};
  }
  return Proposal{.plan = candidate_};
}

/// Keeps what the run recorded where it still fails and is smaller.
void Shrinking::learn(const Outcome& outcome) {
  if (outcome.failed) {
    const bool smaller = outcome.recorded.size() <= candidate_.size();
    shrunk_.plan = smaller ? outcome.recorded : candidate_;
    any_went_ = true;
  }
  end_ = std::min(end_, shrunk_.plan.size());
  if (shrunk_.tries++ == 0) shrunk_.reproduced = outcome.failed;
  const bool over = step_ == nothing ? !outcome.failed : step_ == faults_alone && outcome.failed;
  if (step_ < pieces) step_ = over ? pieces : step_ + 1;
}

bool Shrinking::next_piece() {
  while (end_ > 0 || next_pass()) {
    const std::size_t begin = end_ > width_ ? end_ - width_ : 0;
    const std::size_t end = std::exchange(end_, begin);
    std::size_t place = 0;
    candidate_ = without(shrunk_.plan, [&](const Answer& answer) {
      const bool inside = place >= begin && place < end;
      ++place;
      return inside && answer.is_fault() == faults_;
    });
    if (candidate_.size() < shrunk_.plan.size()) return true;
  }
  return false;
}

/// Narrower pieces, then the same again while any go, then those of the other sort, then both again
/// where any went. Returns: false where nothing more can go.
bool Shrinking::next_pass() {
  if (width_ > 1) {
    start_pass(width_ / 2);
  } else if (width_ == 1 && any_went_) {
    start_pass(1);
  } else if (width_ == 1 && faults_) {
    start_sort(false);
  } else if (width_ == 0 || shrunk_.plan.size() < before_) {
    before_ = shrunk_.plan.size();
    start_sort(true);
  } else {
    return false;
  }
  return !shrunk_.plan.empty();
}

void Shrinking::start_sort(bool faults) {
  faults_ = faults;
  start_pass(std::max<std::size_t>(shrunk_.plan.size() / 2, 1));
}

void Shrinking::start_pass(std::size_t width) {
  width_ = width;
  end_ = shrunk_.plan.size();
  any_went_ = false;
}

}  // namespace assay::sim
