// The files of one recording, read side by side in the order of time: one fact after the other, and
// what was seen of the files on the way.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "outside/judge/fact_reader.hpp"
#include "outside/judge/mapping.hpp"

namespace assay::outside {

/// Lines are missing from a source whose lines are numbered: what they said is not known.
struct Gap {
  std::int64_t at = 0;  ///< nanoseconds: of the line behind it
};

/// What the files came to.
struct Reading {
  std::uint64_t lines = 0;
  std::uint64_t facts = 0;
  std::uint64_t unmapped = 0;      ///< lines that are no fact by any rule
  std::vector<std::string> notes;  ///< sentences: what was odd, and is no reason to refuse
  std::vector<Gap> gaps;
  /// A history of ours, alone and from its first fact on, without gaps so far.
  bool whole = false;
  history::Sources recorded = 0;  ///< as headers say
};

class Recording {
 public:
  /// Opens all files, and reads headers of our own histories into `mapping`. Errors: BadInput.
  Recording(std::span<const std::string> paths, Mapping& mapping);
  ~Recording();
  Recording(const Recording&) = delete;
  Recording& operator=(const Recording&) = delete;

  /// The next fact; nullptr at the end. Valid until the next call. Errors: BadInput with file,
  /// line, what was expected and what was found. A last line that was cut off is noted instead.
  [[nodiscard]] const ReadFact* next();

  [[nodiscard]] const Reading& reading() const { return reading_; }
  [[nodiscard]] const std::string& file(std::uint32_t number) const { return paths_[number]; }

 private:
  class File;

  const Mapping& mapping_;
  std::vector<std::string> paths_;
  Reading reading_;
  std::vector<std::uint64_t> counts_;  ///< facts by source
  std::vector<std::unique_ptr<File>> files_;
  File* current_ = nullptr;
};

}  // namespace assay::outside
