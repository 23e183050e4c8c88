// Agents' packages as npm has them, held against what was seen of them by hand: how many effects
// one intended payment has. Skipped with a word where npm, or its registry, is not to be had.
#include <catch2/catch.hpp>

#include <filesystem>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using program::Folder;
using program::Said;

/// A row of the table in docs/agents.md.
struct Row {
  std::string package, file;
  /// After own retry, again, same id, new session, kill.
  std::vector<int> effects;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> all{
      {"stripe", "agent", {1, 2, 2, 2, 2}},    {"square", "agent", {1, 1, 1, 1, 1}},
      {"paddle", "agent", {1, 2, 2, 2, 2}},    {"paypal", "agent", {1, 2, 2, 2, 2}},
      {"agentcash", "agent", {1, 2, 2, 2, 2}},
  };
  return all;
}

/// Installed once, in the folder of the build. Returns: whether it could be.
bool is_installed(const Folder& folder, const std::string& package) {
  const fs::path cache = fs::path{ASSAY_NPM_CACHE} / package;
  const fs::path mark = cache / "installed";
  const fs::path from = fs::path{ASSAY_SOURCE_DIR} / "examples/agents" / package;
  const std::string wanted = folder.shell("cat " + (from / "package.json").string()).out;
  if (folder.shell("cat " + mark.string()).out == wanted) return true;
  fs::create_directories(cache);
  for (const char* name : {"package.json", ".npmrc"}) {
    if (!fs::exists(from / name)) continue;
    fs::copy_file(from / name, cache / name, fs::copy_options::overwrite_existing);
  }
  const std::string install =
      "cd " + cache.string() +
      " && npm install --no-audit --no-fund --prefer-offline --fetch-retries=0 "
      "--fetch-timeout=20000 >/dev/null 2>&1 && cp package.json installed";
  return folder.shell(install).code == 0;
}

/// The package's example in the folder.
bool is_brought(const Folder& folder, const std::string& package) {
  if (folder.shell("command -v node && command -v npm").code != 0) {
    WARN("npm is not installed: skipped");
    return false;
  }
  if (!is_installed(folder, package)) {
    WARN(package + " cannot be had from npm: skipped");
    return false;
  }
  const fs::path from = fs::path{ASSAY_SOURCE_DIR} / "examples/agents";
  fs::copy_file(from / "redirect.cjs", folder.path() / "redirect.cjs",
                fs::copy_options::skip_existing);
  fs::create_directory(folder.path() / package);
  for (const auto& one : fs::directory_iterator{from / package}) {
    if (one.is_regular_file()) fs::copy_file(one, folder.path() / package / one.path().filename());
  }
  fs::create_directory_symlink(fs::path{ASSAY_NPM_CACHE} / package / "node_modules",
                               folder.path() / package / "node_modules");
  return true;
}

json checks_of(const Folder& folder, const std::string& file) {
  const Said said = folder.assay("comply " + file);
  INFO(said.out << said.err);
  REQUIRE(said.code <= 1);
  return json::parse(folder.read("assay-out/results.json"))["checks"];
}

TEST_CASE("agents' packages have the effects that were seen of them") {
  for (const Row& row : rows()) {
    const Folder folder;
    if (!is_brought(folder, row.package)) continue;
    const json checks = checks_of(folder, row.package + "/" + row.file + ".json");
    INFO(row.package << "\n" << checks.dump(1));
    CHECK(checks[0]["verdict"] == "pass");
    CHECK(checks[1]["verdict"] == "pass");
    for (std::size_t i = 0; i < row.effects.size(); ++i) {
      CHECK(checks[i + 2].value("effects", 0) == row.effects[i]);
    }
  }
}

TEST_CASE("one request id for all loses the second of two refunds") {
  const Folder folder;
  if (!is_brought(folder, "paypal")) return;
  const json checks = checks_of(folder, "paypal/agent_request_id.json");
  CHECK(checks[0]["verdict"] == "pass");
  CHECK(checks[1]["verdict"] == "fail");
}

}  // namespace
