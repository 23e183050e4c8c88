// Holds the tree to the house rules, and each rule to a planted offence: a rule that cannot fail is
// no rule.
#include <catch2/catch.hpp>

#include <string>

#include "tests/house/exceptions.hpp"
#include "tests/house/rules.hpp"

namespace {

using namespace house;

bool excepted(const std::string& rule, const SourceFile& file, const Offence& offence) {
  for (const Exception& exception : exceptions) {
    const bool same = exception.rule == rule && exception.path == file.path;
    if (same && offence.what.find(exception.what) != std::string::npos) return true;
  }
  return false;
}

std::string offences_in_tree(const std::string& rule, Rule check) {
  std::string text;
  for (const SourceFile& file : source_tree()) {
    std::vector<Offence> offences = check(file);
    std::erase_if(offences, [&](const Offence& one) { return excepted(rule, file, one); });
    text += listing(file, offences);
  }
  return text;
}

std::size_t offences(Rule check, const std::string& path, const std::string& text) {
  return check(make_source(path, text)).size();
}

}  // namespace

TEST_CASE("the tree that the rules are held against is not empty") {
  CHECK(source_tree().size() > 20);
}

TEST_CASE("no file includes what the layer table does not allow") {
  CHECK(offences_in_tree("layers", wrong_includes) == "");
}

TEST_CASE("nothing that a run depends on uses a banned word") {
  CHECK(offences_in_tree("bans", banned_words) == "");
}

TEST_CASE("no file is above 400 lines and no line above 100 columns") {
  CHECK(offences_in_tree("sizes", too_large) == "");
}

TEST_CASE("no function is above 60 lines") {
  CHECK(offences_in_tree("functions", long_functions) == "");
}

TEST_CASE("every .cpp includes its own header first") {
  CHECK(offences_in_tree("own_header", own_header_late) == "");
}

TEST_CASE("every file opens with a comment, every header with its guard and namespace") {
  CHECK(offences_in_tree("opening", wrong_opening) == "");
}

TEST_CASE("no file has a name that says nothing") {
  CHECK(offences_in_tree("names", vague_name) == "");
}

TEST_CASE("what others build on states its contract") {
  CHECK(offences_in_tree("contracts", missing_contracts) == "");
}

TEST_CASE("an arrow that the table lacks is found") {
  CHECK(offences(wrong_includes, "payments/a.cpp", "#include \"sim/time.hpp\"\n") == 1);
  CHECK(offences(wrong_includes, "payments/a.cpp", "#include <fmt/core.h>\n") == 1);
  CHECK(offences(wrong_includes, "payments/a.cpp", "#include <unistd.h>\n") == 1);
  CHECK(offences(wrong_includes, "sim/a.cpp", "#include \"models/a.hpp\"\n") == 1);
  CHECK(offences(wrong_includes, "models/a.cpp", "#include \"payments/execution/a.hpp\"\n") == 1);
  CHECK(offences(wrong_includes, "payments/journal/a.cpp", "#include \"payments/api/a.hpp\"\n") ==
        1);
  CHECK(offences(wrong_includes, "payments/api/a.cpp", "#include \"payments/service.hpp\"\n") == 1);
  CHECK(offences(wrong_includes, "models/a.cpp", "#include \"sim/detail/a.hpp\"\n") == 1);
  CHECK(offences(wrong_includes, "properties/a.cpp", "#include \"payments/types/a.hpp\"\n") == 1);
  CHECK(offences(wrong_includes, "scenarios/a.cpp", "#include \"campaign/a.hpp\"\n") == 1);
  CHECK(offences(wrong_includes, "campaign/a.cpp", "#include <rapidcheck.h>\n") == 1);
  CHECK(offences(wrong_includes, "testing/a.cpp", "#include <pugixml.hpp>\n") == 1);
  CHECK(offences(wrong_includes, "reports/a.cpp", "#include \"sim/world/world.hpp\"\n") == 1);
  CHECK(offences(wrong_includes, "examples/foreign/a.cpp", "#include \"harness/time.hpp\"\n") == 1);
  CHECK(offences(wrong_includes, "examples/foreign/a.cpp", "#include <assay/runs/run.hpp>\n") == 1);
}

