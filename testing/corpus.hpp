// The corpus of a test: the failures that it has met, one file each, kept beside its source so that
// they are committed with it. Every later run plays them first. Not a cache: nothing here is ever
// deleted by assay, and a plan that holds today stays as a regression test.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/files/failure_file.hpp"
#include "scenarios/files/shell_words.hpp"
#include "scenarios/scenario.hpp"

namespace assay::testing {

/// How what a test's framework notes in another process gets back: in the worker `enter` is given
/// what to send notes by, in the test `hear` is told them. Both may be empty.
struct Witness {
  using Send = std::function<void(std::string_view note)>;
  std::function<void(Send)> enter;
  std::function<void(std::string_view note)> hear;
  bool carries = true;  ///< false: no note gets over, so that runs stay in the test's own process
};

/// A test as its corpus knows it.
struct TestPlace {
  std::string name;
  std::string file;       ///< that it stands in
  std::string program;    ///< path of the program that runs it
  std::string arguments;  ///< shell words that make that program run this test alone
  Witness witness;
};

/// A failure that was kept, and the workload that it needs where that is not the scenario's.
struct Kept {
  std::string path;
  scenarios::FailureFile failure;
  std::optional<scenarios::Workload> workload;
};

/// The kept failures of one test, read anew at each call.
class Corpus {
 public:
  /// The folder is $ASSAY_CORPUS, or "corpus" beside the test's file; in it, one per test.
  explicit Corpus(TestPlace place);

  /// The test's own folder, whether it is there or not. Lives as long as the corpus.
  [[nodiscard]] const std::string& folder() const { return folder_; }

  /// What was kept of that scenario and system: first the file that $ASSAY_REPLAY names, then the
  /// rest by name. Errors: BadInput for a file that cannot be used.
  [[nodiscard]] std::vector<Kept> kept(const std::string& scenario, std::string_view system) const;

  /// Writes a failure down, with a replay line that names no folder of this machine. `trial` is its
  /// scenario where that is not the test's own. Returns: the file as it was written. Errors:
  /// BadInput where it cannot be written.
  Kept keep(scenarios::FailureFile failure, const scenarios::Scenario* trial) const;

  /// One line for a shell that plays this file, before anything else, in the test alone.
  [[nodiscard]] std::string replay_line(const std::string& path) const;
  /// One line for a shell that runs this seed and nothing else, in the test alone.
  [[nodiscard]] std::string seed_line(std::uint64_t seed) const;

 private:
  TestPlace place_;
  std::string folder_;
};

using scenarios::shell_word;

/// The path of the running program.
[[nodiscard]] std::string this_program();

/// A test's name as Catch2's command line takes it: with what has a meaning there escaped.
[[nodiscard]] std::string catch_name(const std::string& name);

}  // namespace assay::testing
