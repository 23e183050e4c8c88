// The program as a function in a process of its own, with a folder of its own: what it said, how it
// ended, what it took, and what it left behind.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace hostile {

struct Ended {
  int status = 0;  ///< as waitpid tells it
  std::string said;
  double seconds = 0;  ///< of the processor: what else the machine does is no fault of a file
  std::uint64_t peak_bytes = 0;

  [[nodiscard]] bool by_itself() const;
  [[nodiscard]] int code() const;
};

/// A folder below which everything happens; gone at the end.
class Sandbox {
 public:
  Sandbox();
  ~Sandbox();
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::string read(const std::string& name) const;
  void write(const std::string& name, const std::string& text) const;
  void remove(const std::string& name) const { std::filesystem::remove_all(path_ / name); }
  /// The names of everything that is in it, in order.
  [[nodiscard]] std::vector<std::string> names() const;

  /// Runs work there, which returns an exit code.
  [[nodiscard]] Ended run(const std::function<int()>& work) const;
  /// Runs the program there.
  [[nodiscard]] Ended assay(const std::vector<std::string>& arguments) const;

 private:
  std::filesystem::path path_;
};

/// Whether a text shows only itself, line breaks apart.
[[nodiscard]] bool is_printable(const std::string& text);

}  // namespace hostile
