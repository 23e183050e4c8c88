// A file in memory, and the exit code.
#include "cli/replays.hpp"

#include <cerrno>
#include <system_error>

#include <fmt/core.h>
#include <sys/mman.h>
#include <unistd.h>

#include "campaign/fresh_process.hpp"
#include "cli/exit_codes.hpp"

namespace assay::cli {

namespace {

/// A file that only this process and those that it starts can see.
class FileInMemory {
 public:
  explicit FileInMemory(std::string_view text) : number_{::memfd_create("failure", 0)} {
    if (number_ < 0) cannot();
    while (!text.empty()) {
      const ssize_t written = ::write(number_, text.data(), text.size());
      if (written < 0) cannot();
      text.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  ~FileInMemory() { ::close(number_); }
  FileInMemory(const FileInMemory&) = delete;
  FileInMemory& operator=(const FileInMemory&) = delete;

  /// Its path in a process that inherits it.
  [[nodiscard]] std::string path() const { return fmt::format("/proc/self/fd/{}", number_); }

 private:
  [[noreturn]] static void cannot() {
    throw std::system_error{errno, std::generic_category(), "a file in memory"};
  }

  int number_;
};

}  // namespace

bool replays(const scenarios::FailureFile& file) {
  const FileInMemory memory{to_json_text(file)};
  const auto finished = campaign::run_process({.program = campaign::own_program(),
                                               .arguments = {"replay", memory.path(), "--json"},
                                               .quiet = true});
  return finished && finished->code == exits::violated;
}

}  // namespace assay::cli
