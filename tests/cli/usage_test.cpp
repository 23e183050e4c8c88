// Wrong usage and bad input: the code, the nearest name, and nothing half done.
#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

using nlohmann::json;
using program::Folder;

namespace {

/// A command line that is refused, its code, and what the complaint contains.
struct Refused {
  const char* arguments;
  int code;
  const char* complaint;
};

std::string without_escapes(const std::string& line) {
  std::string bare;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\x1b')
      i = line.find('m', i);
    else
      bare += line[i];
  }
  return bare;
}

/// Columns of a line without escapes: every byte that begins a character.
std::size_t columns(const std::string& line) {
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  return static_cast<std::size_t>(std::ranges::count_if(line, begins));
}

/// Whether a line holds a command and nothing else, or a single word: those stay whole.
bool is_whole(const std::string& line) {
  const std::string text = line.substr(std::min(line.find_first_not_of(' '), line.size()));
  return text.starts_with(ASSAY_PROGRAM) || text.find(' ') == std::string::npos;
}

}  // namespace

TEST_CASE("wrong usage is refused with 64 and the nearest valid name") {
  const Refused cases[] = {
      {"", 64, "--help"},
      {"rnu", 64, "did you mean \"run\"?"},
      {"reconcile x", 64, "unknown verb"},
      {"run lost_respones", 64, "did you mean \"lost_response\"?"},
      {"run --defect timeout_taken_for_failre", 64, "did you mean \"timeout_taken_for_failure\"?"},
      {"run --strategy rondom", 64, "did you mean \"random\"?"},
      {"run --store sqlite", 64, "unknown store"},
      {"run --seeds many", 64, "--seeds: expected a whole number"},
      {"run --color sometimes", 64, "there is auto, always, never"},
      {"run --seeds", 64, "--seeds: a value is missing"},
      {"run c", 64, "could be c"},
      {"run --seeds -5", 64, "--seeds"},
      {"run --seeds 5 --seeds 6", 64, "--seeds: one value, and once"},
      {"run --json=abc", 64, "--json takes no value"},
      {"-v run", 64, "a verb comes first"},
      {"explain nothing_like_that", 64, " others"},
      {"list scenarios nothing", 64, "unknown kind \"nothing\""},
      {"run --seed 1 --seeds 5", 64, "--seed"},
      {"run --for soon", 64, "30s"},
      {"run --jobs 0", 64, "--jobs"},
      {"run --sedes 5", 64, "did you mean \"--seed"},
      {"exhaust", 64, "exhaust wants NAME"},
      {"exhaust lost_response --faults 10", 64, "--faults"},
      {"exhaust lost_response --deviations 10", 64, "--deviations"},
      {"exhaust lost_response --strategy exhaustive --deviations 1", 64, "takes at most 0"},
      {"exhaust lost_response --strategy random", 64, "unknown strategy"},
      {"run lost_response --strategy exhaustive", 64, "unknown strategy"},
      {"list propertys", 64, "did you mean \"properties\"?"},
      {"replay lost_response", 64, "--seed"},
      {"shrink x.json", 65, "x.json"},
      {"shrink x.json --property told_the_truth", 64, "unknown property"},
  };
  const Folder folder;
  for (const Refused& one : cases) {
    const auto said = folder.assay(one.arguments);
    INFO(one.arguments << "\n" << said.err);
    CHECK(said.code == one.code);
    CHECK_THAT(said.err, Catch::Contains(one.complaint));
    CHECK(said.out.empty());
  }
  CHECK_FALSE(std::filesystem::exists(folder.path() / "assay-out"));
}

TEST_CASE("bad input is refused with 65, and earlier results stay as they were") {
  const Folder folder;
  REQUIRE(folder.assay("run lost_response --seeds 5 --smoke").code == 0);
  const std::string before = folder.read("assay-out/results.json");
  folder.write("truncated.json", "{ \"schema\": \"assay.scena");
  folder.write("stranger.json", "{ \"schema\": \"assay.scenarios/1\" }");
  const Refused cases[] = {
      {"run missing.json", 65, "missing.json"},
      {"run truncated.json", 65, "truncated.json:1:"},
      {"run stranger.json", 65, "stranger.json"},
      {"run --seeds 1000000000000000000", 65, "at most"},
      {"replay truncated.json", 65, "truncated.json:1:"},
      {"shrink stranger.json", 65, "did you mean \"assay.scenario/1\"?"},
      {"check truncated.json", 65, "truncated.json:1:"},
  };
  for (const Refused& one : cases) {
    const auto said = folder.assay(one.arguments);
    INFO(one.arguments << "\n" << said.err);
    CHECK(said.code == one.code);
    CHECK_THAT(said.err, Catch::Contains(one.complaint));
  }
  CHECK(folder.read("assay-out/results.json") == before);
}

