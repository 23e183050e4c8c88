// The only voice of the program: results on stdout, progress, logs and complaints on stderr. Colour
// and progress only where a person looks.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "campaign/pool/settings.hpp"
#include "cli/options.hpp"
#include "reports/screens/ink.hpp"

namespace assay::cli {

class Terminal {
 public:
  explicit Terminal(const Options& options);

  /// For text on stdout.
  [[nodiscard]] const reports::Ink& ink() const { return ink_; }

  /// Puts text on stdout: printable, whatever is in it.
  void print(std::string_view text);
  /// Whether some of it could not be put there.
  [[nodiscard]] bool failed() const { return failed_; }
  /// A line of the log, shown with -v.
  void log(std::string_view line);
  /// Shows how far things are, on a line that is written over; at most ten times a second.
  void show(const campaign::Progress& progress);
  /// Wipes that line.
  void clear();

 private:
  reports::Ink ink_;
  bool shows_progress_;
  bool shown_ = false;
  bool failed_ = false;
  campaign::Clock::time_point last_;
};

/// How wide whatever is behind stdout is; 0 where nobody knows.
[[nodiscard]] std::size_t stdout_columns();

/// A complaint on stderr: "assay: ...".
void complain(std::string_view text);

}  // namespace assay::cli
