// Writes a file whole or not at all: under a temporary name beside it, synced, then renamed.
// Serves "earlier output stays as it was": a reader never meets half a file.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace assay::scenarios {

/// A file could not be written: no room, no permission, no such place. What stood there before is
/// as it was. Not bad input: nothing is wrong with what the program was given to read.
class CannotWrite : public std::runtime_error {
 public:
  /// `error` is an errno.
  CannotWrite(const std::string& path, int error);

  [[nodiscard]] int error() const { return error_; }

 private:
  int error_;
};

/// Puts `text` into the file at `path`, making its folder where that is missing.
/// Errors: CannotWrite; a file that stood there stays as it was.
void save_text(const std::string& path, std::string_view text);

/// The name under which `save_below` writes before it renames.
inline constexpr std::string_view part_file = ".part";

/// The same in a folder that is open and that nobody else writes to. Nothing is followed out of it.
/// Returns: 0, or the errno.
[[nodiscard]] int save_below(int folder, const std::string& name, std::string_view text);

}  // namespace assay::scenarios
