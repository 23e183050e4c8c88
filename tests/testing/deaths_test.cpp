// The ways in which a system takes its process along, in each form in which it is run: none of them
// ends as if all were well, none is without its seed or plan, and nothing is left over.
#include <catch2/catch.hpp>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include <unistd.h>

#include "campaign/jobs/run_campaign.hpp"
#include "campaign/pool/fresh_process.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/files/scenario_file.hpp"
#include "testing/corpus.hpp"
#include "tests/testing/failing/dying_system.hpp"
#include "tests/testing/own_folder.hpp"

using namespace assay;
using namespace std::chrono_literals;
using properties::Verdict;

namespace {

namespace fs = std::filesystem;

struct Heard {
  int code;
  std::string text;
};

/// A ward of its own for each way: a corpus, and a mark by which what is left over is found.
class Ward {
 public:
  explicit Ward(const std::string& way)
      : way_{way}, mark_{way + "-" + std::to_string(::getpid())} {}

  [[nodiscard]] Heard run(const std::string& line) const {
    const auto finished =
        campaign::run_process({.program = "/bin/sh",
                               .arguments = {"-c", line + " 2>&1"},
                               .environment = {{"ASSAY_CORPUS", folder_.path().string()},
                                               {"ASSAY_TEST_WAY", way_},
                                               {"ASSAY_TEST_MARK", mark_},
                                               {"ASSAY_SEEDS", "10"},
                                               {"ASSAY_HANG_AFTER", "250ms"}}});
    REQUIRE(finished);
    return {finished->code, finished->output};
  }
  [[nodiscard]] std::string file(const std::string& name) const {
    return (folder_.path() / name).string();
  }
  /// Whether a process that carries the mark is still there after a moment.
  [[nodiscard]] bool left_over() const {
    for (int tries = 0; tries < 50; ++tries) {
      if (!any_marked()) return false;
      std::this_thread::sleep_for(20ms);
    }
    return true;
  }

 private:
  [[nodiscard]] bool any_marked() const {
    for (const auto& entry : fs::directory_iterator{"/proc"}) {
      std::ifstream file{entry.path() / "environ", std::ios::binary};
      const std::string text{std::istreambuf_iterator<char>{file}, {}};
      if (text.find("ASSAY_TEST_MARK=" + mark_) != std::string::npos) return true;
    }
    return false;
  }

  tests::OwnFolder folder_;
  std::string way_;
  std::string mark_;
};

const std::string dying_program = testing::shell_word(ASSAY_DYING_PROGRAM);

/// What comes after "reproduce: " on the line that says so to a shell; Catch2's own reports break
/// it. Empty where there is none.
std::string last_reproducing_line(const std::string& said) {
  std::string start = ": reproduce: ";
  auto begin = said.rfind(start);
  if (begin == std::string::npos) begin = said.rfind(start = "\nreproduce: ");
  if (begin == std::string::npos) return {};
  return said.substr(begin + start.size(), said.find('\n', begin) - begin - start.size());
}

void check_seen(const Heard& said, const dying::Way& way, int code_if_unknown) {
  INFO(said.text);
  CHECK(said.code == (way.is_known ? 1 : code_if_unknown));
  CHECK_THAT(said.text, Catch::Contains(way.words));
  CHECK(last_reproducing_line(said.text).empty() != way.is_known);
}

}  // namespace

TEST_CASE("whatever way a system goes, a campaign goes on and names its seed") {
  for (const dying::Way& way : dying::all_variants()) {
    INFO(way.name);
    const scenarios::Scenario scenario = scenarios::library_scenario("crash_after_processor");
    const campaign::CampaignJob job{.sweep = {.scenario = scenario,
                                              .system = dying::system_that(way.name),
                                              .defect = "",
                                              .jury = runs::Jury{scenario},
                                              .count = 12},
                                    .scenario_path = ""};
    campaign::Settings settings{runs::simulated_world};
    settings.workers = 2;
    settings.hang_after = 400ms;
    settings.in_worker = [] { ::signal(SIGABRT, SIG_DFL), ::signal(SIGSEGV, SIG_DFL); };
    const campaign::Results results = campaign::run_campaign({&job, 1}, "0", settings);
    const campaign::ScenarioResult& result = results.scenarios.front();
    REQUIRE_FALSE(result.lost.empty());
    CHECK_THAT(result.lost.front().how, Catch::Contains(way.words));
    CHECK(results.verdict == (way.is_known ? Verdict::violated : Verdict::unknown));
    CHECK(results.findings.empty() != way.is_known);
    if (way.is_known) {
      CHECK(results.findings.front().finding.seed == result.lost.front().seed);
    }
  }
}

TEST_CASE("whatever way a system goes, an exploration is red and its line shows it again") {
  for (const dying::Way& way : dying::all_variants()) {
    INFO(way.name);
    const Ward desk{way.name};
    const Heard said = desk.run(dying_program + " explored");
    check_seen(said, way, 1);
    CHECK_FALSE(desk.left_over());
    if (!way.is_known) continue;
    const std::string line = last_reproducing_line(said.text);
    CHECK_THAT(line, Catch::StartsWith("ASSAY_SEED="));
    check_seen(desk.run(line), way, 1);
  }
}

TEST_CASE("whatever way a system goes, a property is red and shrinks to what it takes") {
  for (const dying::Way& way : dying::all_variants()) {
    INFO(way.name);
    const Ward desk{way.name};
    const Heard said = desk.run(dying_program + " 'at random'");
    check_seen(said, way, 1);
    CHECK_FALSE(desk.left_over());
    if (!way.is_known) continue;
    CHECK_THAT(said.text, Catch::Contains("run_comes_back is violated") &&
                              Catch::Contains(": crash"));
    check_seen(desk.run(last_reproducing_line(said.text)), way, 1);
  }
}

TEST_CASE("whatever way a system goes, a scenario file of CTest ends with what that means") {
  for (const dying::Way& way : dying::all_variants()) {
    INFO(way.name);
    const Ward desk{way.name};
    const std::string file = desk.file("crash_after_processor.json");
    std::ofstream{file} << to_json_text(scenarios::library_scenario("crash_after_processor"));
    const Heard said = desk.run(testing::shell_word(ASSAY_DYING_SCENARIOS) + " " + file + " 10");
    check_seen(said, way, 2);
    CHECK_FALSE(desk.left_over());
  }
}

TEST_CASE("in the test's own process, for debuggers, a last word names the seed") {
  for (const char* const way : {"exit_0", "abort", "segmentation_fault", "quick_exit"}) {
    INFO(way);
    const Ward desk{way};
    const Heard said = desk.run("ASSAY_IN_PROCESS=1 " + dying_program + " explored");
    INFO(said.text);
    CHECK(said.code != 0);
    CHECK_THAT(said.text, Catch::Contains("the process ends in seed"));
  }
}

TEST_CASE("an assertion that fails in a worker fails the test, at its own line, once") {
  for (const char* const test : {"asserting", "asserting at once"}) {
    const Ward desk{"none"};
    const Heard said = desk.run(dying_program + " '" + test + "'");
    INFO(said.text);
    CHECK(said.code != 0);
    CHECK_THAT(said.text, Catch::Contains("dying.cpp:") && Catch::Contains("FAILED") &&
                              Catch::Contains("life() == 1"));
  }
}
