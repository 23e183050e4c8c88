// random: each seed once. It remembers nothing: a seed means one run for ever.
#include "sim/search/strategy.hpp"

namespace assay::sim {

namespace {

class Random final : public Strategy {
 public:
  explicit Random(const Assignment& assignment)
      : next_{assignment.first}, end_{assignment.first + assignment.count} {}

  std::optional<Proposal> begin() override {
    if (next_ == end_) return {};
    return Proposal{.baseline = Baseline::seeded, .seed = next_++, .keep = KeepDecisions::faults};
  }
  void learn(const Outcome&) override {}

 private:
  std::uint64_t next_;
  std::uint64_t end_;
};

}  // namespace

NamedStrategy random() {
  return {.name = "random",
          .summary = "each run draws every fault with the chance that its scenario states",
          .by_seeds = true,
          .make = [](const Assignment& assignment) -> std::unique_ptr<Strategy> {
            return std::make_unique<Random>(assignment);
          }};
}

}  // namespace assay::sim
