// What operators ask over HTTP: with a token of their own, a reason, and the version they looked
// at.
#include <catch2/catch.hpp>

#include <fstream>

#include "tests/payments/server/shop.hpp"

namespace {

using namespace payments::testing;

class AdminDesk {
 public:
  AdminDesk() {
    std::ifstream file(shop.folder / "data/operators.json");
    token = nlohmann::json::parse(file)["operators"][0]["token"];
  }

  [[nodiscard]] Told get(const std::string& target) const {
    return *ask(shop.running->port(), "GET", "/v1/admin/" + target,
                {{"Authorization", "Bearer " + token}});
  }
  [[nodiscard]] Told post(const std::string& target, const std::string& body,
                          const std::string& key = "", const std::string& version = "") const {
    std::map<std::string, std::string> headers{{"Authorization", "Bearer " + token}};
    if (!key.empty()) headers["Idempotency-Key"] = key;
    if (!version.empty()) headers["If-Match"] = "\"" + version + "\"";
    return *ask(shop.running->port(), "POST", "/v1/admin/" + target, headers, body);
  }

  Shop shop;
  std::string token;
};

const std::string header = "id,kind,references,batch,amount,fee,currency,date,counterpart,part\n";

/// A settlement file about a capture, dated long ago.
std::string file_about(const std::string& operation, const std::string& amount) {
  return header + "s1,capture," + operation + ",," + amount + ",,EUR,2026-03-01,,\nend,1\n";
}

TEST_CASE("operators have a token of their own, and tenants' tokens open nothing of theirs") {
  const AdminDesk desk;
  CHECK(desk.get("breaks").status == 200);
  CHECK(desk.get("parked").body()["parked"].empty());
  CHECK(desk.shop.get("/v1/admin/breaks").status == 401);
  const auto other = ask(desk.shop.running->port(), "GET", "/v1/balances",
                         {{"Authorization", "Bearer " + desk.token}});
  CHECK(other->status == 401);
  CHECK(desk.get("nothing").status == 404);
}

TEST_CASE("a settlement file is heard once, its difference is a break, and a person settles it") {
  const AdminDesk desk;
  REQUIRE(desk.shop.pay("order-1", "k1").status == 201);
  const Told captured = desk.shop.move("order-1", "captures", "c1", "k2");
  REQUIRE(captured.status == 201);
  const std::string file = file_about(captured.body()["id"], "12.49");
  const std::string target = "documents?format=csv&source=settlement&name=march";
  CHECK(desk.post(target, file).status == 201);
  CHECK(desk.post(target, file).status == 200);
  CHECK(desk.post(target, file + "x").status == 400);

  const Told pass = desk.post("reconciliation", "");
  REQUIRE(pass.status == 200);
  CHECK(pass.body()["breaks"] == 1);
  CHECK(pass.body()["alerts"][0] == "1 breaks, above 0");
  const auto breaks = desk.get("breaks").body()["breaks"];
  REQUIRE(breaks.size() == 1);
  CHECK(breaks[0]["bucket"] == "amount_differs");
  CHECK(breaks[0]["owner"] == "processor_desk");
  CHECK(breaks[0]["reason"] == "settlement says 12.49 EUR, the books say 12.50 EUR");
  CHECK(breaks[0]["amount"]["minor"] == -1);

  const std::string version = std::to_string(breaks[0]["version"].get<int>());
  const nlohmann::json body{
      {"verb", "settle_break"}, {"reason", "ticket 7"}, {"subject", breaks[0]["subject"]}};
  CHECK(desk.post("actions", body.dump(), "a1").status == 428);
  CHECK(desk.post("actions", body.dump(), "a1", "99").status == 412);
  CHECK(desk.post("actions", body.dump(), "a1", version).status == 201);
  CHECK(desk.post("actions", body.dump(), "a1", version).header("idempotent-replayed") == "true");
  CHECK(desk.get("breaks").body()["breaks"].empty());
  CHECK(desk.get("breaks?settled=true").body()["breaks"][0]["settled_by"] == "operator");
  CHECK(desk.get("actions/a1").body()["verified"] == true);
}

TEST_CASE("an agreement to what waits for nobody is refused, and needs an operator and a reason") {
  const AdminDesk desk;
  REQUIRE(desk.post("actions", R"({"verb":"pause","subject":"default","reason":"outage"})", "a1")
              .status == 201);
  CHECK(desk.post("actions/a1/agreement", R"({"reason":"sure"})").status == 422);
  CHECK(desk.post("actions/a1/agreement", "{}").status == 400);
  CHECK(desk.post("actions/a2/agreement", R"({"reason":"sure"})").status == 422);
  const Told told = *ask(desk.shop.running->port(), "POST", "/v1/admin/actions/a1/agreement",
                         {{"Authorization", "Bearer " + desk.shop.token}}, R"({"reason":"r"})");
  CHECK(told.status == 401);
}

TEST_CASE("a document may be longer than a request, which may not") {
  const AdminDesk desk;
  std::string file = header;
  constexpr int lines = 2'000;
  for (int i = 0; i < lines; ++i) {
    file += "s" + std::to_string(i) + ",fee,,po-1,-1.00,,EUR,2026-03-01,,\n";
  }
  file += "end," + std::to_string(lines) + "\n";
  REQUIRE(file.size() > (64U << 10U));
  const Told told = desk.post("documents?format=csv&source=settlement&name=long", file);
  CHECK(told.status == 201);
  CHECK(told.body()["documents"][0]["lines"] == lines);
  CHECK(desk.post("actions", file, "a1").status == 413);
}

TEST_CASE("an action without a reason, a key or a known verb is refused, and nothing is done") {
  const AdminDesk desk;
  CHECK(desk.post("actions", R"({"verb":"pause","subject":"default"})", "a1").status == 400);
  CHECK(desk.post("actions", R"({"verb":"pause","subject":"default","reason":""})", "a1").status ==
        400);
  CHECK(desk.post("actions", R"({"verb":"stop","reason":"r"})", "a1").status == 400);
  CHECK(desk.post("actions", R"({"verb":"pause","reason":"r"})").status == 400);
  CHECK(desk.get("actions/a1").status == 404);
  CHECK(desk.shop.pay("order-1", "k1").status == 201);
}

TEST_CASE("nothing is sent to a paused processor, and a payment goes through once it is resumed") {
  const AdminDesk desk;
  REQUIRE(desk.post("actions", R"({"verb":"pause","subject":"default","reason":"outage"})", "a1")
              .status == 201);
  const Told paused = desk.shop.pay("order-1", "k1");
  CHECK(paused.status != 201);
  CHECK(desk.shop.acquirer.effects().empty());
  REQUIRE(desk.post("actions", R"({"verb":"resume","subject":"default","reason":"over"})", "a2")
              .status == 201);
  CHECK(comes_true([&] { return desk.shop.pay("order-1", "k1").status == 201; }));
  CHECK(desk.shop.acquirer.effects().size() == 1);
}

TEST_CASE("an operation that nothing is open about is not settled") {
  const AdminDesk desk;
  REQUIRE(desk.shop.pay("order-1", "k1").status == 201);
  const auto operation = desk.shop.get("/v1/payments/order-1").body()["operations"][0]["id"];
  const nlohmann::json body{{"verb", "settle"},           {"reason", "r"},
                            {"payment", "order-1"},       {"operation", operation},
                            {"outcome", "not_attempted"}, {"processor_reference", "x"}};
  CHECK(desk.post("actions", body.dump(), "a1", "1").status == 412);
  std::string version;
  for (int i = 2; i < 9; ++i) {
    const Told told = desk.post("actions", body.dump(), "b" + std::to_string(i), std::to_string(i));
    if (told.status == 412) continue;
    CHECK(told.status == 422);
    CHECK(told.text.find("nothing is open about it") != std::string::npos);
    version = std::to_string(i);
  }
  CHECK(!version.empty());
  CHECK(desk.shop.get("/v1/payments/order-1").body()["status"] == "authorised");
}

}  // namespace
