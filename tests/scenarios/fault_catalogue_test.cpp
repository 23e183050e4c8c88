// The catalogue of faults: each value is whole and named like its file, and docs/faults.md tells of
// each what it says. `script/fault-table` writes that table anew.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "models/clients/client_fault.hpp"
#include "models/processor/processor_fault.hpp"
#include "scenarios/vocabulary.hpp"

namespace {

using namespace assay;
using assay::sim::FaultAbout;
namespace fs = std::filesystem;

const std::string document = ASSAY_SOURCE_DIR "/docs/faults.md";

/// The folders in which one file is one fault.
std::vector<fs::path> folders() {
  const fs::path root{ASSAY_SOURCE_DIR};
  std::vector<fs::path> all;
  for (const char* const layer : {"sim", "models"}) {
    for (const auto& entry : fs::recursive_directory_iterator{root / layer}) {
      const bool of_faults = entry.path().filename().string().ends_with("faults");
      if (of_faults && entry.is_directory()) all.push_back(entry.path());
    }
  }
  return all;
}

std::multiset<std::string> file_stems() {
  std::multiset<std::string> stems;
  for (const fs::path& folder : folders()) {
    for (const auto& file : fs::directory_iterator{folder}) {
      stems.insert(file.path().stem().string());
    }
  }
  return stems;
}

std::multiset<std::string> words() {
  std::multiset<std::string> all;
  for (const FaultAbout* const fault : scenarios::fault_catalogue()) all.emplace(fault->word);
  return all;
}

/// Operations and profiles at which a fault comes to nothing, each as code.
std::string nothing_at(const FaultAbout& fault) {
  std::vector<std::string> places;
  for (const std::string_view operation : fault.not_of) {
    places.push_back(fmt::format("`{}`", operation));
  }
  const models::ProcessorFault* const known = models::processor_faults().find(fault.word);
  for (const models::Profile& profile : models::profiles()) {
    if (known == nullptr || known->effect.excluded_by == nullptr) break;
    if (known->effect.excluded_by(profile).empty()) continue;
    places.push_back(fmt::format("profile `{}`", profile.name));
  }
  return fmt::format("{}", fmt::join(places, ", "));
}

std::string table() {
  std::string text =
      "| fault | edge | what happens | keeps | breaks | comes to nothing at |\n"
      "|---|---|---|---|---|---|\n";
  for (const FaultAbout* const fault : scenarios::fault_catalogue()) {
    text += fmt::format("| `{}` | `{}` | {} | {} | {} | {} |\n", fault->word,
                        fmt::join(fault->edges, "`, `"), fault->meaning, fault->keeps,
                        fault->breaks, nothing_at(*fault));
  }
  return text;
}

std::string written_in(const std::string& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// What stands before the table, by hand.
std::string preface(const std::string& text) { return text.substr(0, text.find("| fault |")); }

bool is_promise(std::string_view text) {
  const std::string_view rule = text.substr(0, text.find(' '));
  return rule == "E1" || rule == "E2" || rule == "E3" || rule == "E4" || rule == "R11";
}

}  // namespace

TEST_CASE("a fault is one file, named like its word, and no two have one word") {
  CHECK(folders().size() == 7);
  CHECK(words() == file_stems());
  const std::multiset<std::string> all = words();
  CHECK(std::set<std::string>(all.begin(), all.end()).size() == all.size());
}

TEST_CASE("each fault says where it strikes, what it means, and how people are told") {
  for (const FaultAbout* const fault : scenarios::fault_catalogue()) {
    INFO(fault->word);
    CHECK_FALSE(fault->edges.empty());
    CHECK_FALSE(fault->meaning.empty());
    CHECK((fault->sentence.find("{thing}") != std::string_view::npos ||
           fault->sentence.find("{action}") != std::string_view::npos));
    for (const std::string_view edge : fault->edges) {
      CHECK(std::ranges::find(scenarios::edges(), edge, &scenarios::Edge::name) !=
            scenarios::edges().end());
    }
  }
}

TEST_CASE("each fault says which promise of the environment it keeps or breaks") {
  for (const FaultAbout* const fault : scenarios::fault_catalogue()) {
    INFO(fault->word);
    CHECK((is_promise(fault->keeps) || is_promise(fault->breaks)));
    CHECK((fault->keeps.empty() || is_promise(fault->keeps)));
    CHECK((fault->breaks.empty() || is_promise(fault->breaks)));
  }
}

TEST_CASE("a pause that outlives a lease breaks E2, and one within its budget keeps it") {
  CHECK(scenarios::fault_named("pause_past_lease")->breaks == "E2");
  CHECK(scenarios::fault_named("pause")->keeps == "E2");
}

TEST_CASE("each edge has faults, and no answer where a fault comes to nothing") {
  for (const scenarios::Edge& edge : scenarios::edges()) {
    CHECK_FALSE(scenarios::faults_of(edge.name).empty());
  }
  const auto of_questions = scenarios::answers_of({"acquirer", "look_up", "error"});
  CHECK(of_questions ==
        std::vector<std::string_view>{"error_after_effect", "error_before_effect", "late_success",
                                      "out_of_service"});
  CHECK(scenarios::answers_of({"acquirer", "void", "error"}).size() == 5);
  CHECK(scenarios::answers_of({"acquirer", "*", "error"}).size() == 6);
}

TEST_CASE("docs/faults.md has the table of the catalogue") {
  CHECK(written_in(document) == preface(written_in(document)) + table());
}

TEST_CASE("the table is written anew", "[.write]") {
  const std::string text = preface(written_in(document)) + table();
  std::ofstream(document) << text;
}
