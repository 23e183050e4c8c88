// Read strictly, and looked at before anybody relies on a key.
#include "cli/stored_results.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include "campaign/results/results.hpp"
#include "scenarios/files/document.hpp"

namespace assay::cli {

namespace {

/// What a large campaign may leave.
constexpr scenarios::TextLimits stored_limits{.bytes = std::size_t{256} << 20,
                                              .depth = 64,
                                              .events = 20'000'000,
                                              .key_length = 1000,
                                              .text_length = 1'000'000,
                                              .fractions = true};

bool has_all(const nlohmann::json& value, std::initializer_list<const char*> keys) {
  return value.is_object() &&
         std::ranges::all_of(keys, [&](const char* key) { return value.contains(key); });
}

bool is_scenario(const nlohmann::json& one) {
  return has_all(one, {"name", "runs", "verdict", "violations", "undecided", "properties"}) &&
         one.at("name").is_string() && one.at("runs").is_number_unsigned() &&
         one.at("properties").is_array() && one.at("violations").is_object();
}

bool is_finding(const nlohmann::json& one) {
  return has_all(one, {"scenario", "property", "amount_at_risk", "replay"});
}

}  // namespace

nlohmann::json stored_results(const std::string& folder) {
  const auto document = scenarios::Document::read(folder + "/results.json", stored_limits);
  const nlohmann::json& value = document.value();
  if (!has_all(value, {"schema", "scenarios", "findings"}) ||
      value.at("schema") != campaign::results_schema || value.contains("gallery") ||
      !value.at("scenarios").is_array() || !value.at("findings").is_array()) {
    document.refuse("",
                    "the results of a campaign of runs, " + std::string{campaign::results_schema},
                    "something else");
  }
  if (!std::ranges::all_of(value.at("scenarios"), is_scenario) ||
      !std::ranges::all_of(value.at("findings"), is_finding)) {
    document.refuse("/scenarios", "scenarios and findings as assay writes them", "others");
  }
  return value;
}

}  // namespace assay::cli
