// Reading and writing of plan files.
#include "scenarios/files/plan_file.hpp"

#include "scenarios/detail/plan_json.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/files/schema.hpp"

namespace assay::scenarios {

namespace {

PlanFile checked_plan(const Document& document) {
  check_schema(document, "plan");
  const nlohmann::json& value = document.value();
  return {.scenario = value.at("scenario").get<std::string>(),
          .scenario_digest = value.at("scenario_digest").get<std::string>(),
          .behaviour = value.at("behaviour").get<std::uint32_t>(),
          .plan = detail::read_plan(document, "")};
}

}  // namespace

PlanFile load_plan(const std::string& path) { return checked_plan(Document::read(path)); }

PlanFile read_plan(const std::string& file, std::string text) {
  return checked_plan(Document{file, std::move(text)});
}

std::string to_json_text(const PlanFile& file) {
  nlohmann::ordered_json object = {{"schema", plan_schema},
                                   {"scenario", file.scenario},
                                   {"scenario_digest", file.scenario_digest},
                                   {"behaviour", file.behaviour}};
  detail::write_plan(object, file.plan);
  return json_text(object, 2) + "\n";
}

}  // namespace assay::scenarios
