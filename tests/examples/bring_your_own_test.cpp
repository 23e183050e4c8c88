// What it takes to put a service with ports of its own under test: one short file, which includes
// installed headers of the boundary alone. script/test-package builds and runs the example.
#include <catch2/catch.hpp>

#include <fstream>
#include <string>
#include <vector>

namespace {

const std::string shop_folder = std::string{ASSAY_SOURCE_DIR} + "/examples/bring_your_own/";

/// The lines that say something: neither blank nor a comment.
std::vector<std::string> code_of(const std::string& name) {
  std::ifstream file{shop_folder + name};
  INFO(name);
  REQUIRE(file.good());
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    const auto begin = line.find_first_not_of(' ');
    if (begin == std::string::npos || line.compare(begin, 2, "//") == 0) continue;
    lines.push_back(line);
  }
  return lines;
}

}  // namespace

TEST_CASE("a service with ports of its own is adapted in under 80 lines") {
  const std::size_t header = code_of("tests/adapter.hpp").size();
  const std::size_t source = code_of("tests/adapter.cpp").size();
  CHECK(source > 40);
  CHECK(header + source < 80);
}

TEST_CASE("its adapter includes headers of the harness alone, and its service nothing of assay") {
  for (const char* const name : {"tests/adapter.hpp", "tests/adapter.cpp"}) {
    for (const std::string& line : code_of(name)) {
      if (line.starts_with("#include <assay/")) CHECK(line.starts_with("#include <assay/harness/"));
    }
  }
  for (const char* const name : {"models/payment.hpp", "payments/ports.hpp", "payments/service.hpp",
                                 "payments/service.cpp", "payments/idempotency.cpp"}) {
    for (const std::string& line : code_of(name)) {
      INFO(name << ": " << line);
      CHECK(line.find("assay") == std::string::npos);
    }
  }
}
