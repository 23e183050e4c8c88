// Validation by valijson, complaints in our words.
#include "scenarios/files/schema.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "scenarios/files/complaint.hpp"
#include "scenarios/files/embedded.hpp"
#include "sim/check.hpp"

namespace assay::scenarios {

namespace {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

/// The library's context is "<root>", "[key]", "[index]"; a pointer is its JSON form.
std::string pointer_of(const std::vector<std::string>& context) {
  std::string pointer;
  for (const std::string& part : context) {
    const bool bracketed = part.size() >= 2 && part.front() == '[' && part.back() == ']';
    if (bracketed) pointer = step(pointer, std::string_view{part}.substr(1, part.size() - 2));
  }
  return pointer;
}

bool is_valid(const nlohmann::json& schema_json, const nlohmann::json& value,
              valijson::ValidationResults& results) {
  valijson::Schema schema;
  valijson::SchemaParser parser{valijson::SchemaParser::kDraft7};
  const Adapter schema_adapter{schema_json};
  parser.populateSchema(schema_adapter, schema);
  valijson::Validator validator{valijson::Validator::kStrongTypes};
  const Adapter adapter{value};
  return validator.validate(schema, adapter, &results);
}

/// Of a file that says itself that it is of another format, nothing else is worth telling.
void tell_only_another_format(Complaints& complaints) {
  const auto format = std::ranges::find(complaints.kept(), "/schema", &Complaint::pointer);
  if (format == complaints.kept().end() || !format->nearest.empty()) return;
  Complaints only;
  only.add(*format);
  only.set_aside("");
  complaints = std::move(only);
}

}  // namespace

std::string_view schema_text(std::string_view schema) {
  const auto found = std::ranges::find(embedded_schemas(), schema, &EmbeddedFile::name);
  SIM_CHECK(found != embedded_schemas().end(), "every schema asked for is embedded");
  return found->text;
}

void check_schema(const Document& document, std::string_view schema, Complaints& complaints) {
  const auto schema_json = nlohmann::json::parse(schema_text(schema));
  valijson::ValidationResults results;
  if (is_valid(schema_json, document.value(), results)) return;
  valijson::ValidationResults::Error error;
  std::string first_description;
  std::set<std::string> seen;
  while (results.popError(error)) {
    if (first_description.empty()) first_description = error.description;
    const std::string pointer = pointer_of(error.context);
    if (!seen.insert(pointer).second) continue;
    (void)word_complaints(schema_json, document.value(), pointer, complaints);
  }
  tell_only_another_format(complaints);
  if (complaints.none()) {
    complaints.add({"", "a document that the schema accepts", first_description});
  }
}

void check_schema(const Document& document, std::string_view schema) {
  Complaints complaints;
  check_schema(document, schema, complaints);
  refuse_if_any(document, complaints);
}

}  // namespace assay::scenarios
