// script/setup installs what the tree includes and what CMake looks for: a header or a package
// without a Debian package that setup installs is found here, not on a fresh machine.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "tests/house/source_file.hpp"

namespace {

using namespace house;
using Names = std::map<std::string, std::string>;

const Names& package_of_header() {
  static const Names packages{
      {"boost/fiber/", "libboost-fiber1.81-dev"},
      {"boost/context/", "libboost-context1.81-dev"},
      {"boost/", "libboost-fiber1.81-dev"},
      {"catch2/", "catch2"},
      {"rapidcheck", "librapidcheck-dev"},
      {"nlohmann/", "nlohmann-json3-dev"},
      {"spdlog/", "libspdlog-dev"},
      {"CLI/", "libcli11-dev"},
      {"fmt/", "libfmt-dev"},
      {"xxhash.h", "libxxhash-dev"},
      {"benchmark/", "libbenchmark-dev"},
      {"valijson/", "libvalijson-dev"},
      {"pugixml.hpp", "libpugixml-dev"},
      {"kainjow/", "libkainjow-mustache-dev"},
      {"gperftools/", "libgoogle-perftools-dev"},
      {"openssl/", "libssl-dev"},
      {"sqlite3.h", "libsqlite3-dev"},
      {"libpq-fe.h", "libpq-dev"},
      {"sanitizer/", "g++"},
      {"sys/", "g++"},
      {"malloc.h", "g++"},
      {"unistd.h", "g++"},
      {"fcntl.h", "g++"},
      {"poll.h", "g++"},
      {"signal.h", "g++"},
      {"spawn.h", "g++"},
      {"time.h", "g++"},
      {"cxxabi.h", "g++"},
      {"xmmintrin.h", "g++"},
  };
  return packages;
}

const Names& package_of_module() {
  static const Names packages{
      {"Boost", "libboost-fiber1.81-dev"},
      {"Catch2", "catch2"},
      {"rapidcheck", "librapidcheck-dev"},
      {"nlohmann_json", "nlohmann-json3-dev"},
      {"fmt", "libfmt-dev"},
      {"spdlog", "libspdlog-dev"},
      {"CLI11", "libcli11-dev"},
      {"valijson", "libvalijson-dev"},
      {"pugixml", "libpugixml-dev"},
      {"benchmark", "libbenchmark-dev"},
      {"OpenSSL", "libssl-dev"},
      {"SQLite3", "libsqlite3-dev"},
      {"Threads", "g++"},
  };
  return packages;
}

/// The words between "packages=(" and ")" in a text.
std::set<std::string> packages_in(const std::string& setup) {
  const auto start = setup.find("packages=(") + 10;
  std::string word;
  std::set<std::string> words;
  for (std::size_t i = start; i < setup.size() && setup[i] != ')'; ++i) {
    const bool blank = setup[i] == ' ' || setup[i] == '\n';
    if (!blank) word += setup[i];
    if (blank && !word.empty()) words.insert(std::exchange(word, {}));
  }
  if (!word.empty()) words.insert(word);
  return words;
}

/// What setup lacks for a header: empty where all is well.
std::string lack_for_header(const std::string& path, const std::set<std::string>& installed) {
  const bool standard = path.find('.') == std::string::npos && path.find('/') == std::string::npos;
  if (standard || path.starts_with("assay/")) return {};  // ours, as others see it
  std::string best;
  for (const auto& [prefix, package] : package_of_header()) {
    if (path.starts_with(prefix) && prefix.size() > best.size()) best = prefix;
  }
  if (best.empty()) return "no package is known for <" + path + ">\n";
  const std::string& package = package_of_header().at(best);
  return installed.contains(package) ? "" : "setup does not install " + package + "\n";
}

std::string lack_for_module(const std::string& module, const std::set<std::string>& installed) {
  if (module == "assay") return {};
  const auto found = package_of_module().find(module);
  if (found == package_of_module().end()) return "no package is known for " + module + "\n";
  return installed.contains(found->second) ? "" : "setup does not install " + found->second + "\n";
}

std::set<std::string> modules_in(const std::string& cmake) {
  std::set<std::string> modules;
  const std::string call = "find_package(";
  for (auto at = cmake.find(call); at != std::string::npos; at = cmake.find(call, at + 1)) {
    const auto start = at + call.size();
    modules.insert(cmake.substr(start, cmake.find_first_of(" )", start) - start));
  }
  return modules;
}

std::string cmake_texts() {
  std::string text;
  namespace fs = std::filesystem;
  for (const auto& entry : fs::recursive_directory_iterator{ASSAY_SOURCE_DIR}) {
    const std::string path = fs::relative(entry.path(), ASSAY_SOURCE_DIR).generic_string();
    const bool cmake = path.ends_with(".cmake") || path.ends_with("CMakeLists.txt");
    if (cmake && !path.starts_with("build")) text += read_text(path);
  }
  return text;
}

}  // namespace

TEST_CASE("script/setup installs a package for every header of others") {
  auto installed = packages_in(read_text("script/setup"));
  REQUIRE(installed.contains("g++"));
  installed.insert("libpq-dev");  // of --full: what includes it is built where it is found
  std::string lacks;
  for (const SourceFile& file : source_tree()) {
    for (const Include& include : includes_of(file)) {
      if (!include.quoted) lacks += lack_for_header(include.path, installed);
    }
  }
  CHECK(lacks == "");
}

TEST_CASE("script/setup installs a package for everything that CMake looks for") {
  const auto installed = packages_in(read_text("script/setup"));
  const auto modules = modules_in(cmake_texts());
  REQUIRE(modules.contains("Boost"));
  std::string lacks;
  for (const std::string& module : modules) lacks += lack_for_module(module, installed);
  CHECK(lacks == "");
}

TEST_CASE("every package that script/setup installs is listed with its licence") {
  const std::string setup = read_text("script/setup");
  auto packages = packages_in(setup);
  packages.merge(packages_in(setup.substr(setup.find("full_packages=("))));
  REQUIRE(packages.contains("lld-19"));
  const std::string listed = read_text("THIRD_PARTY.md");
  std::string missing;
  for (const std::string& package : packages) {
    if (listed.find("| `" + package + "` |") == std::string::npos) missing += package + "\n";
  }
  CHECK(missing == "");
  CHECK(read_text("LICENSE").find("Apache License") != std::string::npos);
}

TEST_CASE("a header or module without a package, or a package not installed, is found") {
  const std::set<std::string> installed{"g++", "catch2"};
  CHECK(lack_for_header("zlib.h", installed) != "");
  CHECK(lack_for_header("fmt/core.h", installed) != "");
  CHECK(lack_for_header("catch2/catch.hpp", installed) == "");
  CHECK(lack_for_module("ZLIB", installed) != "");
  CHECK(packages_in("packages=(\n  a b\n  c)\n") == std::set<std::string>{"a", "b", "c"});
}
