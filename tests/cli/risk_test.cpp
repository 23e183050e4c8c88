// assay risk, as a person calls it; the worked example of docs/risk.md stands here.
#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

using nlohmann::json;
using program::Folder;

namespace {

constexpr const char* worked_example = R"({ "schema": "assay.rates/1",
  "measured": { "duplicates": { "rate": 0.001 } },
  "prices": { "currency": "GBP", "duplicates": { "least": 2500, "most": 5000 } } })";

json all_rates(const json& faults) {
  const json price{{"least", 100}, {"most", 200}};
  json told{{"schema", "assay.rates/1"}, {"faults", json::array()}};
  for (const auto& fault : faults) told["faults"].push_back({{"fault", fault}, {"rate", 0.001}});
  told["prices"] = {{"currency", "EUR"},      {"payment", price},
                    {"duplicates", price},     {"lost_payments", price},
                    {"stuck_payments", price}, {"unreconciled_items", price}};
  return told;
}

json faults_of_lost_response() {
  return {"acquirer.authorise/reply: lose",   "acquirer.authorise/reply: past_timeout",
          "acquirer.capture/reply: lose",     "acquirer.capture/reply: past_timeout",
          "acquirer.authorise/request: lose", "acquirer.capture/request: lose",
          "shop.authorise/reply: lose",       "shop.capture/reply: lose"};
}

}  // namespace

TEST_CASE("the worked example of docs/risk.md: 100 disputes, 2,500 to 5,000 pounds") {
  const Folder folder;
  folder.write("rates.json", worked_example);
  const auto said = folder.assay("risk --volume 100000 --rates rates.json --json");
  REQUIRE(said.code == 0);
  const json told = json::parse(said.out);
  CHECK(told["schema"] == "assay.risk/1");
  CHECK(told["harms"][0]["expected"] == 100.0);
  CHECK(told["harms"][0]["cost"] == json{{"least", 250000}, {"most", 500000}});
  const auto screen = folder.assay("risk --volume 100000 --rates rates.json");
  CHECK(screen.out.find("2,500.00 GBP to 5,000.00 GBP") != std::string::npos);

  std::ifstream page{ASSAY_SOURCE_DIR "/docs/risk.md"};
  std::stringstream text;
  text << page.rdbuf();
  CHECK(text.str().find(worked_example) != std::string::npos);
}

TEST_CASE("a rate or a price that the user did not say is named, and nothing is told") {
  const Folder folder;
  folder.write("rates.json", worked_example);
  const auto said = folder.assay("risk lost_response --volume 100000 --rates rates.json");
  CHECK(said.code == 65);
  CHECK(said.out.empty());
  CHECK(said.err.find("faults: acquirer.capture/reply: lose") != std::string::npos);
  CHECK(said.err.find("prices.lost_payments") != std::string::npos);
  CHECK(folder.assay("risk --rates rates.json").code == 64);
}

TEST_CASE("a defect that harms at every strike makes as many harms as there are strikes") {
  const Folder folder;
  folder.write("rates.json", all_rates(faults_of_lost_response()).dump());
  const auto harmed_by = [&](const std::string& defect, const char* fault) -> json {
    const auto said = folder.assay(
        "risk lost_response --volume 1000 --seeds 40 --rates rates.json "
        "--json " +
        defect);
    CHECK(said.code == 0);
    const json told = json::parse(said.out);
    for (const auto& one : told["strikes"]) {
      if (one["fault"] == fault) return one;
    }
    return {};
  };
  const json shipped = harmed_by("", "acquirer.authorise/reply: lose");
  CHECK(shipped["runs"] == 40);
  CHECK(shipped["lost_payments"] == 0);
  const json broken = harmed_by("--defect fresh_key_per_attempt", "acquirer.authorise/reply: lose");
  CHECK(broken["runs"] == 40);
  CHECK(broken["lost_payments"] == 40);
}
