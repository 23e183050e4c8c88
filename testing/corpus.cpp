// Files, names and shell words.
#include "testing/corpus.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "scenarios/files/save.hpp"
#include "scenarios/files/scenario_file.hpp"
#include "scenarios/files/shell_words.hpp"

namespace assay::testing {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view scenario_ending = ".scenario.json";
constexpr std::size_t name_max = 80;

std::string environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

bool plain(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
}

/// The name of a test as the name of a folder: lower case, digits and "_".
std::string folder_name(const std::string& name) {
  std::string folder;
  for (char letter : name) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    if (plain(letter)) {
      folder += letter;
    } else if (!folder.empty() && folder.back() != '_') {
      folder += '_';
    }
  }
  if (folder.size() > name_max) folder.resize(name_max);
  while (folder.ends_with('_')) folder.pop_back();
  return folder.empty() ? "test" : folder;
}

std::string scenario_beside(const std::string& path) {
  return path.substr(0, path.rfind(".json")) + std::string{scenario_ending};
}

Kept load(const std::string& path) {
  Kept kept{path, scenarios::load_failure(path), {}};
  const std::string scenario = scenario_beside(path);
  if (fs::exists(scenario)) kept.workload = scenarios::load_scenario(scenario).workload;
  return kept;
}

std::vector<std::string> failures_in(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator{folder, none}) {
    const std::string path = entry.path().string();
    if (path.ends_with(".json") && !path.ends_with(scenario_ending)) paths.push_back(path);
  }
  std::ranges::sort(paths);
  return paths;
}

std::string line(const std::string& path, const std::string& program,
                 const std::string& arguments) {
  return "ASSAY_REPLAY=" + scenarios::shell_command({path, program}) + " " + arguments;
}

}  // namespace

Corpus::Corpus(TestPlace place) : place_{std::move(place)} {
  const std::string wished = environment("ASSAY_CORPUS");
  const fs::path root =
      wished.empty() ? fs::path{place_.file}.parent_path() / "corpus" : fs::path{wished};
  folder_ = (root / folder_name(place_.name)).string();
}

std::vector<Kept> Corpus::kept(const std::string& scenario, std::string_view system) const {
  std::vector<std::string> paths = failures_in(folder_);
  if (const std::string first = environment("ASSAY_REPLAY"); !first.empty()) {
    std::erase(paths, first);
    paths.insert(paths.begin(), first);
  }
  std::vector<Kept> all;
  for (const std::string& path : paths) {
    Kept one = load(path);
    if (one.failure.scenario == scenario && one.failure.system == system) {
      all.push_back(std::move(one));
    }
  }
  return all;
}

Kept Corpus::keep(scenarios::FailureFile failure, const scenarios::Scenario* trial) const {
  const std::string path = folder_ + "/" + failure.id + ".json";
  failure.replay = line(fs::path{folder_}.filename().string() + "/" + failure.id + ".json",
                        fs::path{place_.program}.filename().string(), place_.arguments);
  if (trial != nullptr)
    scenarios::save_text(scenario_beside(path), scenarios::to_json_text(*trial));
  scenarios::save_failure(path, failure);
  Kept kept{path, std::move(failure), {}};
  if (trial != nullptr) kept.workload = trial->workload;
  return kept;
}

std::string Corpus::replay_line(const std::string& path) const {
  return line(path, place_.program, place_.arguments);
}

std::string Corpus::seed_line(std::uint64_t seed) const {
  return "ASSAY_SEED=" + std::to_string(seed) + " " + shell_word(place_.program) + " " +
         place_.arguments;
}

std::string this_program() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  return error ? "this-test-program" : program.string();
}

std::string catch_name(const std::string& name) {
  std::string escaped;
  for (const char letter : name) {
    if (std::string_view{"\\,[]\"*~"}.find(letter) != std::string_view::npos) escaped += '\\';
    escaped += letter;
  }
  return escaped;
}

}  // namespace assay::testing
