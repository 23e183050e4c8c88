// Where the case files are, and one way to run them.
#include "tests/cases/case_file.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

namespace cases {

namespace {

std::filesystem::path file(const std::string& name) {
  return std::filesystem::path{ASSAY_SOURCE_DIR} / "../shared/data/cases" / name;
}

}  // namespace

bool present(const std::string& name) {
  if (std::filesystem::exists(file(name))) return true;
  WARN("skipped: there is no ../shared/data/cases/" + name);
  return false;
}

std::string path(const std::string& name) { return "'" + file(name).string() + "'"; }

program::Said assay(const std::string& verb, const std::string& name, const std::string& options) {
  const program::Folder folder;
  return folder.assay(verb + " " + path(name) + " " + options);
}

}  // namespace cases
