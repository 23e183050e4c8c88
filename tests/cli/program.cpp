// By way of a shell, as scripts do it.
#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "campaign/pool/fresh_process.hpp"

namespace program {

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "assay-test-XXXXXX").string();
  REQUIRE(::mkdtemp(name.data()) != nullptr);
  path_ = name;
}

Folder::~Folder() { std::filesystem::remove_all(path_); }

Said Folder::shell(const std::string& line) const {
  // 127 says that the shell itself could not be started: a command that it does not find is 126.
  const std::string script = "cd " + path_.string() + " && { " + line +
                             "\n} 2>stderr.txt || exit $(($? == 127 ? 126 : $?))";
  const auto finished = assay::campaign::run_process({.program = "/bin/sh",
                                                      .arguments = {"-c", script},
                                                      .environment = {{"ASSAY", ASSAY_PROGRAM}}});
  REQUIRE(finished);
  return {finished->code, finished->output, read("stderr.txt")};
}

Said Folder::assay(const std::string& arguments, const std::string& before) const {
  return shell(before + " \"$ASSAY\" " + arguments);
}

void Folder::write(const std::string& name, const std::string& text) const {
  std::ofstream{path_ / name} << text;
}

std::string Folder::read(const std::string& name) const {
  std::ifstream file{path_ / name};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string Folder::first_failure() const {
  for (const auto& entry : std::filesystem::directory_iterator{path_ / "assay-out/failures"}) {
    return std::filesystem::relative(entry.path(), path_).string();
  }
  FAIL("there is no failure file");
  return {};
}

}  // namespace program
