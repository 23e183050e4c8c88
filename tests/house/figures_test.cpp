// The figures of the house, and that each of them can tell one house from another.
#include "tests/house/figures.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/house/sizes.hpp"

namespace {

using namespace house;

/// A program of three layers: what the verb is given goes down to the file, and on to the page.
std::vector<SourceFile> small_program(const std::string& verb) {
  return {
      make_source("cli/verb.cpp",
                  "#include \"reports/page.hpp\"\n#include \"sim/file.hpp\"\n"
                  "namespace assay::cli {\n" +
                      verb + "}\n"),
      make_source("reports/page.hpp", "#include \"sim/file.hpp\"\nText page(const Text& of);\n"),
      make_source("reports/page.cpp",
                  "#include \"reports/page.hpp\"\n"
                  "Text page(const Text& of) { return sim::read(of); }\n"),
      make_source("sim/file.hpp", "#include \"sim/word.hpp\"\nText read(const Text& name);\n"),
      make_source("sim/file.cpp",
                  "#include \"sim/file.hpp\"\n"
                  "Text read(const Text& name) { return word(name); }\n"),
      make_source("sim/word.hpp", "inline Text word(const Text& name) { return name; }\n")};
}

std::vector<std::string> paths_of(const std::string& verb) {
  const Program program{small_program(verb)};
  std::vector<std::string> paths;
  for (const Stop& stop : program.walk({"cli/verb.cpp", "verb"}, {})) {
    paths.push_back((stop.climbs ? "UP " : "") + stop.path);
  }
  return paths;
}

using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("payments has at most eight floors, counted by rooms") {
  const int floors = highest(floors_of(arrows_between(source_tree(), room_of_payments)));
  CHECK(floors > 3);
  CHECK(floors <= 8);
}

TEST_CASE("a replay climbs back up at most five times, which may only become fewer") {
  const Program program{source_tree()};
  const auto stops = program.walk(replay_verb, one_run);
  const auto is_passed = [&](const char* path) {
    return std::ranges::find(stops, path, &Stop::path) != stops.end();
  };
  CHECK(is_passed("scenarios/files/failure_file.cpp"));
  CHECK(is_passed("runs/verdict.cpp"));
  CHECK(is_passed("properties/judge.cpp"));
  CHECK(is_passed("reports/screens/replay_screen.cpp"));
  CHECK(climbs_in(stops) <= 5);
}

TEST_CASE("script/house prints the floors, the walks and the sizes") {
  const std::string text = figures(source_tree());
  CHECK(text.contains("payments: 8 floors, counted by rooms"));
  CHECK(text.contains("\nreplay: "));
  CHECK(text.contains("\none run: "));
  CHECK(text.contains(" lines without comments and blank ones"));
}

TEST_CASE("a room stands above what it includes, and a circle of rooms shares a floor") {
  const Arrows arrows{{"a", {"b", "c"}}, {"b", {"c"}}, {"c", {"b", "d"}}, {"d", {}}};
  CHECK(floors_of(arrows) == std::map<std::string, int>{{"a", 3}, {"b", 2}, {"c", 2}, {"d", 1}});
}

TEST_CASE("a folder of payments is a room, and so is a part of its face") {
  CHECK(room_of_payments("payments/types/money.hpp") == "payments/types");
  CHECK(room_of_payments("payments/service.cpp") == "payments/service");
  CHECK(room_of_payments("sim/time.hpp") == "");
}

TEST_CASE("a value that only goes down does not climb") {
  CHECK(paths_of("int verb(const Text& name) { return reports::page(name); }\n") ==
        Paths{"cli/verb.cpp", "reports/page.cpp", "sim/file.cpp"});
}

TEST_CASE("a value that is fetched below and then shown above climbs") {
  CHECK(paths_of("int verb(const Text& name) {\n"
                 "  const Text text = sim::read(name);\n"
                 "  return reports::page(text);\n}\n") ==
        Paths{"cli/verb.cpp", "sim/file.cpp", "UP reports/page.cpp"});
}

TEST_CASE("arguments come before the call that takes them") {
  CHECK(paths_of("int verb(const Text& name) { return reports::page(sim::read(name)); }\n") ==
        Paths{"cli/verb.cpp", "sim/file.cpp", "UP reports/page.cpp"});
}

TEST_CASE("what is not given the value, and what only says that all is wrong, is no stop") {
  CHECK(paths_of("int verb(const Text& name) {\n"
                 "  reports::page(other);\n"
                 "  if (name.empty()) throw Wrong{sim::read(name)};\n"
                 "  return 0;\n}\n") == Paths{"cli/verb.cpp"});
}

TEST_CASE("a function that uses no other file is a tool, and no stop") {
  CHECK(paths_of("int verb(const Text& name) { return sim::word(name); }\n") ==
        Paths{"cli/verb.cpp"});
}

TEST_CASE("functions are found with their class, their parameters and their lines") {
  const auto functions = functions_of(make_source(
      "sim/a.cpp",
      "namespace {\nint inner() { return 1; }\n}\nclass A {\n public:\n"
      "  explicit A(B b) : b_{b} { go(); }\n};\n"
      "template <class T>\nint A::run(const std::map<int, T>& all, C c) {\n  return 2;\n}\n"));
  REQUIRE(functions.size() == 3);
  CHECK(functions[0].hidden);
  CHECK(full_name(functions[1]) == "A::A");
  CHECK(functions[1].body.size() > 7);
  CHECK(full_name(functions[2]) == "A::run");
  REQUIRE(functions[2].parameters.size() == 2);
  CHECK(functions[2].parameters[1].type == "C");
  CHECK(functions[2].last_line == 11);
}

TEST_CASE("sizes are those of the product, and its lines those that are not blank nor comment") {
  const Sizes sizes =
      sizes_of({make_source("sim/a.cpp", "// a\n\nint a() {\n  return 1;  // b\n}\n"),
                make_source("tests/b.cpp", "int b;\n")});
  CHECK(sizes.files == 1);
  CHECK(sizes.code_lines == 3);
  CHECK(sizes.longest_function.lines == 3);
}
