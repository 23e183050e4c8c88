// What a main of somebody else's may do wrong is told, and ends like wrong usage.
#include "cli/main.hpp"

#include <catch2/catch.hpp>

namespace {

assay::harness::System shop() { return {.name = "shop", .summary = "a shop"}; }

}  // namespace

TEST_CASE("a main that brings two systems of one name is told so, and runs nothing") {
  std::string name = "assay";
  char* arguments[] = {name.data(), nullptr};
  CHECK(assay::cli::main_with(1, arguments, {shop(), shop()}) == 64);
  assay::harness::Registry same;
  same.add(shop());
  CHECK(assay::cli::main_with(1, arguments, {shop()}, std::move(same)) == 64);
}
