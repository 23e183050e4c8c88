// Temporary name, sync, rename.
#include "scenarios/files/save.hpp"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scenarios/files/bad_input.hpp"

namespace assay::scenarios {

namespace {

[[noreturn]] void cannot_write(const std::string& path, const std::error_code& error) {
  throw BadInput{{.file = path,
                  .place = {},
                  .pointer = {},
                  .expected = "a place to write to",
                  .found = error.message(),
                  .nearest = {}}};
}

std::error_code last_error() { return {errno, std::generic_category()}; }

std::error_code write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return last_error();
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0 ? std::error_code{} : last_error();
}

/// Writes a new file under a name of its own. Returns its error; then nothing is left behind.
std::error_code write_new(std::string& name, std::string_view text) {
  const int descriptor = ::mkstemp(name.data());
  if (descriptor < 0) return last_error();
  ::fchmod(descriptor, 0644);
  std::error_code error = write_all(descriptor, text);
  if (::close(descriptor) != 0 && !error) error = last_error();
  if (error) ::unlink(name.c_str());
  return error;
}

}  // namespace

void save_text(const std::string& path, std::string_view text) {
  const std::filesystem::path target{path};
  std::error_code error;
  if (target.has_parent_path()) std::filesystem::create_directories(target.parent_path(), error);
  if (error) cannot_write(path, error);
  std::string temporary = path + ".XXXXXX";
  error = write_new(temporary, text);
  if (error) cannot_write(path, error);
  std::filesystem::rename(temporary, target, error);
  if (!error) return;
  ::unlink(temporary.c_str());
  cannot_write(path, error);
}

}  // namespace assay::scenarios
