// Opened without waiting, looked at, and only then read.
#include "scenarios/files/read_file.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/descriptor.hpp"

namespace assay::scenarios {

namespace {

[[noreturn]] void cannot_read(const std::string& path, int error) {
  refuse_input(path, "a readable file",
               error == ENOENT ? "no such file" : std::generic_category().message(error));
}

std::string kind_of(mode_t mode) {
  if (S_ISDIR(mode)) return "a folder";
  if (S_ISFIFO(mode)) return "a pipe";
  return S_ISSOCK(mode) ? "a socket" : "a device";
}

}  // namespace

std::string read_file(const std::string& path, std::size_t size_max) {
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)};
  struct stat facts {};
  if (file.number() < 0 || ::fstat(file.number(), &facts) != 0) cannot_read(path, errno);
  if (!S_ISREG(facts.st_mode)) refuse_input(path, "a regular file", kind_of(facts.st_mode));
  std::string text;
  std::string part(std::size_t{1} << 16, '\0');
  while (text.size() <= size_max) {
    const ssize_t got = ::read(file.number(), part.data(), part.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) cannot_read(path, errno);
    if (got == 0) return text;
    text.append(part, 0, static_cast<std::size_t>(got));
  }
  refuse_input(path, fmt::format("at most {} bytes", size_max), "more");
}

}  // namespace assay::scenarios
