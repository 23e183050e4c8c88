// What is proposed for a folder, by what stands in it; each proposal is a file that can be read.
#include <catch2/catch.hpp>

#include <algorithm>

#include "outside/attack/outside_file.hpp"
#include "outside/attack/proposal.hpp"
#include "scenarios/files/bad_input.hpp"
#include "tests/cli/program.hpp"

namespace {

using namespace assay::outside::attack;
using program::Folder;

OutsideFile proposed(const Folder& folder) {
  const Proposal proposal = propose(folder.path().string());
  const std::string text = proposal.file.dump(2);
  INFO(text);
  folder.write("proposed.json", text);
  return read_outside_file((folder.path() / "proposed.json").string(), text);
}

TEST_CASE("a Node shop with a .env: start, ready, store and processor are seen") {
  const Folder folder;
  folder.write("package.json", R"({"name": "My-Shop", "scripts": {"start": "node shop.mjs"},
      "dependencies": {"stripe": "^14.0.0", "pg": "^8.0.0"}})");
  folder.write(".env",
               "PORT=3000\nDATABASE_URL=postgres://shop:pw@localhost:5433/shop\n"
               "STRIPE_HOST=api.stripe.com\nSTRIPE_KEY=sk_test_1\n# no\n");
  folder.write("shop.mjs", "app.get('/healthz', ok); app.post('/checkout/pay', pay)\n");
  const OutsideFile file = proposed(folder);
  CHECK(file.name == "my_shop");
  CHECK(file.services[0].start == std::vector<std::string>{"node", "shop.mjs"});
  CHECK(file.services[0].ready == "/healthz");
  CHECK(file.services[0].env.at("PORT") == "{port}");
  CHECK(file.services[0].env.at("STRIPE_KEY") == "sk_test_1");
  REQUIRE(file.edges.size() == 2);
  CHECK(file.edges[0].dialect == "stripe");
  CHECK(file.edges[0].env.at("STRIPE_HOST") == "{host}");
  CHECK(file.edges[1].is_postgres);
  CHECK(file.edges[1].upstream->port == 5433);
  CHECK(file.edges[1].env.at("DATABASE_URL") == "postgres://shop:pw@{host}:{port}/shop");
  CHECK(file.payment.steps[0].ask.path == "/checkout/pay");
}

TEST_CASE("of a compose file the variables are read, and the path of its health check") {
  const Folder folder;
  folder.write("app.py", "import os\nurl = os.environ['PROCESSOR_URL']\n");
  folder.write("compose.yaml",
               "services:\n  shop:\n    environment:\n      - PORT=8000\n"
               "      - RATES_URL=https://rates.example.com/v1\n"
               "      - STOCK_URL=http://localhost:9100\n    healthcheck:\n"
               "      test: [\"CMD\", \"curl\", \"-f\", \"http://localhost:8000/up\"]\n"
               "  db:\n    image: postgres\n");
  const OutsideFile file = proposed(folder);
  CHECK(file.services[0].start == std::vector<std::string>{"python3", "app.py"});
  CHECK(file.services[0].ready == "/up");
  REQUIRE(file.edges.size() == 3);
  CHECK(file.edges[0].env.contains("PROCESSOR_URL"));
  CHECK(file.edges[1].is_stub);
  CHECK(file.edges[1].name == "rates");
  CHECK(file.edges[2].upstream->port == 9100);
}

TEST_CASE("without a start script a program that listens is proposed, and said to be a guess") {
  const Folder folder;
  folder.write("package.json", R"({"dependencies": {"stripe": "23.1.0"}})");
  folder.write("charge.mjs", "export const charge = 1;\n");
  folder.write("till.mjs",
               "createServer(f).listen(Number(process.env.PORT)); process.env.STORE\n"
               "if (request.url === '/till/charge') take();\n");
  const OutsideFile file = proposed(folder);
  CHECK(file.services[0].start == std::vector<std::string>{"node", "till.mjs"});
  CHECK(file.services[0].env.at("PORT") == "{port}");
  CHECK(file.payment.steps[0].ask.path == "/till/charge");
  const auto remarks = propose(folder.path().string()).remarks;
  const auto says = [&](const std::string& what) {
    return std::ranges::find(remarks, what) != remarks.end();
  };
  CHECK(says("no start script: node till.mjs is a guess"));
  CHECK(says("the sources read STORE, and no file sets it"));
}

TEST_CASE("a folder in which nothing starts, and a live key, are refused") {
  const Folder folder;
  CHECK_THROWS_AS(propose(folder.path().string()), assay::scenarios::BadInput);
  folder.write("package.json", R"({"scripts": {"start": "node a.js"}})");
  CHECK_NOTHROW(propose(folder.path().string()));
  folder.write(".env", "STRIPE_KEY=sk_live_1\n");
  CHECK_THROWS_AS(propose(folder.path().string()), assay::scenarios::BadInput);
}

}  // namespace
