// A worker process: forked from its parent, it takes tasks as texts and answers each with a text.
// It shares nothing with the parent but its slot of the seed board, so that whatever happens to it,
// the campaign goes on. What the code under test prints or writes is not that channel.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>

#include <sys/types.h>

#include "campaign/pool/channel.hpp"
#include "campaign/pool/shared_progress.hpp"
#include "campaign/pool/watch.hpp"

namespace assay::campaign {

/// What a worker does with a task. It runs in the worker's process.
using Work = std::function<std::string(const std::string& task, ProgressSlot& slot)>;

/// What came back from a worker.
struct Reply {
  std::string text;
  bool failed = false;  ///< `text` is what an exception said that left the work
};

/// How a process ended.
struct Ending {
  std::string how;            ///< "was killed by signal 11 (Segmentation fault)"
  bool perhaps_sent = false;  ///< by a signal that somebody else may have sent
};

class Worker {
 public:
  /// Forks. `others` are the parent's ends of other workers, which this one must not hold.
  /// Contract: the calling process has one thread. Errors: std::system_error.
  Worker(const Work& work, SharedProgress& board, std::uint32_t number,
         std::span<const int> others);
  /// Ends the process, and what it started, where they still live.
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  [[nodiscard]] int socket() const { return socket_; }

  /// Never waits. Returns: false where the process is gone.
  [[nodiscard]] bool give(const std::string& task);
  /// Takes in what has come, without waiting for more.
  [[nodiscard]] Inbox::State listen() { return inbox_.read_from(socket_); }
  /// The answer, where all of it has come. Contract: called after `listen`.
  [[nodiscard]] std::optional<Reply> take();
  /// Whether something other than an answer has come.
  [[nodiscard]] bool strayed() { return inbox_.read_from(socket_) == Inbox::State::spoilt; }

  /// Whether the process has ended. What it started may hold its end of the channel open.
  [[nodiscard]] bool has_ended() const;
  /// Processor time and state, as the machine tells; the rest is in the slot.
  [[nodiscard]] Sight look(const ProgressSlot& slot) const;

  /// Ends the process at once.
  void kill();
  /// Waits for the end of the process, which is at hand, and ends what it has started. Returns:
  /// nothing where it did not end within a second, and had to be made to.
  [[nodiscard]] std::optional<Ending> bury();

 private:
  void end_group() const;

  int socket_ = -1;
  pid_t pid_ = -1;
  Inbox inbox_;
};

}  // namespace assay::campaign
