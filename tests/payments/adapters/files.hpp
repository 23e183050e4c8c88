// Folders that are there for one test, and SQLite stores in them.
// Not a test.
#pragma once

#include "payments/adapters/sqlite/store.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

namespace payments::testing {

/// A new folder, removed with all that is in it.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "assay-pay-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for a test");
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] std::string operator/(const std::string& name) const {
    return (path_ / name).string();
  }

 private:
  std::filesystem::path path_;
};

/// Opens a store, which is expected to work.
inline std::unique_ptr<sqlite::SqliteStore> open_store(const std::string& file,
                                                       const std::string& vfs = {},
                                                       int busy_timeout_ms = 0) {
  auto opened = sqlite::SqliteStore::open(
      {.file = file, .readers = 2, .busy_timeout_ms = busy_timeout_ms, .vfs = vfs});
  if (!opened) throw std::runtime_error(opened.error());
  return std::move(*opened);
}

/// What a power cut would leave: the file and its log as they are now, elsewhere.
inline void copy_as_left(const std::string& from, const std::string& to) {
  using std::filesystem::copy_options;
  std::filesystem::copy_file(from, to, copy_options::overwrite_existing);
  std::filesystem::remove(to + "-shm");
  std::filesystem::remove(to + "-wal");
  if (std::filesystem::exists(from + "-wal")) {
    std::filesystem::copy_file(from + "-wal", to + "-wal", copy_options::overwrite_existing);
  }
}

}  // namespace payments::testing
