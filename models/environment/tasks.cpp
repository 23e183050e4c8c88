// When the next step of a loop is due, and when it cannot matter.
#include "models/environment/tasks.hpp"

#include <utility>

#include "sim/kernel/sync.hpp"
#include "sim/world/world.hpp"

namespace assay::models {
namespace {

class NodeSignal final : public harness::Signal {
 public:
  explicit NodeSignal(sim::Kernel& kernel) : waiting_{kernel} {}

  bool wait() override { return waiting_.wait() != sim::Woken::by_the_end; }
  void wake_one() override { waiting_.wake_one(); }

 private:
  sim::WaitList waiting_;
};

}  // namespace

void NodeTasks::spawn(const char* purpose, std::function<void()> body) {
  node_.spawn(purpose, sim::Role::operation, std::move(body));
}

std::unique_ptr<harness::Signal> NodeTasks::make_signal() {
  return std::make_unique<NodeSignal>(node_.world().kernel());
}

void NodeTasks::repeat(harness::PeriodicTask task) {
  const char* const purpose = task.purpose;
  node_.spawn(purpose, sim::Role::daemon, [this, task = std::move(task)] { run(task); });
}

void NodeTasks::run(const harness::PeriodicTask& task) {
  sim::Duration pause = task.period;
  while (node_.wait_period(pause)) {
    const std::uint64_t commits = database_.changes();
    const sim::TimePoint begin = node_.world().now();
    const harness::StepResult done = task.step();
    pause = pause_after(task, done, begin, commits);
  }
}

sim::Duration NodeTasks::pause_after(const harness::PeriodicTask& task,
                                     const harness::StepResult& done, sim::TimePoint begin,
                                     std::uint64_t commits) {
  sim::Kernel& kernel = node_.world().kernel();
  if (task.kind == harness::Periodic::routine) {
    const bool over = done.idle && kernel.last_change() < begin;
    return over && task.reads_store_alone ? skip_quiet_periods(task.period) : task.period;
  }
  // Work that is due later keeps the world from resting: it is not quiet, only slow.
  if (done.next_due) kernel.changed();
  const bool committed = database_.changes() != commits;
  if (done.next_due || !task.reads_store_alone || committed) return task.period;
  return skip_idle_periods(task.period);
}

/// Nothing waits, so nothing can come of a step before somebody commits: sleeps through the periods
/// until then. Returns: what is left of the one in which that happened.
sim::Duration NodeTasks::skip_idle_periods(sim::Duration period) {
  const sim::Kernel& kernel = node_.world().kernel();
  const sim::TimePoint begin = kernel.now();
  // No timer tells any more when this loop looks again: that is part of its node's state.
  node_.note_input(static_cast<std::uint64_t>(((begin - sim::TimePoint{}) % period).ns()));
  (void)database_.wait_for_change();  // the wait that follows sees the end
  return period - (kernel.now() - begin) % period;
}

/// Only news from outside can make the next step differ from the last, and nothing has changed
/// anywhere: sleeps, longer each time, until something does. A step more often would do nothing but
/// ask and be answered the same. Returns: what is left of the period in which that happened.
sim::Duration NodeTasks::skip_quiet_periods(sim::Duration period) {
  sim::Kernel& kernel = node_.world().kernel();
  const sim::TimePoint begin = kernel.now();
  node_.note_input(static_cast<std::uint64_t>(((begin - sim::TimePoint{}) % period).ns()));
  sim::Duration stretch = period;
  while (kernel.wait_for_change(stretch) && kernel.last_change() < begin) stretch = stretch * 2;
  return period - (kernel.now() - begin) % period;
}

}  // namespace assay::models