TEST_CASE("check tells of every file, the usable ones too") {
  const Folder folder;
  folder.write("bad.json", "[]");
  (void)folder.assay("run lost_response --defect timeout_taken_for_failure --seeds 20");
  const auto said = folder.assay("check bad.json " + folder.first_failure());
  CHECK(said.code == 65);
  CHECK_THAT(said.out, Catch::Contains("failure of lost_response"));
  CHECK_THAT(said.err, Catch::Contains("bad.json"));
}

TEST_CASE("help and version are results, not complaints") {
  const Folder folder;
  const auto help = folder.assay("--help");
  CHECK(help.code == 0);
  CHECK_THAT(help.out, Catch::Contains("Examples\n") && Catch::Contains("selfcheck"));
  CHECK(help.out.find("internal-") == std::string::npos);
  CHECK_THAT(folder.assay("run --help").out, Catch::Contains("--seeds"));
  const auto version = folder.assay("--version");
  CHECK_THAT(version.out, Catch::Contains("assay 0.") && Catch::Contains("Boost 1.") &&
                              Catch::Contains("behaviour "));
}

TEST_CASE("the beginning of a name is enough where only one begins so") {
  const Folder folder;
  CHECK_THAT(folder.assay("run lost_resp --seeds 5").out, Catch::Contains("lost_response"));
  CHECK(folder.assay("selfc lost_resp --runs 3").code == 0);
  CHECK_THAT(folder.assay("explain at_most_one_e").out, Catch::Contains("at_most_one_effect"));
  CHECK_THAT(folder.assay("list prop").out, Catch::Contains("at_most_one_effect"));
}

TEST_CASE("check tells all mistakes of a scenario at once, in the order of the file") {
  const Folder folder;
  folder.write("shop.json", R"({
  "schema": "assay.scenario/1", "name": "shop",
  "topology": { "system": "paymints" },
  "workload": { "clients": [{ "kind": "persom" }] },
  "faults": [{ "site": "acquirer.authorise/reply", "answers": ["loose"], "rate": "1/10" }],
  "must_hold": ["told_the_truth", "told_truth"],
  "limits": { "faults_until": "60min" }
})");
  const auto said = folder.assay("check shop.json");
  CHECK(said.code == 65);
  std::size_t from = 0;
  for (const char* const place :
       {":3:17 at /topology/system: ", ":4:31 at /workload/clients/0/kind: ",
        ":5:64 at /faults/0/answers/0: ", ":6:17 at /must_hold/0: ",
        ":7:15 at /limits/faults_until: "}) {
    INFO(place << "\n" << said.err);
    from = said.err.find(place, from);
    REQUIRE(from != std::string::npos);
  }
}

TEST_CASE("the screen of a failure that README shows is the one that the program prints") {
  std::ifstream file{std::string{ASSAY_SOURCE_DIR} + "/README.md"};
  std::ostringstream readme;
  readme << file.rdbuf();
  const std::string text = readme.str();
  const std::size_t begin = text.find("\n✗ ") + 1;
  const std::string shown = text.substr(begin, text.find("```", begin) - begin);
  const std::string call =
      "build/release/assay run lost_response --defect timeout_taken_for_failure";
  REQUIRE(text.find("    " + call + "\n") != std::string::npos);
  const Folder folder;
  CHECK_THAT(
      folder.shell("mkdir -p build/release && ln -s \"$ASSAY\" build/release/ && " + call).out,
      Catch::Contains(shown));
}

TEST_CASE("several kinds of things are listed where several are asked for") {
  const Folder folder;
  const std::string text = folder.assay("list profiles systems").out;
  CHECK_THAT(text, Catch::Contains("profiles\n") && Catch::Contains("systems\n"));
}

TEST_CASE("a verb's help shows that verb's examples") {
  const Folder folder;
  const std::string help = folder.assay("exhaust --help").out;
  CHECK_THAT(help, Catch::Contains("assay exhaust lost_response"));
  CHECK(help.find("assay run") == std::string::npos);
}

TEST_CASE("an example in a help is a command of the program as it was called") {
  const Folder folder;
  const std::string program = ASSAY_PROGRAM;
  CHECK_THAT(folder.assay("exhaust --help").out,
             Catch::Contains("  " + program + " exhaust lost_response --faults 2"));
  (void)folder.shell("ln -s \"$ASSAY\" 'my assay'");
  for (const char* const help : {"--help", "run --help", "list --help"}) {
    const std::string text = folder.shell(std::string{"'./my assay' "} + help).out;
    INFO(text);
    CHECK_THAT(text, Catch::Contains("'./my assay' "));
    CHECK(text.find("  assay ") == std::string::npos);
  }
  CHECK(folder.shell("'./my assay' explain 64").out.find("'./my assay' VERB") != std::string::npos);
}