TEST_CASE("an adapter of the payment code knows the ports and its own driver, and no more") {
  const std::string folder = GENERATE("payments/adapters/sqlite", "payments/adapters/http");
  INFO(folder);
  const auto lines = [&](const std::string& text) {
    return offences(wrong_includes, folder + "/a.cpp", text);
  };
  CHECK(lines("#include \"payments/journal/rows.hpp\"\n") == 1);
  CHECK(lines("#include \"payments/service.hpp\"\n") == 1);
  CHECK(lines("#include \"sim/time.hpp\"\n") == 1);
  CHECK(lines("#include <CLI/CLI.hpp>\n") == 1);
  CHECK(lines("#include <sqlite3.h>\n#include <boost/beast/http.hpp>\n") == 1);
  CHECK(lines("#include \"payments/ports/store.hpp\"\n") == 0);
  CHECK(offences(wrong_includes, "payments/server/a.cpp", "#include \"models/a.hpp\"\n") == 1);
  CHECK(offences(banned_words, folder + "/a.cpp", "std::thread t;") == 0);
  CHECK(offences(banned_words, "payments/outbox/a.cpp", "std::thread t;") == 1);
}

TEST_CASE("an arrow that the table has is left alone") {
  CHECK(offences(wrong_includes, "payments/a.cpp", "#include <vector>\n") == 0);
  const std::string port = "#include \"payments/ports/store.hpp\"\n";
  CHECK(offences(wrong_includes, "systems/payments/a.cpp", port) == 0);
  const std::string shipped = "#include \"systems/shipped.hpp\"\n";
  CHECK(offences(wrong_includes, "cli/program/a.cpp", shipped) == 0);
  CHECK(offences(wrong_includes, "sim/a.cpp", "#include \"sim/detail/a.hpp\"\n") == 0);
  CHECK(offences(wrong_includes, "tests/a.cpp", "#include \"sim/world/world.hpp\"\n") == 0);
  CHECK(offences(wrong_includes, "testing/a.cpp", "#include <rapidcheck.h>\n") == 0);
  CHECK(offences(wrong_includes, "examples/foreign/a.cpp",
                 "#include <assay/harness/time.hpp>\n#include \"payment_service.hpp\"\n") == 0);
}

TEST_CASE("systems are brought along by main: nobody else includes them, or the payment code") {
  const std::string folder = GENERATE("systems", "harness", "runs", "campaign", "testing",
                                      "reports", "cli", "cli/verbs", "examples/foreign");
  INFO(folder);
  const std::string path = folder + "/a.cpp";
  CHECK(offences(wrong_includes, path, "#include \"payments/service.hpp\"\n") == 1);
  CHECK(offences(banned_words, path, "payments::Money m;") == 1);
  if (folder == "systems") return;
  CHECK(offences(wrong_includes, path, "#include \"systems/shipped.hpp\"\n") == 1);
}

TEST_CASE("the payment code and its own adapter may name it, and tests") {
  const std::string folder = GENERATE("payments", "systems/payments", "tests/runs");
  CHECK(offences(banned_words, folder + "/a.cpp", "payments::Money m;") == 0);
}

TEST_CASE("each banned word is found in code") {
  const std::string planted = GENERATE(
      "std::unordered_map<int, int> m;", "std::map<Node*, int> m;", "std::set<const Node*> s;",
      "std::uniform_int_distribution<int> d;", "std::shuffle(a, b, c);", "std::random_device r;",
      "int x = rand();", "auto t = std::chrono::system_clock::now();", "std::thread t;",
      "double x = 0;", "std::ostringstream out;", "const char* p = getenv(name);",
      "std::cout << x;", "f(draw(a), draw(b));", "x.and_then(f);");
  INFO(planted);
  CHECK(offences(banned_words, "sim/a.cpp", planted) == 1);
}

TEST_CASE("a banned word in a comment or a literal, or in a test, is left alone") {
  const std::string commented = "// not std::thread\nf(\"double\"); /* rand() */\n";
  const std::string raw = "f(R\"(a double \" rand())\"); g('\"');\n";
  CHECK(offences(banned_words, "sim/a.cpp", commented) == 0);
  CHECK(offences(banned_words, "sim/a.cpp", raw) == 0);
  CHECK(offences(banned_words, "tests/a.cpp", "std::thread t;\n") == 0);
}

TEST_CASE("a file or a line that is too long is found") {
  std::string lines;
  for (int i = 0; i < 401; ++i) lines += "//\n";
  CHECK(offences(too_large, "sim/a.cpp", lines) == 1);
  CHECK(offences(too_large, "sim/a.cpp", "// " + std::string(98, 'x')) == 1);
  CHECK(offences(too_large, "sim/a.cpp", "// " + std::string(97, 'x')) == 0);
}

