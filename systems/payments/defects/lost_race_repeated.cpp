// A commit that lost a race is simply made again, since the case was read anew and most races are
// about rows that have nothing to do with the decision: clients no longer see 409s under load. But
// "again" means: decide anew. What was allowed beside the payment as it was then is recorded beside
// another one, so two refunds, or a capture and a void, both begin where there is room for one.
#include "payments/execution/journal_recorder.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

using payments::Recorded;

class PersistentRecorder final : public payments::JournalRecorder {
 public:
  PersistentRecorder(std::unique_ptr<payments::JournalRecorder> usual,
                     const payments::Config& config)
      : usual_{std::move(usual)}, tries_max_{config.commit_tries_max} {}

  Recorded record_once(payments::Case& subject, const payments::Move& move) override {
    Recorded recorded = usual_->record_once(subject, move);
    for (std::uint32_t i = 1; recorded == Recorded::again && i < tries_max_; ++i) {
      recorded = usual_->record_once(subject, move);
    }
    return recorded;
  }
  Recorded record(payments::Case& subject, const payments::Move& move) override {
    return usual_->record(subject, move);
  }

 private:
  std::unique_ptr<payments::JournalRecorder> usual_;
  std::uint32_t tries_max_;
};

void repeat_lost_races(payments::Parts& parts, const payments::Ports&, const payments::Config&) {
  auto usual = std::move(parts.make_recorder);
  parts.make_recorder = [usual](
                            const payments::Ports& ports, const payments::Config& config,
                            payments::Parts& made) -> std::unique_ptr<payments::JournalRecorder> {
    return std::make_unique<PersistentRecorder>(usual(ports, config, made), config);
  };
}

}  // namespace

Defect lost_race_repeated() {
  return {.name = "lost_race_repeated",
          .summary = "A transition that lost a race is recorded again without deciding anew.",
          .lesson =
              "A condition that failed is news about the decision, not about the commit: what was "
              "decided on the old row is void.",
          .source = "own",
          .property = "",
          .scenario = "",
          .system = payments_with("lost_race_repeated",
                                  "payments, with a recorder that repeats what lost a race",
                                  repeat_lost_races)};
}

}  // namespace assay::systems
