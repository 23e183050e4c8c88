// Fibers and loops of one node. Periods in which a step could find nothing new are slept through,
// so that an idle loop costs nothing, however long the run.
#pragma once

#include "harness/tasks.hpp"
#include "models/store/database.hpp"
#include "sim/world/node.hpp"

namespace assay::models {

class NodeTasks final : public harness::Tasks {
 public:
  NodeTasks(sim::Node& node, Database& database) : node_{node}, database_{database} {}

  void spawn(const char* purpose, std::function<void()> body) override;
  void repeat(harness::PeriodicTask task) override;
  [[nodiscard]] std::unique_ptr<harness::Signal> make_signal() override;

 private:
  void run(const harness::PeriodicTask& task);
  /// How long to pause after a step that began then, when so much had been committed.
  sim::Duration pause_after(const harness::PeriodicTask& task, const harness::StepResult& done,
                            sim::TimePoint begin, std::uint64_t commits);
  sim::Duration skip_idle_periods(sim::Duration period);
  sim::Duration skip_quiet_periods(sim::Duration period);

  sim::Node& node_;
  Database& database_;
};

}  // namespace assay::models