TEST_CASE("a function of 61 lines is found, one of 60 and a long table are not") {
  const auto body = [](int lines) {
    std::string text;
    for (int i = 0; i < lines; ++i) text += "  g({1, 2});\n";
    return text + "}\n";
  };
  const std::string scope = "namespace a {\nclass B {\n";
  CHECK(offences(long_functions, "sim/a.cpp", scope + "void f() {\n" + body(59) + "};\n}\n") == 1);
  CHECK(offences(long_functions, "sim/a.cpp", scope + "void f() {\n" + body(58) + "};\n}\n") == 0);
  CHECK(offences(long_functions, "sim/a.cpp", "constexpr T t[] = {\n" + body(99)) == 0);
}

TEST_CASE("an own header that comes late is found") {
  const std::string late = "#include <vector>\n#include \"sim/a.hpp\"\n";
  CHECK(offences(own_header_late, "sim/a.cpp", late) == 1);
  CHECK(offences(own_header_late, "sim/b.cpp", late) == 0);
}

TEST_CASE("a missing opening comment, guard or namespace is found") {
  CHECK(offences(wrong_opening, "sim/a.cpp", "int x;\n") == 1);
  CHECK(offences(wrong_opening, "sim/a.hpp", "int x;\n") == 3);
  CHECK(offences(wrong_opening, "sim/a.hpp",
                 "// A.\n// B.\n#pragma once\nnamespace assay::sim {}\n") == 0);
}

TEST_CASE("a file name that says nothing is found") {
  CHECK(offences(vague_name, "sim/time_utils.hpp", "") == 1);
  CHECK(offences(vague_name, "sim/common.cpp", "") == 1);
  CHECK(offences(vague_name, "sim/database.cpp", "") == 0);
}

TEST_CASE("every exception is still needed") {
  for (const Exception& exception : exceptions) {
    INFO(exception.path);
    CHECK(exception.reason.size() > 20);
    CHECK(read_text(std::string{exception.path}).find(exception.what) != std::string::npos);
  }
}

TEST_CASE("a public declaration without a contract is found") {
  const auto lacks = [](const std::string& text) {
    return offences(missing_contracts, "harness/a.hpp", "namespace assay {\n" + text + "}\n");
  };
  CHECK(lacks("struct A {\n  int a;\n};\n") == 1);
  CHECK(lacks("/// So.\nstruct A {\n  int b();\n  /// So.\n  int c() { return {1}; }\n};\n") == 1);
  CHECK(lacks("enum class A { b };\n") == 1);
  CHECK(lacks("template <class T>\nint f(T of);\n") == 1);
  CHECK(lacks("/// Tells.\nint f(int of);\nint f(long of);\n") == 0);
  CHECK(lacks("/// Tells.\nint f(int of);\nint g(long of);\n") == 1);
  CHECK(lacks("/// Tells.\nclass A {\n public:\n  explicit A(int b) : b_{b} {}\n};\n") == 1);
  CHECK(offences(missing_contracts, "sim/a.hpp", "int f();\n") == 0);
}

TEST_CASE("a contract without its threads, its errors or a lifetime is found") {
  const auto lacks = [](const std::string& text) {
    return offences(missing_contracts, "testing/a.hpp", text);
  };
  CHECK(lacks("/// A port.\nclass A {\n public:\n  /// Does.\n  virtual int b() = 0;\n};\n") == 1);
  CHECK(lacks("/// Reads.\nstd::expected<int, E> f();\n") == 1);
  CHECK(lacks("/// Reads. Errors: E.\nstd::expected<int, E> f();\n") == 0);
  CHECK(lacks("/// The name.\nstd::string_view f();\n") == 1);
  CHECK(lacks("/// The name, valid for ever.\nstd::string_view f();\n") == 0);
  CHECK(lacks("/// One of them.\nconst int* f();\n") == 1);
}

TEST_CASE("what is private, told elsewhere, or special needs no contract") {
  const auto lacks = [](const std::string& text) {
    return offences(missing_contracts, "history/a.hpp", text);
  };
  CHECK(lacks("namespace detail {\nint f();\n}\nclass B;\nusing C = int;\n") == 0);
  CHECK(lacks("/// A.\nclass A {\n  int f();\n  struct C {};\n\n public:\n  A() = default;\n"
              "  A(const A&);\n  ~A();\n  int g() override;\n"
              "  friend bool operator==(A, A) { return true; }\n};\n") == 0);
  CHECK(offences(missing_contracts, "history/facts/a.hpp",
                 "struct A {\n  static constexpr About about{.word = \"a\"};\n"
                 "  static void fields(auto& self, auto& tell) {\n  }\n};\n") == 0);
}
