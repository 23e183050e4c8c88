// A worker process: forked from its parent, it takes tasks as texts and answers each with a text.
// It shares nothing with the parent but its slot of the seed board, so that whatever happens to it,
// the campaign goes on.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include <sys/types.h>

#include "campaign/seed_board.hpp"

namespace assay::campaign {

/// What a worker does with a task. It runs in the worker's process.
using Work = std::function<std::string(const std::string& task, SeedSlot& slot)>;

/// What came back from a worker.
struct Answer {
  std::string text;
  bool failed = false;  ///< `text` is what an exception said that left the work
};

class Worker {
 public:
  /// Forks. Contract: the calling process has one thread. Errors: std::system_error.
  Worker(const Work& work, SeedBoard& board, std::uint32_t number);
  /// Ends the process where it still lives.
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  [[nodiscard]] int socket() const { return socket_; }

  /// Returns: false where the process is gone.
  [[nodiscard]] bool give(const std::string& task);
  /// Waits for the answer. Returns: nothing where the process died first.
  [[nodiscard]] std::optional<Answer> take();

  /// Ends the process at once.
  void kill();
  /// Waits for the end of the process. Returns: how it ended: "was killed by signal 11
  /// (Segmentation fault)".
  [[nodiscard]] std::string bury();

 private:
  int socket_ = -1;
  pid_t pid_ = -1;
};

}  // namespace assay::campaign
