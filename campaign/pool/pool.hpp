// A pool of worker processes that works off tasks. A worker that dies or hangs costs the run that
// it was in and nothing else: the tasks learn of it with the seed, and a new worker takes its
// place. Which worker does what never reaches a result.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>

#include "campaign/pool/settings.hpp"
#include "campaign/pool/worker.hpp"

namespace assay::campaign {

/// What became of a worker.
enum class Fate : std::uint8_t {
  ended,   ///< its process ended, by a signal of its own making or by an exit
  killed,  ///< by a signal that somebody else may have sent, or kept from running
  hung,    ///< nothing happened in its run any more
  slow,    ///< its run went on, and used up its budget
  strayed, ///< it wrote into what carries results, or closed it
};

/// How a worker was lost.
struct Death {
  std::uint64_t seed = SharedProgress::none;  ///< of the run it was in, where it had begun one
  std::string how;                       ///< "was killed by signal 6 (Aborted)"
  Fate fate = Fate::ended;

  /// Whether it may say more of the machine than of the run: the run is then tried once more.
  [[nodiscard]] bool is_doubtful() const {
    return fate == Fate::killed || fate == Fate::hung || fate == Fate::strayed;
  }
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
  /// Nothing was learned from the task; as if it had never been handed out.
  virtual void put_back(const std::string& task) = 0;
  /// Whether it is to be worked on by a new worker while all others rest.
  [[nodiscard]] virtual bool wants_quiet(const std::string&) const { return false; }
  /// How many times the limit without an event a single run of the task may take.
  [[nodiscard]] virtual double budget(const std::string&) const { return 1; }
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
  explicit StopSign(const SharedProgress& board) : board_{board} {}
  [[nodiscard]] bool shown() const { return board_.stopping(); }

 private:
  const SharedProgress& board_;
};

/// Makes the work of a worker from the flag that it has to look at.
using MakeWork = std::function<Work(StopSign)>;

/// Works off all tasks. Returns: whether it got to the end, or was stopped. Errors: WorkFailed.
bool work_off(Tasks& tasks, const MakeWork& make_work, const Settings& settings);

}  // namespace assay::campaign
