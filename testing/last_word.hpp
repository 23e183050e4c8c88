// The guard of code under test that runs in the test's own process: where that process ends, it
// still says which seed or trial it was in, and never ends as if all were well.
#pragma once

#include <array>
#include <csignal>
#include <string>

namespace assay::testing {

/// While it lives, a process that ends says `word` on stderr, and ends with an error. One at a
/// time.
class LastWord {
 public:
  /// Keeps a copy of `word`, of at most 1,024 bytes.
  explicit LastWord(const std::string& word);
  ~LastWord();
  LastWord(const LastWord&) = delete;
  LastWord& operator=(const LastWord&) = delete;

 private:
  std::array<struct sigaction, 7> before_;
};

}  // namespace assay::testing
