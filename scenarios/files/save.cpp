// Temporary name, sync, rename, and the folder synced as well: a name that is lost at a power cut
// is a file that is lost.
#include "scenarios/files/save.hpp"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scenarios/files/descriptor.hpp"
#include "scenarios/files/printable.hpp"

namespace assay::scenarios {

namespace {

/// Returns: 0, or the errno.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0 ? 0 : errno;
}

/// Writes a new file under a name of its own. Returns its error; then nothing is left behind.
int write_new(std::string& name, std::string_view text) {
  const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
  if (descriptor < 0) return errno;
  ::fchmod(descriptor, 0644);
  int error = write_all(descriptor, text);
  if (::close(descriptor) != 0 && error == 0) error = errno;
  if (error != 0) ::unlink(name.c_str());
  return error;
}

/// A file system that cannot sync a folder says EINVAL.
int synced(int folder) { return ::fsync(folder) == 0 || errno == EINVAL ? 0 : errno; }

int sync_folder(const std::filesystem::path& folder) {
  const Descriptor opened{
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  return opened.number() < 0 ? errno : synced(opened.number());
}

/// Writes the file that is renamed afterwards. One that was left by a program that was killed goes.
int write_part(int folder, const char* name, std::string_view text) {
  ::unlinkat(folder, name, 0);
  const int descriptor =
      ::openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (descriptor < 0) return errno;
  const int error = write_all(descriptor, text);
  return ::close(descriptor) != 0 && error == 0 ? errno : error;
}

}  // namespace

CannotWrite::CannotWrite(const std::string& path, int error)
    : std::runtime_error{fmt::format("{}: cannot be written: {}", printable(path),
                                     std::generic_category().message(error))},
      error_{error} {}

void save_text(const std::string& path, std::string_view text) {
  const std::filesystem::path target{path};
  std::error_code failed;
  if (target.has_parent_path()) std::filesystem::create_directories(target.parent_path(), failed);
  if (failed) throw CannotWrite{path, failed.value()};
  std::string temporary = path + ".XXXXXX";
  if (const int error = write_new(temporary, text)) throw CannotWrite{path, error};
  if (::rename(temporary.c_str(), path.c_str()) != 0) {
    const int error = errno;
    ::unlink(temporary.c_str());
    throw CannotWrite{path, error};
  }
  if (const int error = sync_folder(target.parent_path())) throw CannotWrite{path, error};
}

int save_below(int folder, const std::string& name, std::string_view text) {
  const std::string part{part_file};
  int error = write_part(folder, part.c_str(), text);
  if (error == 0 && ::renameat(folder, part.c_str(), folder, name.c_str()) != 0) error = errno;
  if (error == 0) return synced(folder);
  ::unlinkat(folder, part.c_str(), 0);
  return error;
}

}  // namespace assay::scenarios
