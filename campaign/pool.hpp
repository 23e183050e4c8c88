// A pool of worker processes that works off tasks. A worker that dies or hangs costs the run that
// it was in and nothing else: the tasks learn of it with the seed, and a new worker takes its
// place. Which worker does what never reaches a result.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>

#include "campaign/settings.hpp"
#include "campaign/worker.hpp"

namespace assay::campaign {

/// How a worker was lost.
struct Death {
  std::uint64_t seed = SeedBoard::none;  ///< of the run it was in, where it had begun one
  std::string how;                       ///< "was killed by signal 6 (Aborted)"
  bool hung = false;
};

/// What is to be done, told piece by piece.
class Tasks {
 public:
  virtual ~Tasks() = default;
  /// The next task, or nothing while there is none.
  virtual std::optional<std::string> next() = 0;
  virtual void done(const std::string& task, const std::string& answer) = 0;
  /// May make `next` answer again.
  virtual void lost(const std::string& task, const Death& death) = 0;
  /// Work to be done in all, in runs; 0 where it is not known.
  [[nodiscard]] virtual std::uint64_t total() const { return 0; }
  /// What has been found so far.
  [[nodiscard]] virtual std::uint64_t found() const { return 0; }
};

/// An exception left the work of a worker: a bug in assay, not in the code under test.
class WorkFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A flag that workers look at between runs.
class StopSign {
 public:
  explicit StopSign(const SeedBoard& board) : board_{board} {}
  [[nodiscard]] bool shown() const { return board_.stopping(); }

 private:
  const SeedBoard& board_;
};

/// Makes the work of a worker from the flag that it has to look at.
using MakeWork = std::function<Work(StopSign)>;

/// Works off all tasks. Returns: whether it got to the end, or was stopped. Errors: WorkFailed.
bool work_off(Tasks& tasks, const MakeWork& make_work, const Settings& settings);

}  // namespace assay::campaign
