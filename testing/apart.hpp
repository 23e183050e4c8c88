// The code under test runs in a process of its own, in users' tests as in campaigns: whatever it
// does to that process, the test goes on, and says which seed or trial did it. $ASSAY_IN_PROCESS=1
// runs it in the test's own process, for debuggers.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "campaign/pool/pool.hpp"
#include "campaign/pool/settings.hpp"
#include "testing/corpus.hpp"

namespace assay::testing {

/// Whether runs of this test stay in its own process: $ASSAY_IN_PROCESS asks for it, or assertions
/// that fail elsewhere would be lost.
[[nodiscard]] bool in_process(const TestPlace& place);

/// Carries what a test's framework notes in workers over to the test. Not the channel of results.
class Notes {
 public:
  /// Errors: std::system_error.
  explicit Notes(const TestPlace& place);
  ~Notes();
  Notes(const Notes&) = delete;
  Notes& operator=(const Notes&) = delete;

  /// Settings for workers of this test: one at a time; $ASSAY_HANG_AFTER says how long a run
  /// without an event is waited for. Errors: BadInput.
  [[nodiscard]] campaign::Settings settings() const;
  /// Tells the test what has come.
  void hand_over() const;

 private:
  const TestPlace& place_;
  int reading_ = -1;
  int writing_ = -1;
};

/// What came of work that was done in a process of its own.
struct Apart {
  std::optional<std::string> answer;
  std::optional<campaign::Death>
      death;  ///< where there is no answer; of a second try where it was doubtful
};

/// Does the work, with `budget` times the limit for a run without an event. Errors: WorkFailed.
[[nodiscard]] Apart do_apart(const TestPlace& place, double budget,
                             const std::function<std::string(campaign::ProgressSlot&)>& work);

}  // namespace assay::testing
