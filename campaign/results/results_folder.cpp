// Everything is done relative to the open folder, and no link below it is followed.
#include "campaign/results/results_folder.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <optional>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scenarios/files/checksum.hpp"
#include "scenarios/files/descriptor.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/files/save.hpp"
#include "sim/check.hpp"

namespace assay::campaign {

namespace {

namespace fs = std::filesystem;
using scenarios::BadInput;
using scenarios::CannotWrite;

constexpr scenarios::TextLimits manifest_limits{.bytes = std::size_t{1} << 24,
                                                .events = 200'000};
constexpr std::size_t id_length_max = 200;

bool is_id(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  return !text.empty() && text.size() <= id_length_max && std::ranges::all_of(text, fits);
}

bool is_id_between(std::string_view name, std::string_view before, std::string_view after) {
  if (!name.starts_with(before) || !name.ends_with(after)) return false;
  if (name.size() < before.size() + after.size()) return false;
  return is_id(name.substr(before.size(), name.size() - before.size() - after.size()));
}

bool is_want_of_room(int error) {
  return error == ENOSPC || error == EDQUOT || error == EFBIG || error == EIO;
}

bool is_wrong_place(int error) {
  return error == ENOTDIR || error == EEXIST || error == ENAMETOOLONG || error == ELOOP;
}

/// A folder below the open one, itself no link; the open one where there is no name.
int open_below(int folder, const std::string& name) {
  if (name.empty()) return ::fcntl(folder, F_DUPFD_CLOEXEC, 0);
  return ::openat(folder, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

struct Split {
  std::string folder;  ///< empty for the folder itself
  std::string file;
};

Split split(const std::string& name) {
  const auto slash = name.find('/');
  if (slash == std::string::npos) return {"", name};
  return {name.substr(0, slash), name.substr(slash + 1)};
}

/// Something in the folder that is neither the manifest nor what the next writer makes anew.
std::optional<std::string> stranger_in(const std::string& path) {
  std::error_code failed;
  std::optional<std::string> found;
  for (const auto& entry : fs::directory_iterator{path, failed}) {
    const std::string name = entry.path().filename().string();
    if (name == manifest_file) return {};
    if (name != lock_file && name != scenarios::part_file) found = name;
  }
  return found;
}

}  // namespace

bool is_result_name(std::string_view name) {
  using namespace std::string_view_literals;
  constexpr std::array fixed{"results.json"sv, "junit.xml"sv, "report.html"sv,
                             "checkpoint.json"sv};
  return std::ranges::find(fixed, name) != fixed.end() ||
         is_id_between(name, "failures/", ".json") || is_id_between(name, "playbooks/", ".md") ||
         is_id_between(name, "reports/", ".txt") || is_id_between(name, "reports/", ".json") ||
         is_id_between(name, "reports/", ".md") || is_id_between(name, "reports/", ".sarif") ||
         is_id_between(name, "reports/", ".csv") || is_id_between(name, "reports/", ".html");
}

ResultsFolder::ResultsFolder(std::string path) : path_{std::move(path)} {
  try {
    take();
  } catch (const CannotWrite& error) {
    if (!is_want_of_room(error.error())) throw;
    trouble_ = error.error();
  }
}

ResultsFolder::~ResultsFolder() {
  if (lock_ >= 0) ::close(lock_);
  if (folder_ >= 0) ::close(folder_);
}

void ResultsFolder::take() {
  std::error_code failed;
  fs::create_directories(path_, failed);
  folder_ = ::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder_ < 0) {
    const int error = failed ? failed.value() : errno;
    if (is_wrong_place(error)) {
      scenarios::refuse_input(path_, "a folder for results",
                              std::generic_category().message(error));
    }
    throw CannotWrite{path_, error};
  }
  if (const auto stranger = stranger_in(path_)) {
    scenarios::refuse_input(
        path_, "a folder that is empty or that assay has written to",
        fmt::format("other files, such as \"{}\"; nothing was changed there", *stranger));
  }
  lock();
  read_manifest();
}

/// A lock of this process: its workers have no part in it, and it ends with the process.
void ResultsFolder::lock() {
  lock_ = ::openat(folder_, lock_file, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (lock_ < 0) throw CannotWrite{fmt::format("{}/{}", path_, lock_file), errno};
  struct flock whole {};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  if (::fcntl(lock_, F_SETLK, &whole) == 0) return;
  if (errno != EAGAIN && errno != EACCES) return;  // a file system without locks
  std::string found = "one that another program writes to";
  if (::fcntl(lock_, F_GETLK, &whole) == 0 && whole.l_type != F_UNLCK) {
    found = fmt::format("one that process {} writes to", whole.l_pid);
  }
  scenarios::refuse_input(path_, "a folder of its own for each campaign", std::move(found));
}

void ResultsFolder::read_manifest() {
  const std::string path = fmt::format("{}/{}", path_, manifest_file);
  if (::faccessat(folder_, manifest_file, F_OK, AT_SYMLINK_NOFOLLOW) != 0) return;
  const auto document = scenarios::Document::read(path, manifest_limits);
  const nlohmann::json& value = document.value();
  scenarios::must_be_whole(document);
  const auto schema = value.find("schema");
  if (schema == value.end() || *schema != manifest_schema) {
    document.refuse("/schema", fmt::format("\"{}\"", manifest_schema), "something else");
  }
  const auto files = value.find("files");
  if (files == value.end() || !files->is_array()) document.refuse("", "a list of files", "none");
  for (std::size_t i = 0; i < files->size(); ++i) {
    const nlohmann::json& name = (*files)[i];
    if (!name.is_string() || !is_result_name(name.get_ref<const std::string&>())) {
      document.refuse(scenarios::step("/files", i), "a name that assay gives", "another");
    }
    names_.insert(name.get<std::string>());
  }
}

int ResultsFolder::write_manifest() {
  const nlohmann::json value = {{"schema", manifest_schema}, {"files", names_}};
  return scenarios::save_below(folder_, manifest_file,
                               scenarios::json_text(scenarios::sealed(value), 2) + "\n");
}

int ResultsFolder::put(const NamedText& file) {
  const Split at = split(file.name);
  if (!at.folder.empty() && ::mkdirat(folder_, at.folder.c_str(), 0755) != 0 && errno != EEXIST) {
    return errno;
  }
  const scenarios::Descriptor inner{open_below(folder_, at.folder)};
  if (inner.number() < 0) return errno;
  return scenarios::save_below(inner.number(), at.file, file.text);
}

void ResultsFolder::write(std::span<const NamedText> files) {
  if (trouble_ != 0) throw CannotWrite{path_, trouble_};
  const std::size_t before = names_.size();
  for (const NamedText& file : files) {
    SIM_CHECK(is_result_name(file.name), "results are written under names that assay gives");
    names_.insert(file.name);
  }
  int first = names_.size() > before ? write_manifest() : 0;
  if (first != 0) throw CannotWrite{fmt::format("{}/{}", path_, manifest_file), first};
  std::string failed;
  for (const NamedText& file : files) {
    const int error = put(file);
    if (error == 0 || first != 0) continue;
    first = error;
    failed = fmt::format("{}/{}", path_, file.name);
  }
  if (first != 0) throw CannotWrite{failed, first};
}

void ResultsFolder::clear() {
  if (trouble_ != 0) return;
  for (const std::string& name : names_) {
    const Split at = split(name);
    const scenarios::Descriptor inner{open_below(folder_, at.folder)};
    if (inner.number() >= 0) ::unlinkat(inner.number(), at.file.c_str(), 0);
  }
  for (const char* inner : {"failures", "playbooks", "reports"}) {
    ::unlinkat(folder_, inner, AT_REMOVEDIR);  // where something else is left in it, it stays
  }
  names_.clear();
  const int error = write_manifest();
  if (is_want_of_room(error)) {
    trouble_ = error;
  } else if (error != 0) {
    throw CannotWrite{fmt::format("{}/{}", path_, manifest_file), error};
  }
}

}  // namespace assay::campaign
