// What a program brings: found by name, in order, and each name once.
#include "harness/registry.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace assay::harness;
using Names = std::vector<std::string_view>;

System system_named(std::string_view name, std::string_view defect_of = {}) {
  return {.name = name, .summary = "a system", .defect_of = defect_of};
}

Defect defect_named(std::string_view name, std::string_view whole) {
  return {.name = name, .system = system_named(name, whole)};
}

Registry two_shops() {
  Registry registry;
  registry.add(system_named("shop"));
  registry.add(system_named("bank"));
  registry.add(defect_named("late", "shop"));
  registry.add(defect_named("early", "shop"));
  registry.add(defect_named("empty", "bank"));
  return registry;
}

}  // namespace

TEST_CASE("systems are kept in the order in which they came, defects by name") {
  const Registry registry = two_shops();
  CHECK(registry.system_names() == Names{"shop", "bank"});
  CHECK(registry.defect_names() == Names{"early", "empty", "late"});
  CHECK(registry.systems().size() == 2);
  CHECK(registry.defects().size() == 3);
}

TEST_CASE("a name finds its system or its defect, and nothing else") {
  const Registry registry = two_shops();
  REQUIRE(registry.find("bank") != nullptr);
  CHECK(registry.find("bank")->name == "bank");
  CHECK(registry.find("late") == nullptr);
  REQUIRE(registry.find_defect("late") != nullptr);
  CHECK(registry.find_defect("late")->system.defect_of == "shop");
  CHECK(registry.find_defect("bank") == nullptr);
  CHECK(registry.find_either("bank") == registry.find("bank"));
  CHECK(registry.find_either("late") == &registry.find_defect("late")->system);
  CHECK(registry.find_either("nobody") == nullptr);
}

TEST_CASE("a system has its own defects, by name, and no others") {
  const Registry registry = two_shops();
  const auto found = registry.defects_of("shop");
  REQUIRE(found.size() == 2);
  CHECK(found[0]->name == "early");
  CHECK(found[1]->name == "late");
  CHECK(registry.defects_of("nobody").empty());
}

TEST_CASE("what is in a registry stays where it is when more comes, and when it moves") {
  Registry registry = two_shops();
  const System* const shop = registry.find("shop");
  const Defect* const late = registry.find_defect("late");
  static constexpr std::array more{"a", "b", "c", "d", "e", "f", "g", "h", "i"};
  for (const char* const name : more) registry.add(system_named(name));
  const Registry moved = std::move(registry);
  CHECK(moved.find("shop") == shop);
  CHECK(moved.find_defect("late") == late);
}

TEST_CASE("a name is given once, to a system or to a defect") {
  Registry registry = two_shops();
  CHECK_THROWS_WITH(registry.add(system_named("shop")), Catch::Contains("\"shop\""));
  CHECK_THROWS_AS(registry.add(system_named("late")), NotRegistered);
  CHECK_THROWS_AS(registry.add(defect_named("late", "bank")), NotRegistered);
  CHECK_THROWS_AS(registry.add(defect_named("bank", "shop")), NotRegistered);
  CHECK_THROWS_AS(registry.add(system_named("")), NotRegistered);
  CHECK(registry.systems().size() == 2);
  CHECK(registry.defects().size() == 3);
}

TEST_CASE("a defect is one of a system that is there, and goes by its own system's name") {
  Registry registry = two_shops();
  CHECK_THROWS_WITH(registry.add(defect_named("lone", "nobody")), Catch::Contains("\"nobody\""));
  Defect misnamed = defect_named("one", "shop");
  misnamed.system.name = "other";
  CHECK_THROWS_WITH(registry.add(misnamed), Catch::Contains("\"other\""));
}

TEST_CASE("another registry's systems come behind those that are there") {
  Registry registry;
  registry.add(system_named("mine"));
  registry.add(two_shops());
  CHECK(registry.system_names() == Names{"mine", "shop", "bank"});
  CHECK(registry.defect_names() == Names{"early", "empty", "late"});
  CHECK_THROWS_AS(registry.add(two_shops()), NotRegistered);
}