TEST_CASE("a printed command works when pasted, whatever blanks are in its words") {
  const Folder folder;
  (void)folder.shell("mkdir 'odd  dir' && ln -s \"$ASSAY\" \"odd  dir/it's it\"");
  for (const char* const columns : {"60", "80", ""}) {
    const auto said = folder.shell(std::string{"COLUMNS="} + columns +
                                   " \"odd  dir/it's it\" run lost_response --seeds 20 --smoke "
                                   "--defect timeout_taken_for_failure --out 'my  results'");
    const std::size_t begin = said.out.find("'odd  dir/");
    INFO(said.out);
    REQUIRE(begin != std::string::npos);
    const auto again = folder.shell(said.out.substr(begin, said.out.find('\n', begin) - begin));
    INFO(again.err);
    CHECK(again.code == 1);
    CHECK_THAT(again.out, Catch::Contains("no_false_failure"));
  }
}

TEST_CASE("no word of the library that reads the command line is heard") {
  const Folder folder;
  for (const char* const call :
       {"run --help", "replay --help", "run --json=abc", "run --seeds 5 --seeds 6", "run -x",
        "run --seeds abc", "list --color sometimes", "exhaust", "--foo", "-v run", "run --out",
        "run --seeds 1 --for 3s", "run --jobs 0", "merge", "explain", "selfcheck --runs x"}) {
    const auto said = folder.assay(call);
    INFO(call << "\n" << said.out << said.err);
    for (const char* const word :
         {"UINT", "TEXT", "ENUM", "Excludes", "SUBCOMMAND", "Positionals", "argument", "convert",
          "required", "REQUIRED", "Run with", "{"}) {
      CHECK((said.out + said.err).find(word) == std::string::npos);
    }
  }
}

TEST_CASE(
    "what is printed fits the terminal, whatever its width, in colour too, but for commands") {
  const Folder folder;
  const std::string lost = "run lost_response --seeds 40 --smoke --defect ";
  for (const std::string& call :
       {std::string{"--help"}, std::string{"run --help"}, std::string{"list"},
        std::string{"run --seeds 5 --jobs 1"}, lost + "timeout_taken_for_failure",
        std::string{"explain S01 R11 lost_response 2"},
        std::string{"replay lost_response --seed 1"},
        std::string{"gallery --defect no_idempotency --seeds 20"}, std::string{"nonsense"},
        std::string{"explain nothing_like_that"}, std::string{"exhaust happy_path --faults 1"}}) {
    for (const char* const width : {"60", "80", "120"}) {
      const auto said = folder.shell(std::string{"COLUMNS="} + width + " \"$ASSAY\" " + call +
                                     (call == "--help" ? "" : " --color always") + " 2>&1");
      std::istringstream lines{said.out};
      for (std::string line; std::getline(lines, line);) {
        const std::string bare = without_escapes(line);
        INFO(width << " columns, " << call << ": " << bare);
        CHECK((columns(bare) <= std::stoul(width) || is_whole(bare)));
      }
    }
  }
}

TEST_CASE("colour changes no word and no line of a screen") {
  const Folder folder;
  const std::string call = "COLUMNS=80 \"$ASSAY\" replay lost_response --seed 1 --color ";
  CHECK(without_escapes(folder.shell(call + "always").out) == folder.shell(call + "never").out);
}

TEST_CASE("every kind of thing can be listed, as text and as JSON") {
  const Folder folder;
  for (const char* kind :
       {"scenarios", "faults", "properties", "defects", "strategies", "profiles", "systems"}) {
    INFO(kind);
    CHECK(folder.assay(std::string{"list "} + kind).code == 0);
    const json list = json::parse(folder.assay(std::string{"list --json "} + kind).out);
    REQUIRE_FALSE(list.empty());
    for (const auto& item : list) {
      CHECK_FALSE(item["name"].get<std::string>().empty());
      CHECK_FALSE(item["summary"].get<std::string>().empty());
    }
  }
}

TEST_CASE("a listed fault says which promise of the environment it keeps or breaks") {
  const json list = json::parse(Folder{}.assay("list --json faults").out);
  const auto named = [&](const std::string& name) {
    const auto is_it = [&](const json& item) { return item["name"] == name; };
    return *std::ranges::find_if(list, is_it);
  };
  CHECK(named("reply: lose")["keeps"] == "E1");
  CHECK_FALSE(named("reply: lose").contains("breaks"));
  CHECK(named("before: pause_past_lease")["breaks"] == "E2");
}

TEST_CASE("colour comes only when asked for, or on a terminal without NO_COLOR") {
  const Folder folder;
  CHECK(folder.assay("list").out.find('\x1b') == std::string::npos);
  CHECK(folder.assay("list --color always").out.find('\x1b') != std::string::npos);
  CHECK(folder.assay("list --color never").out.find('\x1b') == std::string::npos);
  const auto at_terminal = [&](const std::string& before) {
    return folder.shell(before + " script -qec \"$ASSAY list\" /dev/null").out;
  };
  if (folder.shell("command -v script").code != 0) return;
  CHECK(at_terminal("TERM=xterm").find('\x1b') != std::string::npos);
  CHECK(at_terminal("NO_COLOR=1 TERM=xterm").find('\x1b') == std::string::npos);
}
