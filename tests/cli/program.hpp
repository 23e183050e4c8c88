// Runs the built program as a person would, in a folder of its own, by way of a shell. Not a test
// itself; what it hands back is what a script would see.
#pragma once

#include <filesystem>
#include <string>

namespace program {

/// What the program said and how it ended.
struct Said {
  int code = 0;
  std::string out;
  std::string err;
};

/// A folder that is empty at first and gone at the end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Runs `assay <arguments>` there; `before` is shell text that comes first on the line.
  [[nodiscard]] Said assay(const std::string& arguments, const std::string& before = "") const;
  /// Runs a line of shell there; $ASSAY is the program.
  [[nodiscard]] Said shell(const std::string& line) const;
  /// Writes a file there.
  void write(const std::string& name, const std::string& text) const;
  [[nodiscard]] std::string read(const std::string& name) const;
  /// The first file of failures/, below assay-out.
  [[nodiscard]] std::string first_failure() const;

 private:
  std::filesystem::path path_;
};

}  // namespace program
