// The folder that a campaign writes to, and the only way into it. One program at a time holds it; a
// manifest says what assay has put there, and nothing else is ever replaced or removed. Nothing is
// written outside of it, whatever links stand in it.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>

namespace assay::campaign {

inline constexpr std::string_view manifest_schema = "assay.manifest/1";
inline constexpr const char* manifest_file = "manifest.json";
inline constexpr const char* lock_file = ".lock";

/// A file below the folder: "results.json", "failures/<id>.json".
struct NamedText {
  std::string name;
  std::string text;
};

/// Whether a name below the folder is one that assay gives: no other is read from a manifest.
[[nodiscard]] bool is_result_name(std::string_view name);

class ResultsFolder {
 public:
  /// Takes the folder, making it where it is missing. A disk without room is told of only when
  /// something is written, so that what a campaign finds does not depend on it.
  /// Errors: BadInput where it is no folder, has files of somebody else, or is held by another
  /// program; CannotWrite. Then nothing has been changed.
  explicit ResultsFolder(std::string path);
  /// Lets it go.
  ~ResultsFolder();
  ResultsFolder(const ResultsFolder&) = delete;
  ResultsFolder& operator=(const ResultsFolder&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }

  /// Removes what assay has put there earlier.
  void clear();
  /// Writes files, each whole or not at all; the manifest names them before they are there.
  /// Contract: names are result names. Errors: CannotWrite, after all that can be written is.
  void write(std::span<const NamedText> files);
  void write(const NamedText& file) { write({&file, 1}); }

 private:
  void take();
  void lock();
  void read_manifest();
  int write_manifest();
  int put(const NamedText& file);

  std::string path_;
  int folder_ = -1;
  int lock_ = -1;
  int trouble_ = 0;  ///< errno of a folder that could not be made for want of room
  std::set<std::string> names_;
};

}  // namespace assay::campaign
