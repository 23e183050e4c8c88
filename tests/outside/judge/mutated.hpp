// True histories, written to files as somebody's logs would have them: a file a source, clocks that
// are off, cut at the front or the end, sampled. And lies about them, which are none of that.
#pragma once

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "history/drafts.hpp"
#include "outside/judge/judge.hpp"

namespace assay::tests {

/// A folder of its own, gone with its test.
class LogFolder {
 public:
  LogFolder();
  ~LogFolder();
  LogFolder(const LogFolder&) = delete;
  LogFolder& operator=(const LogFolder&) = delete;

  /// Writes a file there. Returns: its path.
  std::string write(const std::string& name, const std::string& text) const;

 private:
  std::filesystem::path path_;
};

/// Files, and what they mean.
struct Logs {
  std::vector<std::string> files;
  outside::Mapping mapping;
};

/// How a history is written down.
struct Mutation {
  std::int64_t uncertainty = 0;            ///< nanoseconds: times are moved by up to so much
  bool one_file = true;                    ///< else a file for each source, with a clock of its own
  bool unordered = false;                  ///< the order in a file decides nothing, and is drawn
  std::uint64_t skip = 0;                  ///< facts cut off at the front
  std::uint64_t keep = ~std::uint64_t{0};  ///< facts that are left of the rest
  unsigned facts_lost = 0;                 ///< of a hundred, each by itself
  unsigned payables_lost = 0;              ///< of a hundred, with all that belongs to them
};

[[nodiscard]] Logs write_logs(const LogFolder& folder, const history::History& history,
                              const Mutation& mutation, std::uint64_t seed);

}  // namespace assay::tests
