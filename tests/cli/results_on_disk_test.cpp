// What becomes of --out: other people's files, two campaigns, a full disk, names of any bytes. What
// was found is told whatever happens there.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "scenarios/files/library.hpp"
#include "scenarios/files/scenario_file.hpp"
#include "scenarios/files/shell_words.hpp"
#include "tests/cli/program.hpp"

using nlohmann::json;
using program::Folder;

namespace {

constexpr const char* finds = "run lost_response --defect timeout_taken_for_failure --seeds 20";

bool there(const Folder& folder, const std::string& name) {
  return std::filesystem::exists(folder.path() / name);
}

std::size_t files_in(const Folder& folder, const std::string& name) {
  const std::filesystem::directory_iterator all{folder.path() / name};
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

/// The command that a screen ends with.
std::string reproduce_line(const std::string& screen) {
  const std::string mark = "reproduce:  ";
  const auto at = screen.find(mark);
  REQUIRE(at != std::string::npos);
  return screen.substr(at + mark.size(), screen.find('\n', at) - at - mark.size());
}

}  // namespace

TEST_CASE("a campaign leaves nothing of the one before it in its folder") {
  const Folder folder;
  REQUIRE(folder.assay(finds).code == 1);
  REQUIRE(files_in(folder, "assay-out/failures") > 0);
  CHECK(folder.assay("run happy_path --smoke --seeds 5").code == 0);
  CHECK_FALSE(there(folder, "assay-out/failures"));
  CHECK(files_in(folder, "assay-out/playbooks") == 1);
}

TEST_CASE("a folder with other people's files is refused, and stays as it is") {
  const Folder folder;
  folder.write("thesis.txt", "years of work");
  const auto said = folder.assay("run happy_path --smoke --seeds 5 --out .");
  CHECK(said.code == 65);
  CHECK_THAT(said.err, Catch::Contains("other files"));
  CHECK(folder.read("thesis.txt") == "years of work");
  CHECK(files_in(folder, ".") == 2);  // that one, and what the test keeps of stderr
}

TEST_CASE("what somebody adds to the folder of results is neither replaced nor removed") {
  const Folder folder;
  REQUIRE(folder.assay(finds).code == 1);
  folder.write("assay-out/notes.txt", "mine");
  folder.write("assay-out/failures/mine.txt", "mine");
  CHECK(folder.assay("run happy_path --smoke --seeds 5").code == 0);
  CHECK(folder.read("assay-out/notes.txt") == "mine");
  CHECK(folder.read("assay-out/failures/mine.txt") == "mine");
}

TEST_CASE("no link in the folder leads a file out of it") {
  const Folder folder;
  REQUIRE(folder.assay(finds).code == 1);
  std::filesystem::create_directory(folder.path() / "elsewhere");
  std::filesystem::remove_all(folder.path() / "assay-out/failures");
  std::filesystem::create_directory_symlink(folder.path() / "elsewhere",
                                            folder.path() / "assay-out/failures");
  CHECK(folder.assay(finds).code == 1);
  CHECK(files_in(folder, "elsewhere") == 0);
}

TEST_CASE("a manifest that names anything else is refused, and nothing is removed") {
  const Folder folder;
  REQUIRE(folder.assay("run happy_path --smoke --seeds 5").code == 0);
  folder.write("precious", "x");
  json manifest = json::parse(folder.read("assay-out/manifest.json"));
  manifest["files"].push_back("../precious");
  folder.write("assay-out/manifest.json", manifest.dump());
  CHECK(folder.assay("run happy_path --smoke --seeds 5").code == 65);
  CHECK(folder.read("precious") == "x");
  CHECK(there(folder, "assay-out/results.json"));
}

TEST_CASE("a folder belongs to one campaign at a time") {
  const Folder folder;
  const auto said = folder.shell(
      "\"$ASSAY\" run lost_response --seeds 100000000 --jobs 1 & pid=$!; "
      "until [ -e assay-out/checkpoint.json ]; do sleep 0.1; done; "
      "\"$ASSAY\" run happy_path --smoke --seeds 5; echo code $?; kill -INT $pid; wait $pid");
  CHECK_THAT(said.out, Catch::Contains("code 65"));
  CHECK_THAT(said.err, Catch::Contains("of its own for each campaign"));
  CHECK(json::parse(folder.read("assay-out/results.json"))["scenarios"][0]["name"] ==
        "lost_response");
}

TEST_CASE("without a name for the folder nothing is run") {
  const Folder folder;
  CHECK(folder.assay("run happy_path --smoke --seeds 5 --out ''").code == 64);
  CHECK(folder.assay("shrink x.json --out ''").code == 64);
}

TEST_CASE("a finding is told with exit 1 where no file can be written") {
  const Folder folder;
  const auto said =
      folder.shell(std::string{"exec 2>/dev/null; ulimit -f 0; \"$ASSAY\" "} + finds);
  CHECK(said.code == 1);
  CHECK_THAT(said.out, Catch::Contains("What has to go wrong"));
  CHECK(folder
            .shell("exec 2>/dev/null; ulimit -f 0; "
                   "\"$ASSAY\" run happy_path --smoke --seeds 5 --out n")
            .code == 74);
}

TEST_CASE("what could not be put on stdout is told by the exit code, after what was found") {
  const Folder folder;
  CHECK(folder.assay("list --json > /dev/full").code == 74);
  CHECK(folder.assay("run happy_path --smoke --seeds 5 --json > /dev/full").code == 74);
  CHECK(folder.assay(std::string{finds} + " > /dev/full").code == 1);
  CHECK(there(folder, "assay-out/results.json"));
}

TEST_CASE("descriptors that were closed at the start change no verdict") {
  const Folder folder;
  CHECK(folder.assay("run happy_path --smoke --seeds 20 <&- >&- 2>&-").code == 74);
  CHECK(folder.assay(std::string{finds} + " <&- >&- 2>&-").code == 1);
  CHECK(json::parse(folder.read("assay-out/results.json"))["verdict"] == "violated");
  CHECK(folder.assay("run happy_path --smoke --seeds 20 <&- 2>&-").code == 0);
}

TEST_CASE("every printed command works when it is pasted, whatever bytes the folder is made of") {
  for (const std::string name :
       {"two words", "it's", "$(touch owned)", "a\nb", "\xff\xfe", "-x", "\"q\"", "*"}) {
    const Folder folder;
    const auto out = assay::scenarios::shell_word(name);
    const auto said = folder.assay(std::string{finds} + " --out=" + out);
    INFO(said.out << said.err);
    CHECK(said.code == 1);
    CHECK(folder.shell(reproduce_line(said.out)).code == 1);
    CHECK_FALSE(there(folder, "owned"));
  }
}

TEST_CASE("a long path is a path like any other") {
  const Folder folder;
  std::string deep = "d";
  for (int i = 0; i < 8; ++i) deep += "/" + std::string(50, 'd');
  const auto said = folder.assay(std::string{finds} + " --out " + deep);
  CHECK(said.code == 1);
  CHECK(folder.shell(reproduce_line(said.out)).code == 1);
}

TEST_CASE("the file of a scenario may have any name, and its failures replay as printed") {
  for (const std::string name : {"my shop.json", "it's.json", "\xff.json", "a\nb.json"}) {
    const Folder folder;
    folder.write(name, to_json_text(assay::scenarios::library_scenario("lost_response")));
    const auto word = assay::scenarios::shell_word("./" + name);
    const auto said = folder.assay("run --defect timeout_taken_for_failure --seeds 20 " + word);
    INFO(said.out << said.err);
    CHECK(said.code == 1);
    CHECK(folder.shell(reproduce_line(said.out)).code == 1);
    const auto again =
        folder.assay("run --defect timeout_taken_for_failure --seeds 20 --resume " + word);
    CHECK(again.code == 1);
  }
}

TEST_CASE("where few files may be open fewer workers do the same work") {
  const Folder folder;
  const std::string asked = "run happy_path --smoke --seeds 50 --json --out ";
  const auto usual = folder.assay(asked + "usual --jobs 2");
  const auto narrow =
      folder.shell("ulimit -n 20; \"$ASSAY\" " + asked + "narrow --jobs 32");
  CHECK(usual.code == 0);
  CHECK(narrow.code == 0);
  CHECK(json::parse(narrow.out)["scenarios"][0]["digest"] ==
        json::parse(usual.out)["scenarios"][0]["digest"]);
}
