// What is no regular file of bounded size is refused at once, whatever it is.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <sys/stat.h>

#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/read_file.hpp"
#include "scenarios/files/scenario_file.hpp"

using namespace assay::scenarios;

namespace {

struct OwnFolder {
  std::string path = (std::filesystem::temp_directory_path() / "assay-test-XXXXXX").string();
  OwnFolder() { REQUIRE(::mkdtemp(path.data()) != nullptr); }
  ~OwnFolder() { std::filesystem::remove_all(path); }
};

}  // namespace

TEST_CASE("a pipe that nobody writes to is refused without waiting") {
  const OwnFolder folder;
  const std::string pipe = folder.path + "/p.json";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK_THROWS_WITH(load_scenario(pipe), Catch::Contains("found a pipe"));
}

TEST_CASE("devices and folders are not read") {
  CHECK_THROWS_WITH(load_scenario("/dev/zero"), Catch::Contains("found a device"));
  CHECK_THROWS_WITH(load_scenario("/"), Catch::Contains("found a folder"));
}

TEST_CASE("no more is read than allowed, whatever length the file claims") {
  const OwnFolder folder;
  const std::string path = folder.path + "/sparse";
  std::ofstream{path} << "x";
  std::filesystem::resize_file(path, std::uintmax_t{1} << 40);
  CHECK_THROWS_WITH(read_file(path, 1000), Catch::Contains("at most 1000 bytes"));
  std::filesystem::resize_file(path, 1000);
  CHECK(read_file(path, 1000).size() == 1000);
}
