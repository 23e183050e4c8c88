// A file of lines, read a piece at a time: it may be larger than memory. A regular file of lines
// that end, or nothing.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace assay::outside {

class LineFile {
 public:
  /// Errors: BadInput where it cannot be opened or is no regular file.
  explicit LineFile(std::string path);

  /// The next line, without its end; `ended` is false where the file stops in the middle of it.
  /// Returns: false at the end. Valid until the next call. Errors: BadInput where a line is longer
  /// than 1 MiB, or the file cannot be read.
  [[nodiscard]] bool next(std::string_view& line, bool& ended);

  [[nodiscard]] const std::string& path() const { return path_; }
  /// The number of the last line, from 1.
  [[nodiscard]] std::uint64_t line() const { return line_; }

 private:
  bool fill();

  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  std::string path_;
  std::unique_ptr<std::FILE, Close> file_;
  std::string buffer_;
  std::size_t at_ = 0, end_ = 0;
  std::uint64_t line_ = 0;
};

}  // namespace assay::outside
