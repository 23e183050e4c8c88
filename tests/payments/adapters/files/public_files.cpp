// A folder that is not there is no failure: whoever builds this elsewhere has none.
#include "public_files.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace payments::testing {
namespace {

std::filesystem::path folder() {
  const char* const named = std::getenv("ASSAY_PUBLIC_DATA");
  if (named != nullptr) return named;
  return std::filesystem::path(ASSAY_SOURCE_DIR).parent_path() / "shared/data/public";
}

}  // namespace

std::optional<std::string> public_file(const std::string& path) {
  std::ifstream file(folder() / path, std::ios::binary);
  if (!file) {
    WARN("skipped: " << path << " is not in " << folder() << " (ASSAY_PUBLIC_DATA names another)");
    return std::nullopt;
  }
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> public_files() {
  std::vector<std::string> paths;
  for (const std::string kind : {"camt", "nacha"}) {
    std::error_code absent;
    for (const auto& entry : std::filesystem::directory_iterator(folder() / kind, absent)) {
      const std::string ending = entry.path().extension().string();
      if (ending != ".xml" && ending != ".ach") continue;
      paths.push_back(kind + "/" + entry.path().filename().string());
    }
  }
  if (paths.empty()) WARN("skipped: no public files in " << folder());
  std::ranges::sort(paths);
  return paths;
}

}  // namespace payments::testing
