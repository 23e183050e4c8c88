// Reading and writing of failure files.
#include "scenarios/files/failure_file.hpp"

#include "scenarios/detail/plan_json.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/files/save.hpp"
#include "scenarios/files/schema.hpp"

namespace assay::scenarios {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

/// Its command names two paths, which may be long and hardly a byte of them plain.
constexpr TextLimits failure_limits{.text_length = 20'000};

std::optional<std::string> read_text(const json& value) {
  if (value.is_null()) return {};
  return value.get<std::string>();
}

/// The schema library compares in signed numbers, so that the sign of a seed is checked here.
std::optional<std::uint64_t> read_seed(const Document& document) {
  const json& value = document.value().at("seed");
  if (value.is_null()) return {};
  if (!value.is_number_unsigned()) document.refuse("/seed", "a seed of at least 0", value.dump());
  return value.get<std::uint64_t>();
}

template <class Value>
ordered_json written(const std::optional<Value>& value) {
  return value ? ordered_json(*value) : ordered_json(nullptr);
}

std::optional<history::Amount> read_amount(const json& value) {
  if (value.is_null()) return {};
  return history::Amount{value.at("minor").get<std::int64_t>(),
                         history::Currency{value.at("currency").get_ref<const std::string&>()}};
}

ordered_json written(const std::optional<history::Amount>& amount) {
  if (!amount) return nullptr;
  return {{"minor", amount->minor}, {"currency", amount->currency.code()}};
}

FailureFile checked_failure(const Document& document) {
  check_schema(document, "failure");
  const json& value = document.value();
  return {.id = value.at("id").get<std::string>(),
          .scenario = value.at("scenario").get<std::string>(),
          .scenario_digest = value.at("scenario_digest").get<std::string>(),
          .behaviour = value.at("behaviour").get<std::uint32_t>(),
          .defect = read_text(value.at("defect")),
          .system = value.at("system").get<std::string>(),
          .seed = read_seed(document),
          .plan = detail::read_plan(document, "/plan"),
          .property = value.at("property").get<std::string>(),
          .severity = value.at("severity").get<std::string>(),
          .digest = value.at("digest").get<std::string>(),
          .replay = value.at("replay").get<std::string>(),
          .amount_at_risk = read_amount(value.at("amount_at_risk"))};
}

}  // namespace

FailureFile load_failure(const std::string& path) {
  return checked_failure(Document::read(path, failure_limits));
}

FailureFile read_failure(const std::string& file, std::string text) {
  return checked_failure(Document{file, std::move(text), failure_limits});
}

std::string to_json_text(const FailureFile& file) {
  ordered_json plan = ordered_json::object();
  detail::write_plan(plan, file.plan);
  const ordered_json object = {{"schema", failure_schema},
                               {"id", file.id},
                               {"scenario", file.scenario},
                               {"scenario_digest", file.scenario_digest},
                               {"behaviour", file.behaviour},
                               {"defect", written(file.defect)},
                               {"system", file.system},
                               {"seed", written(file.seed)},
                               {"plan", plan},
                               {"property", file.property},
                               {"severity", file.severity},
                               {"digest", file.digest},
                               {"replay", file.replay},
                               {"amount_at_risk", written(file.amount_at_risk)}};
  return json_text(object, 2) + "\n";
}

void save_failure(const std::string& path, const FailureFile& file) {
  save_text(path, to_json_text(file));
}

}  // namespace assay::scenarios
